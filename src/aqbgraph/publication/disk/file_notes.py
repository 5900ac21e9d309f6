"""Notes of files, as many as a publication has: on disk, since with each agreement there are ten more."""

from __future__ import annotations

import sqlite3
from collections.abc import ItemsView, Iterator, MutableMapping
from errno import EIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = "create table note (path text primary key, size integer not null, sha256 text not null) without rowid"
_PUT = "insert or replace into note values (?, ?, ?)"
_KIB = 4096  # of it in memory


class Noted(NamedTuple):
    """A file as the list names it: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


class _OnDisk:
    """To all who write files a fault of the database is one more that cannot be written."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, sqlite3.OperationalError):
            raise OSError(EIO, str(error)) from error


_ON_DISK = _OnDisk()


class Notes(MutableMapping[str, Noted]):
    """What is noted of files, by their paths and in their order.

    It lies in a database that has no name and goes with us (https://www.sqlite.org/inmemorydb.html#temp_db), where
    SQLite puts temporary files (https://www.sqlite.org/tempfiles.html#temporary_file_storage_locations).

    Raises:
        OSError: there is no room for it; so does whatever is done with it.
    """

    def __init__(self, found: Iterable[tuple[str, Noted]] = ()) -> None:
        """Some to begin with."""
        # A collection of garbage ends it in whatever thread it runs.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        with _ON_DISK:
            self._file.execute("pragma journal_mode = off")
            self._file.execute(f"pragma cache_size = -{_KIB}")
            self._file.execute(_TABLE)
            self._file.execute("begin")
            self._file.executemany(_PUT, ((path, *noted) for path, noted in found))

    def __del__(self) -> None:
        """Nothing of it stays."""
        self._file.close()

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process takes notes of its own."""
        return dict, ()

    def __getitem__(self, path: str) -> Noted:
        """What is noted of a file."""
        with _ON_DISK:
            row = self._file.execute("select size, sha256 from note where path = ?", (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return Noted(*row)

    def __setitem__(self, path: str, noted: Noted) -> None:
        """Notes a file, anew if it was."""
        with _ON_DISK:
            self._file.execute(_PUT, (path, *noted))

    def __delitem__(self, path: str) -> None:
        """Forgets a file."""
        with _ON_DISK:
            found = self._file.execute("delete from note where path = ?", (path,)).rowcount
        if not found:
            raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        """The paths; nothing may be noted meanwhile."""
        with _ON_DISK:
            for (path,) in self._file.execute("select path from note order by path"):
                yield path

    def items(self) -> ItemsView[str, Noted]:
        """The paths with what is noted of them, each read once; nothing may be noted meanwhile."""
        return _Items(self)

    def rows(self) -> Iterator[tuple[str, Noted]]:
        """The same, for `items`."""
        with _ON_DISK:
            for path, size, sha256 in self._file.execute("select path, size, sha256 from note order by path"):
                yield path, Noted(size, sha256)

    def update(self, *found: Any, **more: Noted) -> None:
        """Notes many files at once."""
        with _ON_DISK:
            self._file.executemany(_PUT, ((path, *noted) for path, noted in dict(*found, **more).items()))

    def __len__(self) -> int:
        """How many there are."""
        with _ON_DISK:
            found: int = self._file.execute("select count(*) from note").fetchone()[0]
        return found


class _Items(ItemsView[str, Noted]):
    """One question to the database for all, where a mapping would ask for each."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(notes)
        self._notes = notes

    def __iter__(self) -> Iterator[tuple[str, Noted]]:
        return self._notes.rows()
