"""Answers the usual query without a task: it is read, asked of a worker and answered by what the loop calls anyway.

Usual is a query that has arrived as a whole, whose answer is kept, or which is known to end quickly while a worker is
ready. What is not, or turns out not to be on its way, is answered by the application as all else is
(`sparql.Endpoint`), which goes on with what has been begun. So nothing is decided here but whether to leave it at that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol, cast

from aqbgraph.publication.queries.sparql_page import SPARQL
from aqbgraph.service.endpoint.asking import REMEMBERED, understood
from aqbgraph.service.endpoint.sparql import answer_of, gone_on, wired
from aqbgraph.service.limits import check
from aqbgraph.service.operating.gate import SINCE
from aqbgraph.service.replies import coding
from aqbgraph.service.replies.answers import CHUNK, common, request_fields
from aqbgraph.service.workers.waiting import ticks

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Hashable
    from typing import Any

    from starlette.types import Scope

    from aqbgraph.service.editions.editions import Edition, Editions
    from aqbgraph.service.endpoint.asking import Asked
    from aqbgraph.service.operating.gate import Gate
    from aqbgraph.service.replies.answers import Answer
    from aqbgraph.service.workers.begun import Begun

PATH = f"/{SPARQL}"
LATE = 0.02  # seconds until what has been begun is left to a task, which looks after its time and its client
APART = 16 << 10  # bytes of a body from which its request is begun before it has come
Fields = tuple[tuple[str, str], ...]
_METHODS = frozenset({"GET", "POST"})
# With these an answer may be another one, or none.
_UNUSUAL = frozenset({b"content-encoding", b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since"})


class Exchange(Protocol):
    """A request whose body has come, and its answer."""

    scope: Any
    body: bytearray
    more_body: bool
    disconnected: bool
    left: Callable[[], None] | None
    transport: asyncio.Transport

    @property
    def open(self) -> bool:
        """Whether an answer can leave at once."""

    def answer(self, status: int, headers: Fields, common: tuple[tuple[bytes, bytes], ...], body: bytes) -> None:
        """Sends an answer, while it is `open`."""


class Express:
    """Takes what it can of the requests to the endpoint, ahead of the gate; there must be no limit of their rate."""

    def __init__(self, editions: Editions, gate: Gate) -> None:
        self._editions = editions
        self._gate = gate
        self._way = gate.paths[PATH]
        self._common = common(PATH)

    def takes(self, exchange: Exchange, run: Callable[[], None]) -> bool:
        """Whether a request is answered, or will be; otherwise the application is to be run. So it may be later on."""
        scope = exchange.scope
        if scope["path"] != PATH or scope["method"] not in _METHODS or exchange.more_body or not exchange.open:
            return False
        since = time.perf_counter()
        self._editions.look()
        edition = self._editions.current
        asked = self._asked(edition, scope, bytes(exchange.body))
        if asked is None or asked.tag is None or edition.flights.known(key := asked.shared):
            return False
        kept = edition.results.peek(asked.tag)
        if kept is not None:
            if kept.length > CHUNK:
                return False
            edition.results.get(asked.tag)  # counts it
            self.send(exchange, kept, since)
            return True
        begun = edition.engine.begin(asked.question)
        if begun is None:
            return False
        _Ride(self, exchange, run, since, edition, asked, key, begun).start()
        return True

    def awaits(self, exchange: Exchange) -> bool:
        """Whether to look at it when its body has come: many clients send that apart. Nothing is decided by then."""
        scope = exchange.scope
        if scope["path"] != PATH or scope["method"] != "POST" or not exchange.open:
            return False
        given = request_fields(scope)
        length, most = given.get(b"content-length", ""), min(APART, self._editions.limits.body)
        return length.isdecimal() and int(length) <= most and _UNUSUAL.isdisjoint(given)

    def _asked(self, edition: Edition, scope: Scope, body: bytes) -> Asked | None:
        """What is asked, if it is usual."""
        limits, given = self._editions.limits, request_fields(scope)
        packed = b"accept-encoding" in given and coding.wanted(given[b"accept-encoding"]) is not None
        # A longer one would be read twice by whoever else answers it, and to read it takes long.
        long = len(scope["query_string"]) + len(body) > REMEMBERED
        if packed or long or len(body) > limits.body or not _UNUSUAL.isdisjoint(given):
            return None
        try:
            asked = understood(wired(scope, body), edition.publication.digest, limits)
            if asked is None or asked.page or asked.deadline is not None or asked.traits.relative:
                return None
            check(asked.query, asked.traits, limits)
        except Exception:  # noqa: BLE001  # a problem or a fault of ours: the application meets it again, and tells
            return None
        return asked

    def send(self, exchange: Exchange, answer: Answer, since: float) -> None:
        """Sends an answer, which is a result and not too long to be sent at once."""
        exchange.answer(answer.status, answer.headers, self._common, cast("bytes", answer.body))
        self._gate.note(self._way, exchange.scope, answer.status, time.perf_counter() - since)


class _Ride:
    """A query under way."""

    __slots__ = ("_asked", "_begun", "_edition", "_exchange", "_express", "_key", "_over", "_run", "_since", "_taken")

    def __init__(
        self,
        express: Express,
        exchange: Exchange,
        run: Callable[[], None],
        since: float,
        edition: Edition,
        asked: Asked,
        key: Hashable,
        begun: Begun,
    ) -> None:
        self._express = express
        self._exchange = exchange
        self._run = run
        self._since = since
        self._edition = edition
        self._asked = asked
        self._key = key
        self._begun = begun
        self._over = False  # whether it is answered, or left to the application
        self._taken = False  # whether somebody goes on with what was begun

    def start(self) -> None:
        """Waits for the answer, but not for long."""
        self._edition.flights.begun(self._key, self._go_on)
        self._begun.answer.add_done_callback(self._arrived)
        ticks(self._begun.answer.get_loop()).call(self._leave, LATE)

    def _arrived(self, answer: asyncio.Future[tuple[bytes, bytes]]) -> None:
        if self._over:
            return
        whole = not answer.exception() and len(answer.result()[1]) <= CHUNK and self._exchange.open
        result = self._edition.engine.ended(self._begun) if whole else None
        if result is None:
            self._leave()
            return
        self._over = True
        self._edition.flights.left(self._key)
        self._edition.results.misses += 1
        try:
            self._express.send(self._exchange, answer_of(self._edition, self._asked, result), self._since)
        except Exception:  # nobody else would end what waits for an answer
            self._exchange.transport.abort()
            raise

    def _leave(self) -> None:
        """Has the application answer, which will come upon what was begun; nobody, when the client is gone."""
        if not self._over:
            self._over = True
            if self._exchange.disconnected:
                self._left()
                return
            self._exchange.left = self._left
            self._exchange.scope[SINCE] = self._since
            self._run()

    def _go_on(self) -> Coroutine[None, None, Answer]:
        """For the first who asks the same: this client, or another."""
        self._taken = True
        self._leave()
        return gone_on(self._edition, self._asked, self._begun)

    def _left(self) -> None:
        if not self._taken:  # the client went away before
            self._edition.flights.left(self._key)
            self._edition.engine.give_up(self._begun)
