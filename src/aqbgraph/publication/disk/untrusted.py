"""What lies where a publication should be, read as if a stranger wrote it: nothing outside, nothing that waits."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from hashlib import sha256
from stat import S_ISREG
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted

# What no IRI holds (RFC 3987, section 2.2), nor any name of a file that we write.
_NO = r'\s<>"{}|\\^`\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff'
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:[^{_NO}]+")
_PATH = re.compile(rf"[^{_NO}:]*")
# What reading may raise of bytes that are not what they should be; deep nesting ends in RecursionError.
FAULTS = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, RecursionError)
_WHY = {
    FileNotFoundError: "fehlt",
    OSError: "nicht lesbar",
    RecursionError: "zu tief verschachtelt",
    KeyError: "eine Angabe fehlt",
}


class Unsound(ValueError):
    """What was read is not what it should be; its text is German and says why."""


def why(error: BaseException) -> str:
    """A fault in words for people."""
    if isinstance(error, Unsound):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"kein JSON, Zeile {error.lineno}"
    return next((text for kind, text in _WHY.items() if isinstance(error, kind)), "eine Angabe hat eine falsche Form")


def regular(path: Path) -> bytes:
    """The content of a regular file; the name may be a symbolic link.

    Raises:
        OSError: there is none, or it cannot be read.
        Unsound: it is no regular file; one that waits for a writer (a pipe) is not waited for.
    """
    with opened(path) as file:
        return file.read()


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A regular file to be read, as `regular` does."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        if not S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unsound("keine gewöhnliche Datei")
        yield file


def listed(folder: Path, name: str, files: Mapping[str, Noted]) -> bytes:
    """The content of a file that a list names.

    Raises:
        OSError: there is none, or it cannot be read.
        Unsound: it is not listed, lies elsewhere, is reached through a link, or is another than that listed.
    """
    noted = files.get(name)
    if noted is None or not clean(name):
        raise Unsound("steht nicht in der Liste der Dateien")
    path = folder.resolve() / name
    if path.resolve() != path:
        raise Unsound("eine Verknüpfung, keine gewöhnliche Datei")
    content = regular(path)
    if sha256(content).hexdigest() != noted.sha256:
        raise Unsound("geändert")
    return content


def clean(path: str) -> bool:
    """Whether it leads below where it starts, and can end an IRI."""
    return bool(_PATH.fullmatch(path)) and not {"", ".", ".."} & set(path.split("/"))


def absolute(value: Any) -> str:
    """An absolute IRI (RFC 3987, section 2.2).

    Raises:
        Unsound: it is none.
    """
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise Unsound("eine IRI ist keine")
    return value


def text(value: Any) -> str:
    """A text that can be written.

    Raises:
        Unsound: it is none.
    """
    if not isinstance(value, str) or re.search(r"[\ud800-\udfff]", value):
        raise Unsound("ein Text ist keiner")
    return value


def whole(value: Any, least: int = 0) -> int:
    """A whole number of at least `least`.

    Raises:
        Unsound: it is none.
    """
    if type(value) is not int or value < least:
        raise Unsound(f"eine Zahl ist keine ab {least}")
    return value
