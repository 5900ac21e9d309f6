"""Connections that wait for nobody longer than they should: uvicorn itself waits for a request as long as it takes.

Loads uvicorn, which only a running service needs.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

RECEIVE = 30.0  # seconds for a request to arrive, its body included
SEND = 60.0  # seconds without the other side taking anything of an answer


class Connection(H11Protocol):
    """A connection that is broken off when a request does not arrive, or its answer is not taken."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Starts to wait for a request."""
        super().connection_made(transport)
        end: socket.socket | None = transport.get_extra_info("socket")
        if end is not None and end.family in (socket.AF_INET, socket.AF_INET6):
            # tcp(7): also ends a connection whose other side keeps its window closed.
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(SEND * 1000))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Ends the wait when the request is complete."""
        super().data_received(data)
        if not self._receiving:
            self._stop()

    def on_response_complete(self) -> None:
        """Waits for the next request, or for the rest of one that was answered before its end."""
        self._wait()
        super().on_response_complete()
        if not self._receiving:  # the next one was there already
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop()
        super().connection_lost(exc)

    @property
    def _receiving(self) -> bool:
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    def _wait(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(RECEIVE, self.transport.abort)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


# What uvicorn is run with: no name and version of the server in answers, and no second protocol beside HTTP.
SETTINGS: dict[str, Any] = {
    "http": Connection,
    "ws": "none",
    "server_header": False,
    "access_log": False,
    "log_level": "warning",
}
