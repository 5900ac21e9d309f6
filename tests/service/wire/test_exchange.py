from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, cast

import pytest
from uvicorn.protocols.http.flow_control import FlowControl

from aqbgraph.service.replies.answers import SHORT
from aqbgraph.service.wire import exchange
from aqbgraph.service.wire.exchange import TOGETHER, Exchange, line

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent

Message = dict[str, Any]


class Transport:
    """Remembers what is written, and whether it was closed."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


def start(length: int | None, *fields: tuple[bytes, bytes], status: int = 200) -> Message:
    own = () if length is None else ((b"content-length", b"%d" % length),)
    return {"type": "http.response.start", "status": status, "headers": [*own, *fields]}


def part(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


def made(transport: Transport, method: str = "POST", keep_alive: bool = True) -> Exchange:
    return Exchange(
        scope=cast("Any", {"method": method, "http_version": "1.1"}),
        transport=cast("asyncio.Transport", transport),
        flow=FlowControl(cast("asyncio.Transport", transport)),
        logger=logging.getLogger(),
        access_logger=logging.getLogger(),
        access_log=False,
        default_headers=[(b"date", b"today")],
        message_event=asyncio.Event(),
        expect_100_continue=False,
        keep_alive=keep_alive,
        on_response=lambda: transport.written.append(b"|"),
    )


def sent(*messages: Message, method: str = "POST", keep_alive: bool = True) -> Transport:
    """What a connection gets of an answer."""
    transport = Transport()

    async def run() -> None:
        exchange = made(transport, method, keep_alive)
        for message in messages:
            await exchange.send(cast("ASGISendEvent", message))

    asyncio.run(run())
    return transport


def test_an_answer_is_one_write() -> None:
    assert sent(start(4, (b"X-A", b"b")), part(b"body")).written == [
        b"HTTP/1.1 200 OK\r\ndate: today\r\ncontent-length: 4\r\nx-a: b\r\n\r\nbody",
        b"|",
    ]


def test_nothing_is_written_once_the_connection_is_closed() -> None:
    """That would be a fault, and told as one in the log."""
    transport = Transport()

    async def run() -> None:
        exchange = made(transport)
        await exchange.send(cast("ASGISendEvent", start(4)))
        transport.close()
        await exchange.send(cast("ASGISendEvent", part(b"body")))

    asyncio.run(run())
    assert transport.written == []


def test_an_answer_to_a_connection_that_was_closed_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    """Who answers may be done before it is told."""

    async def application(_scope: object, _receive: object, send: Any) -> None:
        await send(start(4))
        await send(part(b"body"))

    transport = Transport()
    transport.close()

    async def run() -> None:
        await made(transport).run_asgi(cast("Any", application))

    asyncio.run(run())
    assert (transport.written, caplog.records) == ([], [])


def test_a_long_body_is_not_copied() -> None:
    body = b"x" * (TOGETHER + 1)
    _, second, _ = sent(start(len(body)), part(body)).written
    assert second is body


def test_parts_leave_as_they_come() -> None:
    head, first, second, end = sent(start(4), part(b"ab", more=True), part(b"cd")).written
    assert head.endswith(b"\r\n\r\n")
    assert (first, second, end) == (b"ab", b"cd", b"|")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (start(None), b"0\r\n\r\n"),
        (start(None, status=304), b""),
        (start(None, (b"transfer-encoding", b"chunked")), b"0\r\n\r\n"),
        (start(0, status=404), b""),
    ],
    ids=["no length", "no body", "chunked", "empty"],
)
def test_what_else_there_is_leaves_as_uvicorn_sends_it(first: Message, last: bytes) -> None:
    written = sent(first, part(b"")).written
    assert b"".join(written[:-1]).endswith(b"\r\n\r\n" + last)
    assert written[-1] == b"|"


def test_head_has_the_length_but_no_body() -> None:
    written = b"".join(sent(start(4), part(b""), method="HEAD").written)
    assert b"content-length: 4\r\n" in written
    assert written.endswith(b"\r\n\r\n|")


@pytest.mark.parametrize("fields", [((b"connection", b"close"),), ()])
def test_a_connection_is_closed_where_somebody_wants_it(fields: tuple[tuple[bytes, bytes], ...]) -> None:
    transport = sent(start(4, *fields), part(b"body"), keep_alive=bool(fields))
    assert b"".join(transport.written).count(b"connection: close\r\n") == 1
    assert transport.closed


@pytest.mark.parametrize(
    "messages",
    [
        (start(5), part(b"body")),
        (start(3), part(b"body")),
        (start(4, (b"x", b"a\r\nb: c")), part(b"body")),
        (start(4, (b"x y", b"a")), part(b"body")),
        (part(b"body"),),
    ],
    ids=["shorter", "longer", "line in a value", "blank in a name", "no head"],
)
def test_what_would_be_read_wrongly_is_not_sent(messages: tuple[Message, ...]) -> None:
    with pytest.raises(RuntimeError):
        sent(*messages)


HEADERS = (("Content-Type", "text/csv"), ("ETag", '"a"'))
COMMON = ((b"x-a", b"b"),)


def test_an_answer_without_an_application() -> None:
    transport = Transport()
    exchange = made(transport)
    for path in ("/a", "/b"):
        exchange.again(cast("Any", {"path": path}), b"body", [(b"date", path.encode())])
        assert (exchange.scope["path"], bytes(exchange.body), exchange.response_complete) == (path, b"body", False)
        exchange.answer(200, HEADERS, COMMON, b"one")
        assert exchange.bare
        assert exchange.response_complete
    head = b'HTTP/1.1 200 OK\r\ndate: %b\r\ncontent-type: text/csv\r\netag: "a"\r\ncontent-length: 3\r\nx-a: b\r\n\r\n'
    assert transport.written == [head % b"/a" + b"one", b"|", head % b"/b" + b"one", b"|"]


def test_nothing_is_sent_to_who_has_gone() -> None:
    transport = Transport()
    exchange = made(transport)
    exchange.disconnected = True
    exchange.answer(200, HEADERS, COMMON, b"one")
    assert transport.written == []


@pytest.mark.parametrize("hinders", ["", "last", "paused", "asked to continue"])
def test_when_an_answer_can_leave_at_once(hinders: str) -> None:
    exchange = made(Transport(), keep_alive=hinders != "last")
    exchange.waiting_for_100_continue = hinders == "asked to continue"
    if hinders == "paused":
        exchange.flow.pause_writing()
    assert exchange.open is not bool(hinders)
    assert exchange.lasting is (hinders in ("", "paused"))


def test_who_has_an_application_answer_is_told_of_its_end() -> None:
    told: list[str] = []

    async def run() -> None:
        exchange = made(Transport())
        exchange.bare = True
        exchange.left = lambda: told.append("left")

        async def app(*_: object) -> None:
            assert not exchange.bare
            await exchange.send(cast("ASGISendEvent", start(0)))
            await exchange.send(cast("ASGISendEvent", part(b"")))

        await exchange.run_asgi(cast("Any", app))

    asyncio.run(run())
    assert told == ["left"]


def test_what_somebody_asked_is_not_kept_with_the_fields() -> None:
    """A redirection has the whole query in it: thousands of long ones took hundreds of megabytes."""
    before = exchange._line.cache_info().currsize
    value = b"/sparql/?query=" + b"x" * SHORT
    assert line(b"Location", value) == b"location: " + value + b"\r\n"
    assert exchange._line.cache_info().currsize == before
    with pytest.raises(RuntimeError):
        line(b"Location", value + b"\r\nSet-Cookie: a")
