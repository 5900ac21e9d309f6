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
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from stat import S_IWGRP, S_IWOTH
from typing import TYPE_CHECKING, Any, TypeAlias

from aqbgraph.errors import PublicationError, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = "steps.sqlite"
# How the names of files begin that tell other processes of steps (apart.py).
APART = "apart-"
TABLE = "create table if not exists step (name text primary key, input blob, digest blob, result blob) without rowid"
PUT = "insert or replace into step values (?, ?, ?, ?)"
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
# A step: its name, the digests of what it worked on and of what it gave, and that itself.
Row: TypeAlias = tuple[str, bytes, bytes, bytes]
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
    """A value as it is kept: as its classes say, whatever else this process has loaded.

    Distributed has tblib write the exceptions that it finds, ours where they were loaded before it or came out of a
    task, as calls of a function that `unpacked` refuses. https://tblib.readthedocs.io/en/latest/
    """
    written = BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {}  # instead of that of the process (copyreg)
    pickler.dump(value)
    return written.getvalue()


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

    def _connection(self) -> sqlite3.Connection | None:
        """The file, where there is one."""
        return self.file

    def _row(self, name: str, given: bytes, table: str = "step") -> tuple[bytes, bytes] | None:
        if (file := self._connection()) is None:
            return None
        sought = f"select digest, result from {table} where name = ? and input = ?"  # noqa: S608  # ours, no stranger's
        try:
            file.execute(_ASK, (name,))
            found: Any = file.execute(sought, (name, given)).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        return found if found and all(isinstance(part, bytes) for part in found) else None

    def keep(self, name: str, given: bytes, result: object) -> None:
        """Notes what a step gave; None cannot be told from nothing."""
        if self._connection() is not None:
            content = packed(result)
            self.take((name,), ((name, given, _digest(content), content),))

    def take(self, asked: Iterable[str], kept: Iterable[Row] = ()) -> None:
        """Adds what was asked for and kept elsewhere, row by row."""
        if (file := self._connection()) is None:
            return
        try:
            file.executemany(_ASK, ((name,) for name in asked))
            file.executemany(PUT, kept)
        except sqlite3.Error:
            self._give_up()

    def named(self, beginnings: Iterable[str]) -> Iterator[Row]:
        """All that is known of the steps whose names begin so, as rows of the file.

        Raises:
            sqlite3.Error: the file fails.
        """
        if (file := self._connection()) is None:
            return
        for beginning in beginnings:
            yield from file.execute(
                "select name, input, digest, result from step where name >= ? and name < ?",
                (beginning, _after(beginning)),
            )

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
        if cache.folder is not None and cache.file is not None and cache.file.in_transaction:
            # Ended before it was done.
            _sweep(cache.folder)
        cache.abandon()


def _ours(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError as error:
        raise PublicationError(f"Der Zwischenspeicher {folder} ist nicht beschreibbar ({reason(error)}).") from error
    # SQLite opens a file there all the same, to be read, and what else waits in the folder fails much later.
    if not os.access(folder, os.W_OK):
        raise PublicationError(f"Der Zwischenspeicher {folder} ist nicht beschreibbar.")
    # Windows knows neither owners by number nor these bits.
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & (S_IWGRP | S_IWOTH)):
        raise PublicationError(
            f"In den Zwischenspeicher {folder} können auch andere schreiben: Was dort liegt, ist nicht "
            "vertrauenswürdig. Bitte löschen oder mit --cache einen eigenen Ordner nennen."
        )


def _opened(folder: Path) -> Cache:
    for _ in range(2):
        try:
            cache = Cache(_connected(folder), folder)
        except sqlite3.OperationalError:
            return Cache()
        except sqlite3.DatabaseError:
            # No database at all: the next try begins a new one.
            remove(folder / FILE)
        else:
            # Of builds that were killed.
            _sweep(folder)
            return cache
    return Cache()


def _sweep(folder: Path) -> None:
    """Takes away what told other processes of steps, as long as no other build has the cache."""
    for left in folder.glob(f"{APART}*"):
        remove(left)


def remove(path: Path) -> None:
    """Takes away a file of a cache; one that cannot go is in nobody's way."""
    with suppress(OSError):
        path.unlink()


def _connected(folder: Path) -> sqlite3.Connection:
    file = sqlite3.connect(folder / FILE, timeout=0, isolation_level=None)
    try:
        # What is lost with a crash of the whole machine is made again.
        file.execute("pragma synchronous = off")
        file.execute(TABLE)
        file.execute(_ASKED)
        file.execute("begin immediate")
        file.execute("select count(*) from (select * from step limit 1)").fetchone()
    except sqlite3.Error:
        file.close()
        raise
    return file
