"""Of the files in a folder those that belong there; the others go, and folders that are left empty with them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.file_notes import Noted


def sifted(folder: Path, own: str, noted: Iterable[tuple[str, Noted]]) -> Iterator[tuple[str, Noted]]:
    """The files that are noted and there, in the order of their paths; `noted` are in that order as well.

    The file `own` stays and is not told: the list that is made of the others.
    """
    yield from _below(str(folder), "", own, _Row(noted))


def entries(folder: str) -> list[tuple[str, str]]:
    """What lies in a folder, with its place; so named that folders and files have the order that whole paths have."""
    with os.scandir(folder) as found:
        return sorted(filter(None, map(_named, found)))


def _named(entry: os.DirEntry[str]) -> tuple[str, str] | None:
    if entry.is_dir(follow_symlinks=False):
        return f"{entry.name}/", entry.path
    return (entry.name, entry.path) if entry.is_file() or entry.is_symlink() else None


class _Row:
    """What is noted, gone through once."""

    def __init__(self, noted: Iterable[tuple[str, Noted]]) -> None:
        self._left = iter(noted)
        self._next = next(self._left, None)

    def of(self, path: str) -> Noted | None:
        while self._next is not None and self._next[0] < path:
            self._next = next(self._left, None)
        return self._next[1] if self._next is not None and self._next[0] == path else None


def _below(folder: str, path: str, own: str, row: _Row) -> Generator[tuple[str, Noted], None, bool]:
    """Returns whether anything stays."""
    stays = False
    for name, place in entries(folder):
        if name.endswith("/"):
            if (yield from _below(place, path + name, own, row)):
                stays = True
            else:
                os.rmdir(place)  # noqa: PTH106
        elif (noted := row.of(path + name)) is not None:
            yield path + name, noted
            stays = True
        elif path + name != own:
            os.unlink(place)  # noqa: PTH108
    return stays
