"""One build at a time into a folder, and nothing of a killed one left beside it.

The lock is a hidden file beside the target, which also names the folders that the build works in: after a kill -9 the
file stays, and the next build reads from it what it may clear away. Otherwise it goes with the build.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.errors import PublicationError, reason

try:
    import fcntl
except ImportError:  # Windows: builds there are not kept apart
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

# Read and written by us; no link is followed, so nobody leads us to another file.
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
_MADE = r"(?:read-)?[a-z0-9_]{8}"


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Nobody else builds into `target` meanwhile; what a killed build left beside it is cleared away first.

    Where the system or the file system has no locks, nothing is kept apart and nothing cleared away.

    Raises:
        PublicationError: somebody builds there now, or the place cannot be written to.
    """
    if fcntl is None:
        yield
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        file = _taken(target)
    except BlockingIOError as error:
        raise PublicationError(
            f"Nach {target} baut gerade ein anderer Aufruf. Bitte warten, bis er fertig ist, und dann neu beginnen."
        ) from error
    except OSError as error:
        raise _unwritable(target, error) from error
    if file is None:
        yield
        return
    try:
        _clear(target, file)
        yield
    finally:
        # In this order nobody can take a lock on a file that is about to go without noticing it.
        with suppress(OSError):
            _lock_of(target).unlink()
        # Said outright, since processes started from here hold the same file open.
        fcntl.flock(file, fcntl.LOCK_UN)
        os.close(file)


@contextmanager
def workplace(target: Path, kind: str = "") -> Iterator[Path]:
    """A new hidden folder beside the target, on the same file system, that only we can read; it goes at the end.

    Raises:
        PublicationError: the place cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-{kind}", dir=target.parent))
        _note(target, folder)
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unwritable(target: Path, error: OSError) -> PublicationError:
    return PublicationError(f"{target.parent} ist nicht beschreibbar ({reason(error)}).")


def _lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _taken(target: Path) -> int | None:
    """The open lock file, locked; None where the file system has no locks.

    Raises:
        BlockingIOError: somebody else has it.
    """
    while True:
        file = os.open(_lock_of(target), _FLAGS, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise
        except OSError:
            os.close(file)
            _lock_of(target).unlink(missing_ok=True)
            return None
        # The one before may have taken the file away between our opening and our locking it.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), _lock_of(target).stat()):
                return file
        os.close(file)


def _note(target: Path, folder: Path) -> None:
    with suppress(FileNotFoundError):
        file = os.open(_lock_of(target), os.O_WRONLY | os.O_APPEND)
        try:
            os.write(file, os.fsencode(folder.name) + b"\n")
        finally:
            os.close(file)


def _clear(target: Path, file: int) -> None:
    """Takes away the folders that the lock of a killed build names, and only such as `workplace` makes."""
    made = re.compile(re.escape(f".{target.name}-") + _MADE)
    for name in os.fsdecode(os.pread(file, os.fstat(file).st_size, 0)).splitlines():
        folder = target.with_name(name) if made.fullmatch(name) else None
        if folder is not None and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
    os.ftruncate(file, 0)
