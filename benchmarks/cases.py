"""What is measured: one table. Each case says what it shows and what not, who stands beside, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import builds
import graphs
import serve
from peers import OXIGRAPH, RDFLIB_ENDPOINT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: its name in results, how a table calls it, how many decimals it has, and whether more is better."""

    name: str
    unit: str
    decimals: int = 0
    more: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What a run is given: a folder that all runs share, the name of its side, and the sizes asked for."""

    scratch: Path
    side: str
    sizes: tuple[int, ...]


def _nothing(_: Path) -> None:
    """No preparation."""


def _here() -> str:
    """It can be measured everywhere."""
    return ""


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure.

    Its sides take turns, each run being a process of its own, and `measure` gives the figures of one; when `together`,
    one process has all sides, and `all_sides` gives the figures of each. `beside` says which side another is compared
    with in the same round. `missing` says why it cannot be measured here, if so.
    """

    name: str
    what: str
    shows: str
    measures: tuple[Measure, ...]
    sides: Callable[[Sequence[int]], tuple[str, ...]]
    beside: Mapping[str, str]
    measure: Callable[[Given], Figures] | None = None
    all_sides: Callable[[Given], dict[str, Figures]] | None = None
    prepare: Callable[[Path], object] = _nothing
    missing: Callable[[], str] = _here


OURS = "aqbgraph"
DOCUMENTS = Measure("documents", "documents/s")
STATEMENTS = Measure("statements", "statements/s")
CPU = Measure("CPU", "ms of a processor each", more=False)
MEMORY = Measure("memory", "MiB", more=False)
REGEXES, RDFLIB = "regular expressions", "rdflib"
PORTIONS = ("portions of 1", "portions of 4", "portions of 16", "portions of 48")


def _always(*sides: str) -> Callable[[Sequence[int]], tuple[str, ...]]:
    return lambda _: sides


