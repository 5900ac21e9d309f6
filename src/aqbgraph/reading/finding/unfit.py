"""What lies in a folder of sources and is no file to read, though it may be meant: it is named, and never opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.errors import reason
from aqbgraph.reading.finding.folders import is_nobodys, is_publication
from aqbgraph.reading.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
_SPECIAL = (
    (stat.S_ISFIFO, "eine Pipe (FIFO), keine Datei"),
    (stat.S_ISSOCK, "ein Socket, keine Datei"),
    (stat.S_ISCHR, "ein Gerät, keine Datei"),
    (stat.S_ISBLK, "ein Gerät, keine Datei"),
)


class Unfit(NamedTuple):
    """What was left out, as it is called from its folder, and why, in German."""

    name: str
    reason: str


def unfit(places: Sequence[Path]) -> tuple[Unfit, ...]:
    """What is left out of these places; what is hidden, and publications, are nobody's."""
    return tuple(sorted(one for place in places if place.is_dir() for one in _below(place)))


def _below(place: Path) -> Iterator[Unfit]:
    closed: list[OSError] = []
    for folder, folders, files in os.walk(place, onerror=closed.append):
        here = Path(folder)
        folders[:] = () if is_publication(here) else sorted(one for one in folders if not is_nobodys(one))
        for name in (*folders, *(() if is_publication(here) else files)):
            if not is_nobodys(name) and (why := reason_of(here / name)):
                yield Unfit((here / name).relative_to(place).as_posix(), why)
    for error in closed:
        yield Unfit(Path(error.filename).relative_to(place).as_posix(), f"der Ordner ist nicht lesbar: {reason(error)}")


def reason_of(path: Path) -> str:
    """Why something is not read, in German; empty for a file, and for a folder that is looked into."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "ein Verweis ins Leere oder auf sich selbst" if path.is_symlink() else "nicht zugänglich"
    if stat.S_ISDIR(mode):
        if path.is_symlink():
            return "ein Verweis auf einen Ordner; bitte den Ordner selbst nennen"
        called = path.suffix.lower() in _SUFFIXES
        return "ein Ordner, der wie eine Datei heißt; gelesen wird, was darin liegt" if called else ""
    return next((why for is_one, why in _SPECIAL if is_one(mode)), "")
