"""The file of a report: opened before the work, so that nobody learns only after it that there is no place."""

from __future__ import annotations

import os
from contextlib import contextmanager
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from aqbgraph.errors import WrongUse, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def report_file(path: Path | None, target: Path) -> Iterator[Callable[[str], str | None]]:
    """Gives what writes the report, once, and returns what went wrong, in words, or None. Without a path nobody writes.

    A report that was there is kept until then.

    Raises:
        WrongUse: the file cannot be written to, or lies in `target`, which will be replaced as a whole.
    """
    if path is None:
        yield lambda _: None
        return
    if path.resolve().is_relative_to(target.resolve()):
        raise WrongUse(f"Der Bericht {path} läge im Zielordner {target}. Bitte eine Datei außerhalb nennen.")
    if not path.absolute().parent.is_dir():
        raise WrongUse(f"Der Ordner für den Bericht, {path.parent}, besteht nicht.")
    new = not path.exists()
    try:
        # To append, since this is what leaves alone what is there.
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise WrongUse(f"Der Bericht {path} ist nicht beschreibbar ({reason(error)}).") from error
    with file:
        try:
            yield lambda text: _write(file, path, text)
        finally:
            if new and _regular(file) and not os.fstat(file.fileno()).st_size:
                path.unlink(missing_ok=True)


def _write(file: BinaryIO, path: Path, text: str) -> str | None:
    rest = memoryview(text.encode())
    try:
        if _regular(file):
            file.truncate(0)
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        return f"Der Bericht {path} ließ sich nicht schreiben ({reason(error)})."
    return None


def _regular(file: BinaryIO) -> bool:
    return S_ISREG(os.fstat(file.fileno()).st_mode)
