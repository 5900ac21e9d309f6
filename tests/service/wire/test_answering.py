"""What arrives on a connection, with a short cut and an application that only note what they are given."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
import weakref
from typing import TYPE_CHECKING, Any, cast

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from aqbgraph.service.wire import answering
from aqbgraph.service.wire.connections import SETTINGS, Connection
from aqbgraph.service.wire.heads import Heads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from aqbgraph.service.wire.exchange import Exchange

GET = b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"


class Wire(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.extra: dict[str, Any] = {}
        self._ending = False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self.extra.get(name, default)

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        self.sent += data

    def is_closing(self) -> bool:
        return self._ending

    def close(self) -> None:
        self._ending = True

    abort = close

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Express:
    """Takes what is asked of it, if it takes anything, and answers when told to."""

    def __init__(self, *, takes: bool, awaits: bool = False) -> None:
        self.asked: list[tuple[str, bytes]] = []
        self.exchanges: list[Exchange] = []
        self._takes = takes
        self._awaits = awaits

    def takes(self, exchange: Exchange, run: Callable[[], None]) -> bool:
        del run
        if self._takes:
            self.asked.append((exchange.scope["path"], bytes(exchange.body)))
            self.exchanges.append(exchange)
        return self._takes

    def awaits(self, exchange: Exchange) -> bool:
        del exchange
        return self._awaits

    def answer(self, body: bytes) -> None:
        self.exchanges[-1].answer(200, (), (), body)


class Application:
    """Notes what it is asked, and the messages it gets, and answers when it may."""

    def __init__(self, express: Express | None) -> None:
        if express is not None:
            self.express = express
        self.asked: list[str] = []
        self.messages: list[str] = []
        self.may = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        self.messages.append((await receive())["type"])
        await self.may.wait()
        if self.messages[-1] == "http.disconnect":
            return
        body = scope["path"].encode()
        own = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": own})
        await send({"type": "http.response.body", "body": body})


async def turns() -> None:
    """Lets everybody do what there is to do."""
    for _ in range(20):
        await asyncio.sleep(0)


def connected(express: Express | None, work: Callable[[Connection, Wire, Application], Awaitable[None]]) -> None:
    async def run() -> None:
        application, wire = Application(express), Wire()
        config = Config(cast("Any", application), **SETTINGS | {"proxy_headers": False, "lifespan": "off"})
        connection = Connection(config, ServerState(), {})
        connection.connection_made(wire)
        await work(connection, wire, application)
        connection.connection_lost(None)
        application.may.set()
        await turns()

    asyncio.run(run())


@pytest.fixture(autouse=True)
def heads(monkeypatch: pytest.MonkeyPatch) -> Heads:
    """Nothing is known of heads from other tests."""
    made = Heads()
    monkeypatch.setattr(answering, "_HEADS", made)
    return made


@pytest.mark.parametrize("express", [None, Express(takes=False)])
def test_what_no_short_cut_takes_is_answered_in_a_task(express: Express | None) -> None:
    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        connection.data_received(GET % 1)
        assert application.asked == []
        application.may.set()
        await turns()
        assert application.asked == ["/1"]
        assert wire.sent.startswith(b"HTTP/1.1 200 OK\r\n")
        assert wire.sent.endswith(b"\r\n\r\n/1")

    connected(express, work)


def test_what_the_short_cut_takes_needs_no_task() -> None:
    express = Express(takes=True)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        connection.data_received(POST + b"ASK1")
        assert express.asked == [("/sparql", b"ASK1")]  # at once
        express.answer(b"yes")
        await turns()
        assert application.asked == []
        assert wire.sent.endswith(b"\r\n\r\nyes")

    connected(express, work)


@pytest.mark.parametrize("awaits", [False, True])
def test_a_body_that_comes_apart(*, awaits: bool) -> None:
    """It is waited for where the short cut would have it."""
    express = Express(takes=True, awaits=awaits)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del wire, application
        connection.data_received(POST)
        connection.data_received(b"AS")
        assert express.asked == ([] if awaits else [("/sparql", b"")])
        connection.data_received(b"K1")
        assert express.asked == [("/sparql", b"ASK1" if awaits else b"")]

    connected(express, work)


def test_a_head_that_came_before_is_not_read_again(heads: Heads) -> None:
    express = Express(takes=True)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del application
        connection.data_received(POST + b"ASK1")
        assert heads.find(POST + b"ASK2") is not None
        express.answer(b"yes")
        connection.parser = cast("Any", None)  # what would read it
        connection.data_received(POST + b"ASK2")
        express.answer(b"no")
        connection.data_received(POST + b"ASK3")
        assert express.asked == [("/sparql", b"ASK1"), ("/sparql", b"ASK2"), ("/sparql", b"ASK3")]
        assert express.exchanges[0] is express.exchanges[1]  # it was answered without an application
        assert wire.sent.count(b"HTTP/1.1 200 OK\r\n") == 2

    connected(express, work)


def test_an_exchange_that_an_application_had_is_not_used_again() -> None:
    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        application.may.set()
        exchanges = []
        for number in (1, 2):
            connection.data_received(POST + b"ASK%d" % number)
            exchanges.append(connection.cycle)
            await turns()
        assert exchanges[0] is not exchanges[1]
        assert wire.sent.count(b"/sparql") == 2

    connected(None, work)


@pytest.mark.parametrize("taken", [False, True])
def test_requests_that_come_together_are_answered_one_after_the_other(heads: Heads, *, taken: bool) -> None:
    express = Express(takes=taken)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        connection.data_received(b"".join(GET % number for number in (1, 2, 3)))
        assert heads.find(GET % 1) is None  # it was not alone
        for number in (1, 2, 3):
            await turns()
            seen = [path for path, _ in express.asked] if taken else application.asked
            assert seen == [f"/{past}" for past in range(1, number + 1)]
            if taken:
                express.answer(b"/%d" % number)
            else:
                application.may.set()
                await turns()
                break
        bodies = [part.rpartition(b"\r\n\r\n")[2] for part in wire.sent.split(b"HTTP/1.1 200 OK\r\n")[1:]]
        assert bodies == [b"/1", b"/2", b"/3"]

    connected(express, work)


def test_what_comes_while_another_is_answered_waits_though_its_head_is_known() -> None:
    express = Express(takes=True)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del wire, application
        connection.data_received(POST + b"ASK1")
        express.answer(b"1")
        connection.data_received(POST + b"ASK2")
        connection.data_received(POST + b"ASK3")
        assert [body for _, body in express.asked] == [b"ASK1", b"ASK2"]
        express.answer(b"2")
        assert [body for _, body in express.asked] == [b"ASK1", b"ASK2", b"ASK3"]

    connected(express, work)


def test_nothing_is_begun_when_what_came_behind_it_was_refused(heads: Heads) -> None:
    """The connection ends with the refusal."""
    express = Express(takes=True)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        connection.data_received(POST + b"ASK1" + b"NONSENSE\r\n\r\n")
        await turns()
        assert (express.asked, application.asked) == ([], [])
        assert wire.is_closing()
        assert wire.sent.startswith(b"HTTP/1.1 501 ")
        assert wire.sent.count(b"HTTP/1.1 ") == 1
        assert heads.find(POST + b"ASK1") is None

    connected(express, work)


@pytest.mark.parametrize("head", [POST.replace(b"1.1", b"1.0"), POST.replace(b"Host", b"Connection: close\r\nHost")])
def test_the_head_of_the_last_request_of_a_connection_is_not_kept(heads: Heads, head: bytes) -> None:
    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del application
        connection.data_received(head + b"ASK1")
        assert heads.find(head + b"ASK1") is None
        assert wire.sent == b""

    connected(Express(takes=True), work)


def test_a_client_that_leaves_is_told_to_what_is_being_answered() -> None:
    """And not only to what waits behind it."""

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        connection.data_received(GET % 1 + GET % 2)
        await turns()
        first, last = connection._first, connection.cycle  # nothing else tells
        connection.connection_lost(None)
        assert first is not None
        assert first is not last
        assert first.disconnected
        assert last.disconnected
        assert first.message_event.is_set()
        assert (application.asked, wire.sent) == (["/1"], b"")

    connected(None, work)


@pytest.mark.parametrize("answered", [1, 2])
def test_what_was_sent_goes_with_its_connection(*, answered: int) -> None:
    """It is not left to the search for garbage, before which there would be thousands."""
    express = Express(takes=True)

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del wire, application
        connection.data_received((POST + b"ASK1") * 2)
        for _ in range(answered):
            express.answer(b"yes")
        kept = [weakref.ref(one) for one in (connection._first, connection.cycle)]  # nothing else tells
        express.exchanges.clear()
        connection.connection_lost(None)
        assert [one() for one in kept] == [None, None]

    gc.disable()
    try:
        connected(express, work)
    finally:
        gc.enable()


WISH = b"Connection: Upgrade\r\nUpgrade: h2c\r\n"


@pytest.mark.parametrize(
    "sent", [b"", GET % 1, POST + b"ASK1", POST.replace(b"\r\n\r\n", b"\r\n" + WISH + b"\r\nASK1")]
)
def test_a_connection_goes_when_it_is_lost(sent: bytes) -> None:
    """With the head of its last request, which may be long."""
    kept: list[weakref.ref[Connection]] = []

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        del wire
        kept.append(weakref.ref(connection))
        connection.data_received(sent)
        application.may.set()
        await turns()

    gc.disable()
    try:
        connected(None, work)
        assert kept[0]() is None
    finally:
        gc.enable()


def test_a_system_without_options_of_a_connection() -> None:
    """Who comes is answered all the same."""

    class End:
        family = socket.AF_INET

        def setsockopt(self, *_: int) -> None:
            raise OSError(errno.ENOPROTOOPT, "")

        def getsockname(self) -> tuple[str, int]:
            return "127.0.0.1", 1

        getpeername = getsockname

    async def work(connection: Connection, wire: Wire, application: Application) -> None:
        wire.extra = {"socket": End()}
        connection.connection_made(wire)
        application.may.set()
        connection.data_received(GET % 1)
        await turns()
        assert wire.sent.endswith(b"/1")

    connected(None, work)