def _sizes(sizes: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{size:,} agreements" for size in sizes)


def _beside_first(sizes: Sequence[int]) -> dict[str, str]:
    first, *others = _sizes(sizes)
    return dict.fromkeys(others, first)


def _incremental(given: Given) -> dict[str, Figures]:
    return builds.incremental(given.scratch, max(given.sizes))


def cases(sizes: Sequence[int]) -> tuple[Case, ...]:
    """All cases; the sizes are those of whole builds."""
    return (*_steps(), *_builds(sizes), *_clusters(), *_servers())


def _steps() -> tuple[Case, ...]:
    """What is done to an agreement alone."""
    return (
        Case(
            "extraction",
            "Reading and understanding an agreement, beside the ten patterns that somebody would write for one year.",
            "The patterns find the same fields and nothing else: no place, no quotation, no account of the lines that "
            "nobody understood, no other wording. Agreements are of years that the process has not met. OCR and the "
            "reading of PDF files are not in it.",
            (DOCUMENTS,),
            _always(OURS, REGEXES),
            {OURS: REGEXES},
            lambda given: graphs.extraction(given.side),
        ),
        Case(
            "mapping",
            "What was understood to statements, by way of JSON-LD.",
            "The JSON-LD is what the page embeds and `.jsonld` delivers, so it is no detour.",
            (DOCUMENTS,),
            _always(OURS),
            {},
            lambda given: graphs.mapping(given.side),
        ),
        Case(
            "turtle",
            "Statements in memory to a Turtle file.",
            "Putting them in order is in it on both sides, for the same bytes each time.",
            (STATEMENTS,),
            _always(OURS, RDFLIB),
            {OURS: RDFLIB},
            lambda given: graphs.turtle(given.side),
        ),
        Case(
            "parsing",
            "Turtle of agreements, one by one, and N-Quads of all of them to a store in memory.",
            "It is pyoxigraph that reads, by our way of calling it.",
            (Measure("Turtle", "statements/s of Turtle"), Measure("N-Quads", "statements/s of N-Quads")),
            _always(OURS, RDFLIB),
            {OURS: RDFLIB},
            lambda given: graphs.parsing(given.side),
        ),
        Case(
            "validation",
            "An agreement against its shapes, with so many in one run; a build takes portions of 16.",
            "The engine is pyshacl on both sides. What is saved are queries parsed anew and a vocabulary copied for "
            "each document. Portions that are too large gain nothing, and hold more in memory.",
            (DOCUMENTS,),
            _always(*PORTIONS, graphs.PYSHACL),
            dict.fromkeys(PORTIONS, graphs.PYSHACL),
            lambda given: graphs.validation(given.side),
        ),
    )


def _builds(sizes: Sequence[int]) -> tuple[Case, ...]:
    """From files to a publication."""
    return (
        Case(
            "build",
            "A whole build in one process, from files to files, by number of agreements.",
            "Beside each size stands the smallest: the cost of an agreement must not grow with their number. What a "
            "build costs whatever it publishes (imports, vocabulary, texts, 351 comparisons of places) weighs on small "
            "ones. Up to 2,000 agreements are of the 27 places of Hesse, more of 400 places. In the time on the clock "
            "is the search index, which pagefind makes with all cores.",
            (Measure("documents", "documents/s", 2), CPU, MEMORY, Measure("disk", "MB on disk each", 2, more=False)),
            _sizes,
            _beside_first(sizes),
            lambda given: builds.size(given.scratch, given.side),
        ),
        Case(
            "jobs",
            f"A build of {builds.JOBS_SIZE} agreements in two processes, beside one.",
            "Time on the clock, so other work on the machine shows; more processes than cores gain nothing.",
            (Measure("documents", "documents/s", 2), CPU, MEMORY),
            _always("2 processes", "1 process"),
            {"2 processes": "1 process"},
            lambda given: builds.jobs(given.scratch, given.side),
        ),
        Case(
            "incremental",
            f"A build of {max(sizes):,} agreements, the same again, and again with one amount changed.",
            "Processes are as many as there are cores. What only starting takes is in all of them.",
            (Measure("wall", "s", 2, more=False), Measure("CPU", "ms of a processor", more=False), MEMORY),
            _always("nothing changed", "one agreement changed", "whole", "only starting"),
            {"nothing changed": "whole", "one agreement changed": "whole"},
            all_sides=_incremental,
        ),
        Case(
            "site",
            f"All pages of {builds.SITE_SIZE} agreements, in two languages, beside merely copying them.",
            "Pages by processor time without the data beside them. Sizes are medians, packed as a server packs them.",
            (
                Measure("pages", "pages/s"),
                Measure("size", "kB a page", 1, more=False),
                Measure("packed", "kB packed", 1, more=False),
            ),
            _always(OURS, builds.COPYING),
            {OURS: builds.COPYING},
            lambda given: builds.site(given.scratch, given.side),
        ),
    )


def _clusters() -> tuple[Case, ...]:
    """The same on workers of a scheduler."""
    return (
        Case(
            "dask",
            f"A build of {builds.DASK_SIZE} agreements as text by one or two Dask workers on this machine, and by one "
            "or two processes.",
            "Scheduler and workers are started before; on one machine Dask can only cost, it shows how much. What "
            "spans documents the builder makes on all cores, with one worker as with two: the more it is beside the "
            "rest, the less a second worker shows. Processor time is that of all, starting workers included.",
            (Measure("documents", "documents/s", 2), CPU),
            _always(builds.TWO, builds.ONE, builds.POOL, builds.ALONE),
            {builds.TWO: builds.ONE, builds.POOL: builds.ALONE},
            lambda given: builds.dask(given.scratch, given.side),
            missing=builds.no_scheduler,
        ),
        Case(
            "scans",
            f"A build of {builds.SCANS_SIZE} scanned agreements by one or two Dask workers on this machine, and by "
            "one or two processes.",
            "Recognition, seconds a page, is nearly all of it. Tesseract runs with one thread on every side, as in "
            "any build; what is misread is refused, and the others are published.",
            (Measure("documents", "documents/s", 3), CPU),
            _always(builds.TWO, builds.ONE, builds.POOL, builds.ALONE),
            {builds.TWO: builds.ONE, builds.POOL: builds.ALONE},
            lambda given: builds.scans(given.scratch, given.side),
            missing=builds.no_recognition,
        ),
    )


def _servers() -> tuple[Case, ...]:
    """Servers over the same data."""
    return (
        Case(
            "endpoint",
            f"Queries over HTTP on {serve.AGREEMENTS} agreements, {serve.CLIENTS} clients at once.",
            "All servers on this machine, and the clients with them. Repeated queries come from the cache of ours; the "
            "peers have none. Ours runs each query where it can be ended, Oxigraph as shown has no such bound.",
            tuple(Measure(name, f"answers/s, {name}") for name in serve.WORKLOADS),
            _always(OURS, OXIGRAPH.name, RDFLIB_ENDPOINT.name),
            {OURS: OXIGRAPH.name},
            all_sides=lambda given: serve.rates(given.scratch),
            prepare=serve.prepare,
        ),
        Case(
            "light",
            f"Point queries of one client over HTTP, alone and beside {serve.HEAVY_CLIENTS} heavy ones of others.",
            "A heavy query joins everything with everything, which no server finishes. What counts is the 99th of 100 "
            "light ones, and how many times what a light one takes on the idle server that is. A server that answers "
            "none in three seconds has what the first one took, at most a minute.",
            (
                Measure("idle", "ms, median, idle", 2, more=False),
                Measure("loaded", "ms, 99th percentile, beside heavy ones", 2, more=False),
                Measure("times", "times the idle median", 1, more=False),
            ),
            _always(OURS, OXIGRAPH.name, RDFLIB_ENDPOINT.name),
            {OURS: OXIGRAPH.name},
            all_sides=lambda given: serve.light(given.scratch),
            prepare=serve.prepare,
        ),
    )
