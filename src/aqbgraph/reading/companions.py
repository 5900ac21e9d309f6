"""Files that lie beside the sources and are none themselves: corrections of a source, decisions on series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.correction import SUFFIX as CORRECTIONS
from aqbgraph.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SERIES = "series.ttl"


@dataclass(frozen=True, slots=True)
class Companion:
    """Such a file, and what it is called in messages and in the graph."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Companions:
    """Those that are for all sources: decisions on series, and corrections whose source is missing."""

    series: tuple[Companion, ...] = ()
    strays: tuple[Companion, ...] = ()


def is_companion(path: Path) -> bool:
    """Whether a file is never a source."""
    return path.name == SERIES or path.name.endswith(CORRECTIONS)


def corrections_of(source: Path, name: str) -> Companion | None:
    """The corrections beside a source of this name, where there are any."""
    path = source.with_name(source.stem + CORRECTIONS)
    if not path.is_file():
        return None
    folder, slash, _ = name.rpartition("/")
    return Companion(path, f"{folder}{slash}{path.name}")


def find_companions(places: Sequence[Path], sources: Iterable[Path], series: Path | None = None) -> Companions:
    """What lies in the folders that were named, and beside the files that were; `series` is used instead of those.

    Raises:
        WrongUse: `series` does not exist.
    """
    if series is not None and not series.is_file():
        raise WrongUse(f"{series} gibt es nicht.")
    found = {path.resolve(): Companion(path, name) for path, name in _all(places)}
    used = {source.with_name(source.stem + CORRECTIONS).resolve() for source in sources}
    ordered = sorted(found.items(), key=lambda item: (item[1].name, str(item[1].path)))
    return Companions(
        series=(Companion(series, series.name),)
        if series is not None
        else tuple(one for path, one in ordered if path.name == SERIES),
        strays=tuple(one for path, one in ordered if path.name.endswith(CORRECTIONS) and path not in used),
    )


def _all(places: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for place in places:
        if not place.is_dir():
            beside = place.with_name(SERIES)
            yield from ((path, path.name) for path in (place, beside) if is_companion(path) and path.is_file())
            continue
        for path in place.rglob("*"):
            name = path.relative_to(place)
            if is_companion(path) and path.is_file() and not any(part.startswith(".") for part in name.parts):
                yield path, name.as_posix()
