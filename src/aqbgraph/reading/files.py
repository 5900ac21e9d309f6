"""What a source is read from: a file of this machine, bytes that came along from another, or an address."""

from __future__ import annotations

import errno
import io
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Literal, Protocol

from aqbgraph.errors import Place, ReadingError, reason
from aqbgraph.reading.reading import too_large

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 20


class File(Protocol):
    """Anything whose bytes can be asked for; a `pathlib.Path` is such."""

    @property
    def name(self) -> str:
        """Its last name: "odenwaldkreis.md"."""

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        """Its bytes from the beginning.

        Raises:
            OSError: they cannot be had; `strerror` says why.
        """


@dataclass(frozen=True, slots=True)
class Carried:
    """A file whose bytes came along, since who reads it does not see the disk on which it lies.

    `problem` is what stood in the way of reading it there.
    """

    name: str
    content: bytes
    problem: str = ""

    def open(self, mode: Literal["rb"]) -> IO[bytes]:  # noqa: ARG002  # as the protocol has it
        """Its bytes, or the error that they met."""
        if self.problem:
            raise OSError(errno.EIO, self.problem)
        return io.BytesIO(self.content)


def content_of(file: File, name: str, most: int) -> bytes:
    """The bytes of a file that has at most so many; `name` is what messages call it.

    Raises:
        ReadingError: it cannot be opened, or is larger.
    """
    try:
        content = _begun(file, most)
    except OSError as error:
        raise ReadingError(f"Die Datei ist nicht lesbar ({reason(error)}).", Place(name)) from error
    if len(content) > most:
        raise ReadingError(f"{too_large('Die Datei', most)}.", Place(name))
    return content


def utf8(content: bytes, name: str) -> str:
    """The text of a file that has to be in UTF-8, with or without a mark; `name` is what messages call it.

    Raises:
        ReadingError: it is in another encoding.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"Das Byte {error.start} ist kein UTF-8. Bitte als Text in UTF-8 speichern."
        raise ReadingError(message, Place(name, line)) from error


def carried(path: Path, most: int) -> Carried:
    """A file of this machine, to be sent to another; of one that is larger, as much as shows it."""
    try:
        return Carried(path.name, _begun(path, most))
    except OSError as error:
        return Carried(path.name, b"", reason(error))


def _begun(file: File, most: int) -> bytes:
    """At most a piece more than is wanted: a stream from elsewhere gives what it has at the moment."""
    found = io.BytesIO()
    with file.open("rb") as stream:
        for piece in iter(partial(stream.read, _PIECE), b""):
            found.write(piece)
            if found.tell() > most:
                break
    return found.getvalue()
