"""How what arrives on a connection becomes exchanges, each answered in a task unless it can be done with less.

Loads uvicorn, which only a running service needs.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from aqbgraph.service.wire.exchange import Exchange
from aqbgraph.service.wire.heads import Heads
from aqbgraph.service.wire.parsing import Parser

if TYPE_CHECKING:
    from uvicorn._types import HTTPScope

    from aqbgraph.service.wire.express import Express

# Seconds for the other side to take what is ready for it: at most 320 KiB, since nothing more is until then.
TAKE = 60.0
_HEADS = Heads()


class Answering(HttpToolsProtocol):
    """uvicorn's connection, but that an answer begins when all that came at once has been read."""

    between = True  # whether no request is arriving
    _next: Exchange | None = None  # what is to be answered when all that has come is read
    _taking: asyncio.TimerHandle | None = None
    _first: RequestResponseCycle | None = None  # what is being answered; the cycle is what came last

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Looks whether the application has a short cut."""
        super().connection_made(transport)
        self.parser = cast("httptools.HttpRequestParser", Parser(self))
        self._express: Express | None = getattr(self.config.app, "express", None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Also tells what is being answered; uvicorn tells only what came last."""
        if self._first is not None and not self._first.response_complete:
            self._first.disconnected = True
            self._first.message_event.set()
        self._taken()
        if self.parser is not None:  # uvicorn lets go of it below
            cast("Parser", self.parser).end()
        super().connection_lost(exc)
        # Each would keep the other, and what was sent, until cycles are looked for, which is seldom.
        self.cycle = cast("RequestResponseCycle", None)
        self._first = self._next = None
        self.pipeline.clear()

    def begin(self) -> None:
        """As uvicorn begins an answer, but with an exchange of ours; there is no limit and no second protocol here."""
        parsed, version = httptools.parse_url(self.url), self.parser.get_http_version()
        path = parsed.path.decode("ascii")
        self.scope["method"] = self.parser.get_method().decode("ascii")
        self.scope["http_version"] = version
        self.scope["path"] = unquote(path) if "%" in path else path
        self.scope["raw_path"] = parsed.path
        self.scope["query_string"] = parsed.query or b""
        lasts = version != "1.0" and self.parser.should_keep_alive()
        exchange = self._exchange(self.scope, lasts=lasts, expects=self.expect_100_continue)
        before, self.cycle = self.cycle, exchange
        if before is None or before.response_complete:
            self._next = exchange
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((exchange, self.app))

    def known(self, data: bytes) -> Exchange | None:
        """The exchange that these bytes are, if they are one request with a head that came before."""
        before = self.cycle
        found = _HEADS.find(data) if before is None or before.response_complete else None
        if found is None:
            return None
        head, body = found
        state, fields = self.app_state.copy(), head.fields.copy()
        own = {"server": self.server, "client": self.client, "scheme": self.scheme, "state": state, "headers": fields}
        scope = cast("HTTPScope", head.scope | own)
        if isinstance(before, Exchange) and before.bare:
            before.again(scope, body, self.server_state.default_headers)
            return before
        exchange = self.cycle = self._exchange(scope, lasts=True, expects=False)
        exchange.arrived(body)
        return exchange

    def start_next(self, data: bytes) -> None:
        """Begins with what has been read; `data` is all that came, where that may be one request and nothing else."""
        exchange = self._next
        if exchange is None or (exchange.more_body and self._express is not None and self._express.awaits(exchange)):
            return
        self._next = None
        if self.transport.is_closing():  # what came behind it was refused, so nobody would get its answer
            return
        self.start(exchange)
        if data and exchange.lasting and not self.pipeline:
            _HEADS.learn(data, dict(exchange.scope), len(exchange.body))

    def start(self, cycle: RequestResponseCycle) -> None:
        """Has a request answered: in a task, unless it can be done with less."""
        self._first, run = cycle, partial(self._start_asgi_task, cycle, self.app)
        if self._express is None or not isinstance(cycle, Exchange) or not self._express.takes(cycle, run):
            run()

    def pause_writing(self) -> None:
        """More lies ready than the other side takes: until it is taken nothing is added, and that has an end."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(TAKE, self.transport.abort)

    def resume_writing(self) -> None:
        """Most of it has been taken."""
        self._taken()
        super().resume_writing()

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _exchange(self, scope: HTTPScope, *, lasts: bool, expects: bool) -> Exchange:
        return Exchange(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=expects,
            keep_alive=lasts,
            on_response=self.on_response_complete,
        )
