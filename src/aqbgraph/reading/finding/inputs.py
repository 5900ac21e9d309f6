"""All that a build reads, from folders of this machine and from addresses: sources, and what lies beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from aqbgraph.correction import SUFFIX as CORRECTIONS
from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.companions import SERIES, Companion, Companions, find_companions, is_companion, meant
from aqbgraph.reading.finding.elsewhere import listed
from aqbgraph.reading.finding.folders import LIST
from aqbgraph.reading.finding.sources import SUFFIXES, SourceFile, find_sources, ignored, in_order, is_source
from aqbgraph.reading.finding.unfit import Unfit, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.finding.elsewhere import Address, Found

# What is text has some kilobytes; of other files whose size no listing tells, each may be a scan.
_TEXTS = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".xhtml", ".csv"})
_PERHAPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Inputs:
    """The sources of a build, what lies beside them, the names of files that no reader looks for, and what is none."""

    sources: tuple[SourceFile, ...]
    companions: Companions
    ignored: tuple[str, ...] = ()
    unfit: tuple[Unfit, ...] = ()


def find_inputs(places: Sequence[Path | Address], series: Path | None = None) -> Inputs:
    """What lies in the folders and below the addresses that were named; `series` is used instead of other such files.

    Raises:
        WrongUse: a place does not exist, cannot be reached or is a publication, or there is nothing to read.
    """
    if series is not None and not series.is_file():
        raise WrongUse(f"{series} gibt es nicht.")
    local = [place for place in places if isinstance(place, Path)]
    found = [_listed(place) for place in places if not isinstance(place, Path)]
    if local or not found:
        sources = find_sources(local)
        beside = find_companions(local, (source.path for source in sources), series)
        found.insert(0, Inputs(sources, beside, ignored(local), unfit(local)))
    return _together(found, series)


def _together(found: Sequence[Inputs], series: Path | None) -> Inputs:
    """All of it, each file once."""
    if len(found) == 1 and series is None:
        return found[0]
    companions = [one.companions for one in found]
    decisions = {str(one.path): one for every in companions for one in every.series}
    sources = {str(source.path): source for one in found for source in one.sources}
    return Inputs(
        in_order(sources.values()),
        Companions(
            series=(Companion(series, series.name),) if series else tuple(decisions.values()),
            strays=tuple(one for every in companions for one in every.strays),
            misnamed=tuple(one for every in companions for one in every.misnamed),
        ),
        tuple(sorted(name for one in found for name in one.ignored)),
        tuple(sorted(left for one in found for left in one.unfit)),
    )


def _listed(address: Address) -> Inputs:
    found = {one.name: one for one in listed(address)}
    if PurePosixPath(LIST) in found:
        raise WrongUse(f"{address} ist eine Veröffentlichung. Bitte die Vereinbarungen nennen, aus denen sie entstand.")
    sources = tuple(_sources(found))
    if not sources:
        endings = " oder ".join(sorted(SUFFIXES))
        raise WrongUse(f"Nichts zu lesen unter {address}: keine Datei mit der Endung {endings}.")
    used = {source.beside.path for source in sources if source.beside}
    beside = [one for name, one in sorted(found.items()) if is_companion(name)]
    unread = (one for name, one in found.items() if not (one.outright or is_companion(name) or is_source(name)))
    return Inputs(
        in_order(sources),
        Companions(
            series=tuple(_companion(one) for one in beside if one.name.name == SERIES),
            strays=tuple(_companion(one) for one in beside if one.name.name != SERIES and one.file not in used),
            misnamed=tuple(_misnamed(found)),
        ),
        tuple(sorted(f"{one.name.parent}/" if one.name.name == LIST else str(one.name) for one in unread)),
    )


def _sources(found: dict[PurePosixPath, Found]) -> Iterator[SourceFile]:
    for name, one in found.items():
        if is_source(name) or (one.outright and not is_companion(name)):
            beside = found.get(name.with_name(name.stem + CORRECTIONS))
            size = one.size or (0 if name.suffix.lower() in _TEXTS else _PERHAPS)
            yield SourceFile(one.file, str(name), _companion(beside) if beside else None, size)


def _companion(one: Found) -> Companion:
    return Companion(one.file, str(one.name))


def _misnamed(found: dict[PurePosixPath, Found]) -> Iterator[tuple[Companion, str]]:
    stems: dict[PurePosixPath, set[str]] = defaultdict(set)
    for name in filter(is_source, found):
        stems[name.parent].add(name.stem)
    for name, one in sorted(found.items()):
        other = meant(name, stems[name.parent])
        if other is not None:
            yield replace(_companion(one), name=name.name), other
