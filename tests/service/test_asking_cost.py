"""What a query costs the server beside the worker's evaluation, in calls and not in seconds.

Counted from the request as parsed to the answer as sent, with a worker that answers at once: 560 calls for a query that
nobody has asked, 205 for one whose result is kept, of which 90 are those of the loop; 300 and 140 for a usual one that
is answered without a task. The bounds are an eighth above.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.counting import calls

from aqbgraph.service.app import Application, create_app
from aqbgraph.service.limits import Limits
from aqbgraph.service.workers.experience import Experience, Weight
from aqbgraph.service.workers.frames import Result, pack
from aqbgraph.service.workers.link import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

HEADERS = (
    (b"host", b"localhost"),
    (b"accept", b"application/sparql-results+json"),
    (b"content-type", b"application/sparql-query"),
)
FRAME = pack(Result(kind="solutions", format="json", body=b"x" * 12_000))
MOST_OF_ANOTHER = 630
MOST_OF_A_REPEATED = 230
MOST_OF_A_USUAL = 340
MOST_OF_A_USUAL_REPEATED = 160
SCOPE = {"type": "http", "method": "POST", "scheme": "http", "path": "/sparql", "query_string": b""}


class AtOnce:
    """In the place of the connection to a worker, which it ends when it is ended."""

    def __init__(self, link: Link, replaced: Any) -> None:
        self._link = link
        self._replaced = replaced

    def write(self, _: bytes) -> None:
        asyncio.get_running_loop().call_soon(self._link.data_received, FRAME)

    def abort(self) -> None:
        self._replaced.abort()


class Taken:
    """In the place of a request on a connection."""

    more_body, disconnected, open = False, False, True
    left: Callable[[], None] | None = None

    def __init__(self, query: str) -> None:
        self.scope = {**SCOPE, "headers": list(HEADERS), "client": ("127.0.0.1", 1)}
        self.body = bytearray(query.encode())
        self.transport: Any = None
        self.sent: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def answer(self, status: int, *rest: Any) -> None:
        assert status == 200
        self.sent.set_result(rest[-1])


@contextmanager
def running(public: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Application, asyncio.AbstractEventLoop]]:
    """The application, whose workers answer at once, and its loop."""
    app = create_app(public, Limits())
    assert isinstance(app, Application)
    loop = asyncio.new_event_loop()
    living = app.router.lifespan_context(app)
    loop.run_until_complete(living.__aenter__())
    next_ = Link.next

    def at_once(link: Link, frame: bytes = b"") -> asyncio.Future[tuple[bytes, bytes]]:
        transport: Any = link._transport
        if not isinstance(transport, AtOnce):
            monkeypatch.setattr(link, "_transport", AtOnce(link, transport))
        return next_(link, frame)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(Link, "next", at_once)
            yield app, loop
    finally:
        loop.run_until_complete(living.__aexit__(None, None, None))
        loop.close()


@contextmanager
def asking(public: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], int]]:
    """Asks a query and gives the length of the answer."""
    with running(public, monkeypatch) as (app, loop):

        async def answered(query: str) -> int:
            sent: list[Any] = []

            async def receive() -> Any:
                return {"type": "http.request", "body": query.encode(), "more_body": False}

            async def send(message: Any) -> None:
                sent.append(message)

            await app({**SCOPE, "headers": list(HEADERS), "client": ("127.0.0.1", 1)}, receive, send)
            assert sent[0]["status"] == 200
            return sum(len(message.get("body", b"")) for message in sent)

        yield lambda query: loop.run_until_complete(answered(query))


@contextmanager
def asking_without_a_task(public: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], int]]:
    """As `asking`, on a connection of ours."""
    with running(public, monkeypatch) as (app, loop):

        async def answered(query: str) -> int:
            request, left = Taken(query), list[bool]()
            assert app.express is not None
            if not app.express.takes(request, lambda: left.append(True)):
                return 0
            return len(await request.sent)

        yield lambda query: loop.run_until_complete(answered(query))


def costs(ask: Callable[[str], int], query: str) -> tuple[int, int]:
    """Calls for a query that is another one, and for the same again; the least, since the loop's clock ticks too."""
    asked = [query.format(number) for number in range(3, 8)]
    return tuple(min(calls(partial(ask, one)) for one in asked) for _ in range(2))  # type: ignore[return-value]


def test_a_query_costs_the_server_few_calls(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking(public, monkeypatch) as ask:
        query = "SELECT ?p ?o {{ <https://w3id.org/aqb/agreement/2026/x#agreement> ?p ?o }} LIMIT {}"
        assert ask(query.format(1)) == ask(query.format(2)) == 12_000
        another, repeated = costs(ask, query)
    assert another <= MOST_OF_ANOTHER
    assert repeated <= MOST_OF_A_REPEATED


def test_a_usual_query_costs_less(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT ?p ?o {{ <https://w3id.org/aqb/agreement/2026/x#agreement> ?p ?o }} LIMIT {}"
    with asking_without_a_task(public, monkeypatch) as ask:
        assert ask(query.format(1)) == 0  # nothing is known of its like
        monkeypatch.setattr(Experience, "of", lambda *_: Weight.QUICK)
        assert ask(query.format(1)) == ask(query.format(2)) == 12_000
        another, repeated = costs(ask, query)
    assert another <= MOST_OF_A_USUAL
    assert repeated <= MOST_OF_A_USUAL_REPEATED
