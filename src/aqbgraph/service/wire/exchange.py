"""How an answer leaves: head and body in one write, each line of the head made once.

uvicorn writes them apart, so that the client is woken twice, and looks through every field of every answer anew.
Loads uvicorn, which only a running service needs.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HEADER_RE, HEADER_VALUE_RE, STATUS_LINE, RequestResponseCycle

from aqbgraph.service.replies.answers import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn._types import ASGI3Application, ASGISendEvent, HTTPResponseStartEvent, HTTPScope

    from aqbgraph.service.wire.express import Fields

TOGETHER = 128 << 10  # bytes of a body up to which a copy costs less than a second write


class Exchange(RequestResponseCycle):
    """A request and its answer. What has its length told leaves here; all else as uvicorn sends it."""

    left: Callable[[], None] | None = None  # told when the application is done with it
    bare = False  # whether it was answered without an application, and can be used again
    _head = b""

    async def run_asgi(self, app: ASGI3Application) -> None:
        """Has the application answer."""
        self.bare = False
        try:
            await super().run_asgi(app)
        finally:
            if self.left is not None:
                self.left()

    def arrived(self, body: bytes) -> None:
        """All of the request is there."""
        self.body = bytearray(body)
        self.more_body = False
        self.message_event.set()

    def again(self, scope: HTTPScope, body: bytes, default_headers: list[tuple[bytes, bytes]]) -> None:
        """Is used for another request, which has arrived as a whole: when it was answered by `answer`."""
        self.scope, self.body = scope, bytearray(body)
        self.default_headers = default_headers  # others each second: the date is among them
        self.response_started = self.response_complete = False

    @property
    def lasting(self) -> bool:
        """Whether it is as requests mostly are: the connection goes on behind it, and nothing is to be said before."""
        return self.keep_alive and not self.waiting_for_100_continue

    @property
    def open(self) -> bool:
        """Whether an answer can leave at once, and is not the last one of the connection."""
        return self.lasting and not self.flow.write_paused

    def answer(self, status: int, headers: Fields, common: tuple[tuple[bytes, bytes], ...], body: bytes) -> None:
        """Sends an answer that is there as a whole, while it is `open` and before an application is asked."""
        if self.disconnected:
            return
        length = b"content-length: %d\r\n" % len(body)
        own = *starmap(line, self.default_headers), *starmap(_encoded, headers)
        self._parts(b"".join((STATUS_LINE[status], *own, length, _lines(common), b"\r\n")), body)
        self.response_started = self.response_complete = self.bare = True
        self.on_response()

    async def send(self, message: ASGISendEvent) -> None:
        """Sends a part of the answer; the head waits for the first part of the body."""
        if self.transport.is_closing():
            self.disconnected = True  # as it is told later: an answer that ends before is no fault of the application
            return
        if message["type"] == "http.response.start" and not self.response_started and not self.disconnected:
            if self._begun(message):
                return
        elif self._head and message["type"] == "http.response.body":
            head, self._head = self._head, b""
            body = message.get("body", b"")
            if self.scope["method"] != "HEAD" and body and not message.get("more_body", False):
                await self._whole(head, body)
                return
            self.transport.write(head)
        await super().send(message)

    def _begun(self, message: HTTPResponseStartEvent) -> bool:
        """Keeps the head, where it tells the length and the connection stays."""
        headers = [*self.default_headers, *message.get("headers", ())]
        fields = dict(headers)
        length = fields.get(b"content-length")
        if length is None or not self.keep_alive or not _CHANGES.isdisjoint(fields):
            return False
        self.response_started, self.waiting_for_100_continue = True, False
        self.chunked_encoding, self.expected_content_length = False, int(length)
        self._head = b"".join((STATUS_LINE[message["status"]], *starmap(line, headers), b"\r\n"))
        return True

    async def _whole(self, head: bytes, body: bytes) -> None:
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if not self.disconnected:
            self._written(head, body)

    def _written(self, head: bytes, body: bytes) -> None:
        if len(body) != self.expected_content_length:
            raise RuntimeError("Response content is not of the length told")
        self._parts(head, body)
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:  # the service has been told to end meanwhile
            self.transport.close()
        self.on_response()

    def _parts(self, head: bytes, body: bytes) -> None:
        if len(body) <= TOGETHER:
            self.transport.write(head + body)
        else:
            self.transport.write(head)
            self.transport.write(body)


# What decides how an answer ends; uvicorn looks after these.
_CHANGES = frozenset({b"connection", b"transfer-encoding"})


def line(name: bytes, value: bytes) -> bytes:
    """A line of the head.

    Raises:
        RuntimeError: what is in it would end the line, or the head.
    """
    return _line(name, value) if len(value) <= SHORT else _line.__wrapped__(name, value)


@lru_cache(maxsize=4096)  # most fields are the same in every answer
def _line(name: bytes, value: bytes) -> bytes:
    if HEADER_RE.search(name) or HEADER_VALUE_RE.search(value):
        raise RuntimeError("Invalid HTTP header field.")
    return name.lower() + b": " + value + b"\r\n"


def _encoded(name: str, value: str) -> bytes:
    # A tag is another one in each answer: to keep it would take as long again, and the place of those that come again.
    return _line.__wrapped__(b"etag", value.encode("latin-1")) if name == "ETag" else _kept(name, value)


@lru_cache(maxsize=4096)
def _kept(name: str, value: str) -> bytes:
    return line(name.encode(), value.encode("latin-1"))


@lru_cache(maxsize=16)
def _lines(fields: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"".join(starmap(line, fields))
