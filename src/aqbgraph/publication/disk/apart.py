"""What a process of its own knows of some steps, and what it keeps: in a file, for memory has no room for it.

No connection to SQLite outlives a fork, so each process opens the file for itself.
https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.disk.cache import APART, TABLE, Cache, remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KNOW = "insert into known values (?, ?, ?, ?)"
_KNOWN = "create table known (name text primary key, input blob, digest blob, result blob) without rowid"
_ASKED_FOR = "select name from asked order by name"
_KEPT = "select name, input, digest, result from step order by name"
_ASKED = "create table asked (name text primary key) without rowid"


@dataclass(slots=True)
class Apart(Cache):
    """Steps of a publication as another process knows them. `place` is its file; without one nothing is kept.

    Whoever works with it first opens the file, and has it until `told`.
    """

    place: Path | None = None

    def _connection(self) -> sqlite3.Connection | None:
        if self.file is None and self.place is not None:
            try:
                self.file = _connected(self.place)
            except sqlite3.Error:
                self._give_up()
        return self.file

    def _row(self, name: str, given: bytes, table: str = "known") -> tuple[bytes, bytes] | None:
        # Without super(), which a class with slots made anew by `dataclass` does not find.
        return Cache._row(self, name, given, table)

    def told(self) -> Path | None:
        """Ends it. What was asked for and kept is in this file, for `give_back`."""
        if self.file is not None:
            try:
                self.file.execute("commit")
            except sqlite3.Error:
                self._give_up()
        self.abandon()
        place, self.place = self.place, None
        return place

    def _give_up(self) -> None:
        self.abandon()
        if self.place is not None:
            # Where a disk is full the build needs the room.
            remove(self.place)
            self.place = None


def apart(cache: Cache, beginnings: Iterable[str]) -> Apart:
    """What another process needs of a cache: the steps whose names begin so."""
    if cache.file is None or cache.folder is None:
        return Apart()
    try:
        place = _new(cache.folder)
    except OSError:
        return Apart()
    try:
        with closing(_connected(place)) as file:
            for table in (TABLE, _KNOWN, _ASKED):
                file.execute(table)
            file.executemany(_KNOW, cache.named(beginnings))
            file.execute("commit")
    except sqlite3.Error:
        remove(place)
        return Apart()
    return Apart(place=place)


def give_back(cache: Cache, place: Path | None) -> None:
    """Adds to a cache what another process has asked for and kept; its file goes."""
    if place is None:
        return
    with suppress(sqlite3.Error), closing(_connected(place)) as file:
        cache.take((name for (name,) in _rows(file, _ASKED_FOR)), _rows(file, _KEPT))
    remove(place)


def _rows(file: sqlite3.Connection, sought: str) -> Iterator[Any]:
    """As many as can be read: what fails here is no fault of the cache that takes them."""
    with suppress(sqlite3.Error):
        yield from file.execute(sought)


def _new(folder: Path) -> Path:
    descriptor, name = mkstemp(prefix=APART, dir=folder)
    os.close(descriptor)
    return Path(name)


def _connected(place: Path) -> sqlite3.Connection:
    file = sqlite3.connect(place, timeout=0, isolation_level=None)
    # When something goes wrong nobody reads it, so there is nothing to go back to.
    file.execute("pragma journal_mode = off")
    file.execute("pragma synchronous = off")
    file.execute("begin")
    return file
