"""A wish to go on in another protocol is passed over, and nothing of the request is lost by it."""

from __future__ import annotations

import gc
import socket
import weakref
from typing import TYPE_CHECKING

import httptools
import pytest

from aqbgraph.service.wire.parsing import Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

# As the client of the JDK 17 sends them.
SETTINGS = b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
WISH = b"Connection: Upgrade, HTTP2-Settings\r\n" + SETTINGS + b"Upgrade: h2c\r\n"
HEAD = b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + WISH + b"Content-Type: application/sparql-query\r\n"
WHOLE = HEAD + b"Content-Length: 6\r\n\r\nASK {}"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n3\r\n {}\r\n0\r\nlast: 1\r\n\r\n"
NEXT = b"GET /health HTTP/1.1\r\nHost: y\r\n\r\n"
WISHED_NEXT = b"GET /health HTTP/1.1\r\nHost: y\r\n" + WISH + b"\r\n"


class Requests:
    """What is told, request by request."""

    def __init__(self) -> None:
        self.headers: list[tuple[bytes, bytes]] = []
        self.found: list[tuple[bytes, bytes, bool]] = []
        self.heads = 0

    def on_message_begin(self) -> None:
        self.headers, self.url, self.body = [], b"", b""

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self.heads += 1

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.found.append((self.url, self.body, (b"upgrade", b"h2c") in self.headers))


POSTED, ASKED, WISHED = (b"/sparql", b"ASK {}", True), (b"/health", b"", False), (b"/health", b"", True)


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (WHOLE, [POSTED]),
        (CHUNKED, [POSTED]),
        (WISHED_NEXT + NEXT, [WISHED, ASKED]),
        (WHOLE + NEXT + WHOLE, [POSTED, ASKED, POSTED]),
        (CHUNKED + WISHED_NEXT + CHUNKED + NEXT, [POSTED, WISHED, POSTED, ASKED]),
        (HEAD + b"Content-Length: 0\r\n\r\n" + NEXT, [(b"/sparql", b"", True), ASKED]),
    ],
    ids=["length", "chunks", "no body", "others behind", "all", "empty"],
)
def test_what_comes_behind_a_wish_is_read_as_it_is(
    sent: bytes, found: list[tuple[bytes, bytes, bool]], size: int
) -> None:
    requests = Requests()
    parser = Parser(requests)
    for start in range(0, len(sent), size):
        parser.feed_data(sent[start : start + size])
    assert requests.found == found
    assert requests.heads == len(found)


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 6\r\nContent-Length: 6", b"Content-Length: 6\r\nTransfer-Encoding: chunked"]
)
def test_a_body_that_could_be_read_in_two_ways_is_refused(framing: bytes) -> None:
    with pytest.raises(httptools.HttpParserError):
        Parser(Requests()).feed_data(HEAD + framing + b"\r\n\r\n0\r\n\r\n" + NEXT)


LAST = WHOLE.replace(b"Connection: ", b"Connection: close, ")
OLD = WHOLE.replace(b"HTTP/1.1", b"HTTP/1.0")


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("sent", [LAST, OLD], ids=["close", "1.0"])
def test_the_last_of_a_connection_stays_the_last(sent: bytes, size: int) -> None:
    requests = Requests()
    parser = Parser(requests)
    for start in range(0, len(sent + NEXT), size):
        parser.feed_data((sent + NEXT)[start : start + size])
    assert requests.found == [POSTED]


@pytest.mark.parametrize("sent", [NEXT, WHOLE])
def test_nobody_is_kept_at_the_end(sent: bytes) -> None:
    requests = Requests()
    parser = Parser(requests)
    parser.feed_data(sent)
    told = weakref.ref(requests)
    gc.disable()
    try:
        parser.end()
        del requests, parser
        assert told() is None
    finally:
        gc.enable()


@pytest.fixture
def port(public: Path, limits: Limits, serving: Serving) -> Iterator[int]:
    with serving(public, limits) as client:
        yield client.port


@pytest.mark.parametrize("sent", [WHOLE, CHUNKED])
@pytest.mark.parametrize("apart", [False, True])
def test_a_query_is_answered_and_the_connection_goes_on(port: int, sent: bytes, *, apart: bool) -> None:
    head, end, body = sent.partition(b"\r\n\r\n")
    pieces = (head + end, body) if apart else (sent,)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        for _ in range(2):
            for piece in pieces:
                connection.sendall(piece)
            answer = b""
            while b"}" not in answer:
                answer += connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 "), answer
            assert b'"boolean":true' in answer
