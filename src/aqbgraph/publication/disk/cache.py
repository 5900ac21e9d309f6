"""What steps of a build gave, by the digest of what they worked on: a step whose input is the same is not done again.

One file (SQLite), a row for each step: its name, the digest of its input, its result. It may be deleted at any time,
and a damaged one is begun anew: all in it can be made again. It is written in one transaction at the end of a build, so
a build that was killed leaves what the one before had left. https://www.sqlite.org/transactional.html
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from io import BytesIO
from stat import S_IWGRP, S_IWOTH
from typing import TYPE_CHECKING, Any, TypeAlias

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FILE = "steps.sqlite"
_TABLE = "create table if not exists step (name text primary key, input blob, digest blob, result blob) without rowid"
# In a file of its own that goes with the build: the names of all steps are more than memory has room for.
_ASKED = "create temp table asked (name text primary key) without rowid"
_ASK = "insert or ignore into asked values (?)"
_STAYS = "insert or ignore into asked select name from step where name >= ? and name < ?"
_SIZE = 16  # bytes
# Beside our own: all that results are made of.
_OTHERS = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("builtins", "bytearray"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("array", "_array_reconstructor"),
        ("array", "array"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timezone"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
        ("copyreg", "_reconstructor"),
    }
)
# The digest of what a step worked on, and what it gave.
Kept: TypeAlias = tuple[bytes, bytes]
_OURS = f"{__name__.partition('.')[0]}."
# What was looked at before, since a list of rows names its class with each.
_made_of: dict[tuple[str, str], Any] = {}


class _Reading(pickle.Unpickler):
    """Makes values, and calls nothing else: whoever can write the file cannot run a program of theirs."""

    def find_class(self, module: str, name: str) -> Any:
        known = _made_of.get((module, name))
        if known is not None:
            return known
        found = super().find_class(module, name) if (module, name) in _OTHERS or module.startswith(_OURS) else None
        if found is None or not (isinstance(found, type) or (module, name) in _OTHERS):
            raise pickle.UnpicklingError(f"{module}.{name}")
        _made_of[module, name] = found
        return found


def unpacked(content: bytes) -> Any:
    """A value of ours as `packed` wrote it.

    Raises:
        Exception: it is damaged, or none of ours; pickle does not say which.
    """
    return _Reading(BytesIO(content)).load()


def packed(value: object) -> bytes:
    """A value as it is kept."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SIZE).digest()


