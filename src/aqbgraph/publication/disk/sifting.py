"""Of the files in a folder those that belong there; the others go, and folders that are left empty with them."""

from __future__ import annotations

import os
from contextlib import suppress
from stat import S_IMODE
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted

_OF_NFS = ".nfs"


def sifted(folder: Path, own: str, noted: Iterable[tuple[str, Noted]]) -> Iterator[tuple[str, Noted]]:
    """The files that are noted and there, in the order of their paths; `noted` are in that order as well.

    The file `own` stays and is not told: the list that is made of the others. Folders get the mode that new ones have,
    whoever made them.
    """
    yield from _below(str(folder), "", _Wanted(own, _Row(noted), _mode()))


def among(noted: Iterable[tuple[str, Noted]]) -> Callable[[str], bool]:
    """Tells of paths, asked for in their order, whether they are noted; `noted` are in that order as well."""
    row = _Row(noted)
    return lambda path: row.of(path) is not None


def entries(folder: str) -> list[tuple[str, str]]:
    """What lies in a folder, with its place; so named that folders and files have the order that whole paths have.

    What NFS keeps for somebody who still reads a file that is gone (".nfs…") is nobody's and goes by itself
    (https://nfs.sourceforge.net/#faq_d2).
    """
    with os.scandir(folder) as found:
        return sorted(_named(entry) for entry in found if not entry.name.startswith(_OF_NFS))


def _named(entry: os.DirEntry[str]) -> tuple[str, str]:
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name, entry.path


def _mode() -> int:
    """That of a new folder; the system tells it only while it is another."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


class _Wanted(NamedTuple):
    """The file that stays without being noted, what is noted, and the mode of folders."""

    own: str
    row: _Row
    mode: int


class _Row:
    """What is noted, gone through once."""

    def __init__(self, noted: Iterable[tuple[str, Noted]]) -> None:
        self._left = iter(noted)
        self._next = next(self._left, None)

    def of(self, path: str) -> Noted | None:
        while self._next is not None and self._next[0] < path:
            self._next = next(self._left, None)
        return self._next[1] if self._next is not None and self._next[0] == path else None


def _below(folder: str, path: str, wanted: _Wanted) -> Generator[tuple[str, Noted], None, bool]:
    """Returns whether anything stays."""
    stays = False
    for name, place in entries(folder):
        if name.endswith("/"):
            if (yield from _below(place, path + name, wanted)):
                stays = True
                _set_mode(place, wanted.mode)
            else:
                # An empty folder that cannot go is nothing that is published.
                with suppress(OSError):
                    os.rmdir(place)  # noqa: PTH106
        elif (noted := wanted.row.of(path + name)) is not None:
            yield path + name, noted
            stays = True
        elif path + name != wanted.own:
            os.unlink(place)  # noqa: PTH108
    return stays


def _set_mode(folder: str, mode: int) -> None:
    if S_IMODE(os.stat(folder).st_mode) & 0o777 != mode:  # noqa: PTH116
        os.chmod(folder, mode)  # noqa: PTH101
