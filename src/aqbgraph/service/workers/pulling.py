"""A worker's end of a result that is too long to be held: in pieces, each sent when it is asked for.

The first piece goes out as what a result is, and tells that there is more; for each further one the server sends an
empty frame. Until then the evaluation waits, so that a client that takes its time fills nobody's memory.
"""

from __future__ import annotations

import select
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.service.workers.frames import LENGTHS, Result, length, pack, unpack

if TYPE_CHECKING:
    import socket

PULL = LENGTHS.pack(0, 0)
_PULLED = (b"", b"")
PIECE = 1 << 20  # bytes of a piece after the first
READ = 256 << 10  # bytes read at once


class TooLargeError(Exception):
    """The result has more bytes than allowed."""


class GoneError(Exception):
    """Nobody asks for the rest."""


class Inlet:
    """What the server sends: questions, some of them ahead of the answer to the one before, and who asks for pieces."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        # Who waits in recv(2) is also woken when what it sent before is taken, which was every second time; poll(2) is
        # not.
        self._arriving = select.poll()
        self._arriving.register(connection, select.POLLIN)
        self._pieces = bytearray()
        self._ahead: deque[tuple[bytes, bytes]] = deque()

    def question(self) -> tuple[bytes, bytes] | None:
        """The frame of the next question, None when there will be none."""
        return self._ahead.popleft() if self._ahead else self._frame()

    def pulled(self) -> bool:
        """Waits until the next piece is asked for; false when it never is. A question that comes before waits."""
        while (frame := self._frame()) is not None:
            if frame == _PULLED:
                return True
            self._ahead.append(frame)
        return False

    def _frame(self) -> tuple[bytes, bytes] | None:
        while (frame := unpack(self._pieces)) is None:
            self._arriving.poll()
            piece = self._connection.recv(READ)
            if not piece:
                return None
            self._pieces += piece
        del self._pieces[: length(frame)]
        return frame


@dataclass(slots=True)
class Outlet:
    """The connection to the server while one question is answered; `begun` when a first piece has been sent."""

    connection: socket.socket
    inlet: Inlet
    begun: bool = False

    def send(self, result: Result, since: float | None = None) -> None:
        """Sends a piece, or the end, when it is its turn; at the end tells the processor time since then, in seconds.

        Raises:
            GoneError: it never is.
        """
        if self.begun and not self.inlet.pulled():
            raise GoneError
        self.begun = result.more
        spent = time.process_time()
        self.connection.sendall(pack(result, 0.0 if since is None else spent - since, spent))


class Pieces:
    """A file that sends what is written to it in pieces, the first of so many bytes; at most so many bytes in all."""

    def __init__(self, outlet: Outlet, head: Result, first: int, most: int, *, escapes: bool) -> None:
        self._outlet = outlet
        self._head = head
        self._room = first
        self._left = most
        self._escapes = escapes
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Takes the bytes, and sends what it has when that is enough.

        Raises:
            TooLargeError: they would be too many.
            GoneError: nobody asks for more.
        """
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self._parts.append(data)
        self._room -= len(data)
        if self._room < 0:
            body = self.getvalue()
            self._parts, self._room = [], PIECE
            self._outlet.send(Result(kind=self._head.kind, format=self._head.format, more=True, body=body))
        return len(data)

    def flush(self) -> None:
        """Nothing: a writer calls it at its end."""

    def getvalue(self) -> bytes:
        """What was written and not sent."""
        body = b"".join(self._parts)
        return body.replace(b"\r", b"&#13;") if self._escapes else body
