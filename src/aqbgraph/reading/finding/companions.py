"""Files that lie beside the sources and are none themselves: corrections of a source, decisions on series."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from aqbgraph.correction import SUFFIX as CORRECTIONS
from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.folders import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.reading.files import File

SERIES = "series.ttl"


@dataclass(frozen=True, slots=True)
class Companion:
    """Such a file, and what it is called in messages and in the graph."""

    path: File
    name: str


@dataclass(frozen=True, slots=True)
class Companions:
    """Those that are for all sources: decisions on series, and corrections whose source is missing.

    `misnamed` are files that look like corrections of a source, and what they would have to be called.
    """

    series: tuple[Companion, ...] = ()
    strays: tuple[Companion, ...] = ()
    misnamed: tuple[tuple[Companion, str], ...] = ()


def is_companion(path: PurePath) -> bool:
    """Whether a file is never a source."""
    return path.name == SERIES or path.name.endswith(CORRECTIONS)


def corrections_of(source: Path, name: str) -> Companion | None:
    """The corrections beside a source of this name, where there are any."""
    path = source.with_name(source.stem + CORRECTIONS)
    if not path.is_file():
        return None
    folder, slash, _ = name.rpartition("/")
    return Companion(path, f"{folder}{slash}{path.name}")


def find_companions(places: Sequence[Path], sources: Iterable[File], series: Path | None = None) -> Companions:
    """What lies in the folders that were named, and beside the files that were; `series` is used instead of those.

    Of `sources` those of this machine count.

    Raises:
        WrongUse: `series` does not exist.
    """
    if series is not None and not series.is_file():
        raise WrongUse(f"{series} gibt es nicht.")
    found = {path.resolve(): Companion(path, name) for path, name in _all(places)}
    listed = tuple(source for source in sources if isinstance(source, Path))
    used = {source.with_name(source.stem + CORRECTIONS).resolve() for source in listed}
    ordered = sorted(found.items(), key=lambda item: (item[1].name, str(item[1].path)))
    return Companions(
        series=(Companion(series, series.name),)
        if series is not None
        else tuple(one for path, one in ordered if path.name == SERIES),
        strays=tuple(one for path, one in ordered if path.name.endswith(CORRECTIONS) and path not in used),
        misnamed=tuple(_misnamed(listed)),
    )


def _misnamed(sources: Iterable[Path]) -> Iterator[tuple[Companion, str]]:
    """TOML files beside a source that begin as it does: nobody would read them, though corrections are meant."""
    stems: dict[Path, set[str]] = {}
    for source in sources:
        stems.setdefault(source.parent, set()).add(source.stem)
    for folder, known in sorted(stems.items()):
        for path in sorted(folder.iterdir()):
            other = meant(path, known)
            if other is not None and path.is_file():
                yield Companion(path, path.name), other


def meant(path: PurePath, stems: Iterable[str]) -> str | None:
    """What a file that looks like corrections of one of these sources would have to be called; None if it does not."""
    if path.suffix.lower() != ".toml" or is_companion(path):
        return None
    stem = max((stem for stem in stems if _begins(path.name, stem)), key=len, default=None)
    return None if stem is None else stem + CORRECTIONS


def _begins(name: str, stem: str) -> bool:
    """As a whole word: budget.toml is nothing of b.md."""
    return name.startswith(stem) and not name[len(stem)].isalnum()


def _all(places: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for place in places:
        if not place.is_dir():
            beside = place.with_name(SERIES)
            yield from ((path, path.name) for path in (place, beside) if is_companion(path) and path.is_file())
            continue
        yield from ((path, name.as_posix()) for path, name in below(place) if is_companion(path))