def _after(beginning: str) -> str:
    """The first name after all that begin so."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


@dataclass(slots=True)
class Cache:
    """The steps of a publication. `file` is None when nothing is to be kept: then every step is done.

    Of all steps of this build it keeps the names, for their results alone stay. `folder` is where it lies.
    """

    file: sqlite3.Connection | None = None
    folder: Path | None = None

    def result(self, name: str, given: bytes) -> Any | None:
        """What a step of this name gave for an input of this digest, None when that is not known."""
        row = self._row(name, given)
        if row is not None and row[0] == _digest(row[1]):
            # What an older version of aqbgraph has written may be made of what this one no longer has.
            with suppress(Exception):
                return unpacked(row[1])
        return None

    def _row(self, name: str, given: bytes) -> tuple[bytes, bytes] | None:
        if self.file is None:
            return None
        try:
            self.file.execute(_ASK, (name,))
            found: Any = self.file.execute(
                "select digest, result from step where name = ? and input = ?", (name, given)
            ).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        return found if found and all(isinstance(part, bytes) for part in found) else None

    def keep(self, name: str, given: bytes, result: object) -> None:
        """Notes what a step gave; None cannot be told from nothing."""
        if self.file is not None:
            self._keep(name, given, packed(result))

    def _keep(self, name: str, given: bytes, content: bytes) -> None:
        if self.file is None:
            return
        try:
            self.file.execute(_ASK, (name,))
            self.file.execute(
                "insert or replace into step values (?, ?, ?, ?)", (name, given, _digest(content), content)
            )
        except sqlite3.Error:
            self._give_up()

    def apart(self, beginnings: Iterable[str]) -> Apart:
        """What another process needs of it: the steps whose names begin so."""
        found: dict[str, tuple[bytes, Any, Any]] = {}
        for beginning in beginnings if self.file is not None else ():
            found |= self._named(beginning)
        return Apart(found=found)

    def _named(self, beginning: str) -> dict[str, tuple[bytes, Any, Any]]:
        if self.file is None:
            return {}
        try:
            rows = self.file.execute(
                "select name, input, digest, result from step where name >= ? and name < ?",
                (beginning, _after(beginning)),
            ).fetchall()
        except sqlite3.Error:
            self._give_up()
            return {}
        return {name: (given, digest, result) for name, given, digest, result in rows}

    def take(self, asked: Iterable[str], kept: Mapping[str, Kept]) -> None:
        """Adds what another process has asked for and kept."""
        if self.file is not None:
            try:
                self.file.executemany(_ASK, ((name,) for name in sorted(asked)))
            except sqlite3.Error:
                self._give_up()
        for name, (given, content) in kept.items():
            self._keep(name, given, content)

    def stays(self, beginning: str) -> None:
        """Keeps what is known of all steps whose names begin so, as if they had been asked for."""
        if self.file is None:
            return
        try:
            self.file.execute(_STAYS, (beginning, _after(beginning)))
        except sqlite3.Error:
            self._give_up()

    def close(self) -> None:
        """Writes what is kept; what no step of this build asked for goes."""
        if self.file is None:
            return
        with suppress(sqlite3.Error):
            self.file.execute("delete from step where name not in (select name from asked)")
            self.file.execute("commit")

    def abandon(self) -> None:
        """Ends without writing anything, unless `close` has."""
        if self.file is not None:
            with suppress(sqlite3.Error):
                self.file.close()
            self.file = None

    def _give_up(self) -> None:
        """A file that fails once is not asked again: a build never fails for what only saves it work."""
        self.abandon()


@dataclass(slots=True)
class Apart(Cache):
    """What a process of its own knows of some steps, and what it keeps: no connection to SQLite outlives a fork.

    https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_
    """

    found: Mapping[str, tuple[bytes, Any, Any]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    kept: dict[str, Kept] = field(default_factory=dict)

    def _row(self, name: str, given: bytes) -> tuple[bytes, bytes] | None:
        self.asked.add(name)
        row = self.found.get(name)
        known = row is not None and row[0] == given and all(isinstance(part, bytes) for part in row[1:])
        return (row[1], row[2]) if row is not None and known else None

    def keep(self, name: str, given: bytes, result: object) -> None:
        """Notes what a step gave."""
        self.asked.add(name)
        self.kept[name] = given, packed(result)


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Cache]:
    """The cache in a folder, a new one where none is or a damaged one lies; without a folder one that keeps nothing.

    It keeps nothing either while another build uses it. What was not closed is as it was before.

    Raises:
        PublicationError: the folder cannot be made, or is not ours alone.
    """
    cache = Cache()
    if folder is not None:
        _ours(folder)
        cache = _opened(folder)
    try:
        yield cache
    finally:
        cache.abandon()


def _ours(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError as error:
        raise PublicationError(f"Der Zwischenspeicher {folder} ist nicht beschreibbar ({error.strerror}).") from error
    # Windows knows neither owners by number nor these bits.
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & (S_IWGRP | S_IWOTH)):
        raise PublicationError(
            f"In den Zwischenspeicher {folder} können auch andere schreiben: Was dort liegt, ist nicht "
            "vertrauenswürdig. Bitte löschen oder mit --cache einen eigenen Ordner nennen."
        )


def _opened(folder: Path) -> Cache:
    for _ in range(2):
        try:
            return Cache(_connected(folder), folder)
        except sqlite3.OperationalError:
            return Cache()
        except sqlite3.DatabaseError:
            # No database at all: the next try begins a new one.
            with suppress(OSError):
                (folder / FILE).unlink()
    return Cache()


def _connected(folder: Path) -> sqlite3.Connection:
    file = sqlite3.connect(folder / FILE, timeout=0, isolation_level=None)
    try:
        # What is lost with a crash of the whole machine is made again.
        file.execute("pragma synchronous = off")
        file.execute(_TABLE)
        file.execute(_ASKED)
        file.execute("begin immediate")
        file.execute("select count(*) from (select * from step limit 1)").fetchone()
    except sqlite3.Error:
        file.close()
        raise
    return file
