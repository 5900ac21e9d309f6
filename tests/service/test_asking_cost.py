"""What a query costs the server beside the worker's evaluation, in calls and not in seconds.

Counted from the request as parsed to the answer as sent, with a worker that answers at once: 560 calls for a query that
nobody has asked, 205 for one whose result is kept, of which 90 are those of the loop. The bounds are an eighth above.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.counting import calls

from aqbgraph.service.app import create_app
from aqbgraph.service.frames import Result, pack
from aqbgraph.service.limits import Limits
from aqbgraph.service.link import Link

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


class AtOnce:
    """In the place of the connection to a worker."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def write(self, _: bytes) -> None:
        asyncio.get_running_loop().call_soon(self._link.data_received, FRAME)

    def abort(self) -> None: ...


@contextmanager
def asking(public: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], int]]:
    """Asks a query and gives the length of the answer."""
    app = create_app(public, Limits())
    loop = asyncio.new_event_loop()

    async def answered(query: str) -> int:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": query.encode(), "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "scheme": "http", "path": "/sparql", "query_string": b""}
        await app(scope | {"headers": list(HEADERS), "client": ("127.0.0.1", 1)}, receive, send)
        assert sent[0]["status"] == 200
        return sum(len(message.get("body", b"")) for message in sent)

    running = app.router.lifespan_context(app)
    loop.run_until_complete(running.__aenter__())
    next_ = Link.next

    def at_once(link: Link, frame: bytes = b"") -> asyncio.Future[tuple[bytes, bytes]]:
        monkeypatch.setattr(link, "_transport", AtOnce(link))
        return next_(link, frame)

    try:
        with monkeypatch.context() as patch:
            patch.setattr(Link, "next", at_once)
            yield lambda query: loop.run_until_complete(answered(query))
    finally:
        loop.run_until_complete(running.__aexit__(None, None, None))
        loop.close()


def test_a_query_costs_the_server_few_calls(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking(public, monkeypatch) as ask:
        query = "SELECT ?p ?o {{ <https://w3id.org/aqb/agreement/2026/x#agreement> ?p ?o }} LIMIT {}"
        assert ask(query.format(1)) == ask(query.format(2)) == 12_000
        another = calls(lambda: ask(query.format(3)))
        repeated = calls(lambda: ask(query.format(3)))
    assert another <= MOST_OF_ANOTHER
    assert repeated <= MOST_OF_A_REPEATED
