"""The server's end of the connection to a worker: whole frames in, in the order in which they were asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import cast

from aqbgraph.service.workers.frames import length, unpack


class WorkerLostError(Exception):
    """A worker ended before it answered."""


class Link(asyncio.Protocol):
    """Sends frames and waits for those that answer them. Without streams, which cost several tasks a question.

    `last` is what was asked for last and has not come.
    """

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._waiting: deque[asyncio.Future[tuple[bytes, bytes]]] = deque()
        self._greeting: asyncio.Future[tuple[bytes, bytes]] | None = None
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The worker is there, and will greet."""
        self._transport = cast("asyncio.Transport", transport)
        self._greeting = self.next()

    def data_received(self, data: bytes) -> None:
        """A piece of a frame; mostly it is the whole, and it may be several."""
        whole = None if self._buffer else unpack(data)
        if whole is not None and length(whole) == len(data):
            self._come(whole)
            return
        self._buffer += data
        while (frame := unpack(self._buffer)) is not None:
            del self._buffer[: length(frame)]
            self._come(frame)

    def _come(self, frame: tuple[bytes, bytes]) -> None:
        if self._waiting and not (waiting := self._waiting.popleft()).done():
            waiting.set_result(frame)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the name is asyncio's
        """The worker is gone."""
        self.lost = True
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_exception(WorkerLostError())
                waiting.exception()  # whoever waited may be gone too; then nobody need be told

    def greeting(self) -> asyncio.Future[tuple[bytes, bytes]]:
        """Head and body of the first frame, which comes unasked."""
        return self._greeting or self.next()

    @property
    def last(self) -> asyncio.Future[tuple[bytes, bytes]] | None:
        """The frame that will come last of those that were asked for, None when none is to come."""
        return self._waiting[-1] if self._waiting else None

    @property
    def waiting(self) -> int:
        """How many frames are to come."""
        return len(self._waiting)

    def next(self, frame: bytes = b"") -> asyncio.Future[tuple[bytes, bytes]]:
        """Head and body of the next frame, asked for by this one; fails with WorkerLostError."""
        answer: asyncio.Future[tuple[bytes, bytes]] = asyncio.get_running_loop().create_future()
        if self.lost or self._transport is None:
            answer.set_exception(WorkerLostError())
            return answer
        self._waiting.append(answer)
        if frame:
            self._transport.write(frame)
        return answer

    def close(self) -> None:
        """Ends the connection."""
        if self._transport is not None:
            self._transport.abort()
