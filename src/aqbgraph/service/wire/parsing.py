"""Reads requests as httptools does, but that a wish to go on in another protocol is passed over.

The clients of the JDK wish for HTTP/2 in the first request of each connection, and so do those made of them (Apache
Jena, RDF4J); curl does with `--http2`. A server may pass that over (RFC 9110, section 7.8), but httptools takes what
comes behind such a head for the other protocol: the body of a request would be lost, or be read as the next one.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Protocol

import httptools

if TYPE_CHECKING:
    from collections.abc import Callable

_CALLBACKS = ("on_message_begin", "on_url", "on_header", "on_headers_complete", "on_body")
# A request whose body is framed as that of the one whose head came before, and that is as much the last on its
# connection; nobody is told of its own head.
_FRAME = b"POST / HTTP/%b\r\nhost: a\r\nconnection: %b\r\n%b: %b\r\n\r\n"
_FRAMED_BY = (b"transfer-encoding", b"content-length")


class Told(Protocol):
    """What is told of each part of a request; `headers` are those of the one that is being read."""

    headers: list[tuple[bytes, bytes]]

    def on_message_complete(self) -> None:
        """A request has come as a whole."""


class Parser:
    """Has the methods of httptools.HttpRequestParser that a connection uses."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._silent = False
        self._parser = self._begun(getattr)

    def _begun(self, callback: Callable[[Told, str], object]) -> httptools.HttpRequestParser:
        found = {name: callback(self._told, name) for name in _CALLBACKS}
        parser = httptools.HttpRequestParser(SimpleNamespace(**found, on_message_complete=self._completed))
        parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn has it
        return parser

    def feed_data(self, data: bytes) -> None:
        """Reads what has come.

        Raises:
            httptools.HttpParserError: it is no request.
        """
        rest: bytes | memoryview = data
        while True:
            try:
                self._parser.feed_data(rest)
            except httptools.HttpParserUpgrade as wish:
                rest = memoryview(rest)[wish.args[0] :]  # not a copy for each of those that came at once
                self._go_on()
            else:
                return

    def _completed(self) -> None:
        if not self._parser.should_upgrade():  # it would be complete without its body
            self._told.on_message_complete()

    def _go_on(self) -> None:
        """Reads what comes behind a head as what its fields tell it to be."""
        fields = dict(self._told.headers)
        framing = next((name for name in _FRAMED_BY if name in fields), None)
        if framing is None:
            self._told.on_message_complete()
            return
        version, lasts = self.get_http_version().encode(), self.should_keep_alive()
        self._parser = self._begun(self._loud)
        self._silent = True
        self._parser.feed_data(_FRAME % (version, b"keep-alive" if lasts else b"close", framing, fields[framing]))
        self._silent = False

    def _loud(self, told: Told, name: str) -> Callable[..., None]:
        tell: Callable[..., None] = getattr(told, name)
        return lambda *said: None if self._silent else tell(*said)

    def end(self) -> None:
        """Tells nobody any more: else each would keep the other."""
        self._parser = httptools.HttpRequestParser(None)

    def get_method(self) -> bytes:
        """The method of the request that is being read."""
        return self._parser.get_method()

    def get_http_version(self) -> str:
        """The version of HTTP that it is in."""
        return self._parser.get_http_version()

    def should_keep_alive(self) -> bool:
        """Whether others may follow."""
        return self._parser.should_keep_alive()

    def should_upgrade(self) -> bool:
        """Never, whatever is wished for."""
        return False
