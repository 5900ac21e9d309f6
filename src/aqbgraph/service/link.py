"""The server's end of the connection to a worker: whole frames in, one at a time."""

from __future__ import annotations

import asyncio
from typing import cast

from aqbgraph.service.frames import unpack


class WorkerLostError(Exception):
    """A worker ended before it answered."""


class Link(asyncio.Protocol):
    """Sends a frame and waits for the one that answers it. Without streams, which cost several tasks a question."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._waiting: asyncio.Future[tuple[bytes, bytes]] | None = None
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The worker is there, and will greet."""
        self._transport = cast("asyncio.Transport", transport)
        self.next()

    def data_received(self, data: bytes) -> None:
        """A piece of a frame; mostly it is the whole."""
        if self._buffer:
            self._buffer += data
        frame = unpack(self._buffer or data)
        if frame is None:
            self._buffer = self._buffer or bytearray(data)
            return
        self._buffer = bytearray()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(frame)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the name is asyncio's
        """The worker is gone."""
        self.lost = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(WorkerLostError())
            self._waiting.exception()  # whoever waited may be gone too; then nobody need be told

    def greeting(self) -> asyncio.Future[tuple[bytes, bytes]]:
        """Head and body of the first frame, which comes unasked."""
        return self._waiting or self.next()

    def next(self, frame: bytes = b"") -> asyncio.Future[tuple[bytes, bytes]]:
        """Head and body of the next frame, asked for by this one; fails with WorkerLostError."""
        self._waiting = asyncio.get_running_loop().create_future()
        if self.lost or self._transport is None:
            self._waiting.set_exception(WorkerLostError())
        elif frame:
            self._transport.write(frame)
        return self._waiting

    def close(self) -> None:
        """Ends the connection."""
        if self._transport is not None:
            self._transport.abort()
