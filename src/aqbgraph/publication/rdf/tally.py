"""Counts what is published, document by document, from its N-Triples: what VoID tells of a dataset.

A document is read alone and in portions, so memory holds a portion, the counters, and eight bytes for each value in it;
those of all documents wait on disk.
Classes of things that live elsewhere are looked up when all documents have been seen.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.runs import Runs
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.formats import N_TRIPLES
from aqbgraph.publication.rdf.counting import Counting, digest
from aqbgraph.publication.rdf.samples import Sampling
from aqbgraph.publication.rdf.tally_parts import Glance, counted, take
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aqbgraph.publication.rdf.counting import Tally
    from aqbgraph.publication.rdf.tally_parts import Counted

_TYPE = f"<{RDF_TYPE}>".encode()


def tally(
    folder: Path,
    graphs: Iterable[tuple[str, str]],
    base: str,
    targets: Mapping[str, str],
    linking: Iterable[str],
    sampling: Sampling | None = None,
    steps: Steps | None = None,
) -> Tally:
    """Counts the documents (path, IRI) of a publication; `sampling` sees all that is counted.

    `targets` are the datasets linked to, by the beginning of the names in them; `linking` the properties that link.
    With `steps` a document is counted only when it has changed.
    """
    listed, kept = list(graphs), steps or Steps(Writer(folder), Before(folder))
    empty = partial(
        Counting,
        f"<{base}".encode(),
        {f"<{start}".encode(): target for start, target in targets.items()},
        frozenset(f"<{name}>".encode() for name in linking),
    )
    things: Runs[bytes] = Runs(folder)
    strangers: dict[bytes, set[bytes]] = defaultdict(set)
    for path, iri in listed:
        glance = _glanced(kept, path, iri)
        things.take(glance.kinds)
        for name, lines in glance.strangers.items():
            strangers[name] |= lines
    counting = empty(objects=Runs(folder), abroad=Runs(folder), sampling=sampling)
    for path, iri in listed:
        more = sorted(strangers.pop(iri.encode(), ()))
        begin = partial(empty, sampling=Sampling(sampling.identifiers) if sampling else None)
        given = kept.given(kept.writer.noted.get(path + N_TRIPLES.suffix), iri, more, base, list(targets))
        take(counting, kept.value(f"counts:{path}", given, partial(_counted, folder, path, iri, more, begin)))
    for left in strangers.values():
        counting.document(sorted(left))
    counting.resolve(things)
    return counting.result(len(listed))


def _counted(folder: Path, path: str, iri: str, more: Sequence[bytes], begin: Callable[[], Counting]) -> Counted:
    counting = begin()
    own = _on(_lines(folder, path), iri)
    counting.document(sorted({*own, *more}) if more else own)
    return counted(counting)


def _on(lines: Iterable[bytes], iri: str) -> Iterator[bytes]:
    own = _own(iri)
    return (line for line in lines if line.startswith(own))


def _own(iri: str) -> tuple[bytes, bytes]:
    """How the lines begin that are on a document or a thing in it."""
    return f"<{iri}> ".encode(), f"<{iri}#".encode()


def _glanced(steps: Steps, path: str, iri: str) -> Glance:
    given = steps.given(steps.writer.noted.get(path + N_TRIPLES.suffix), iri)
    return steps.value(f"glance:{path}", given, partial(_glance, steps.writer.folder, path, iri))


def _glance(folder: Path, path: str, iri: str) -> Glance:
    """Statements on things of another document (a term of the ontology) or of none here (a cited source) may be made by
    several documents; the graph has each once.
    """
    strangers: dict[bytes, set[bytes]] = defaultdict(set)
    kinds: dict[bytes, array[int]] = defaultdict(lambda: array("Q"))
    own, between = _own(iri), b" " + _TYPE + b" "
    for line in _lines(folder, path):
        if not line.startswith(own):
            strangers[line[1 : line.index(b">")].partition(b"#")[0]].add(line)
        subject, found, rest = line.partition(between)
        if found:
            kinds[rest[:-3]].append(digest(subject))
    return Glance(
        {name: frozenset(lines) for name, lines in strangers.items()},
        {kind: keys.tobytes() for kind, keys in kinds.items()},
    )


def _lines(folder: Path, path: str) -> Iterator[bytes]:
    with (folder / f"{path}{N_TRIPLES.suffix}").open("rb") as file:
        yield from file
