"""Connections that wait for nobody longer than they should, and take no more than they should.

uvicorn itself waits for a request as long as it takes, and its parser in C takes heads of any length.
Loads uvicorn, which only a running service needs.
"""

from __future__ import annotations

import contextlib
import math
import re
import socket
import sys
from collections import OrderedDict
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

import httptools

from aqbgraph.service.problems import BAD_REQUEST, BUSY, HEAD_TOO_LONG, NOT_IMPLEMENTED, VERSION, Kind
from aqbgraph.service.wire.answering import Answering
from aqbgraph.service.wire.refusal import refusal

if TYPE_CHECKING:
    import asyncio

RECEIVE = 30.0  # seconds for a request to arrive, its body included
IDLE = 20.0  # seconds that a connection is kept without a request
HALF = 0.3  # seconds that an answer is looked for when the other side sends no more: who has gone looks the same
SEND = 60.0  # seconds without the other side taking anything of an answer
# Bytes that the system takes beyond those on their way (tcp(7)): else it takes megabytes for each of those that read
# slowly, and copying these is what all others wait for.
UNSENT = 256 << 10
HEAD = 64 << 10  # bytes of a request's head; a long query in the address is most of it
FIELDS = 100  # header fields of a request
PIPELINED = 32  # requests that may wait behind one that is being answered; the last of them ends the connection
NEVER = math.inf
SURPLUS = 2.0  # seconds for a request on a connection too many, which is told so
SURPLUSES = 100  # connections too many that are told so; further ones are ended at once


# RFC 3986, section 3.2.2
_HOST = re.compile(rb"(?:\[[0-9A-Za-z:.]*\]|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::\d*)?", re.ASCII)


class _RefusedError(Exception):
    """The head of a request is not taken."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.name)
        self.kind = kind


class Connection(Answering):
    """A connection that is broken off when a request does not arrive, or its answer is not taken."""

    most = 1000  # connections at once
    # All that wait, and some that did; who has waited longest is first.
    waiting: ClassVar[OrderedDict[Connection, None]] = OrderedDict()
    _timer: asyncio.TimerHandle | None = None
    _until = NEVER  # when the connection is broken off, by the loop's clock
    _idle = False  # whether it waits for a request of which nothing has come
    _surplus = False  # whether it is one too many
    _ending: asyncio.TimerHandle | None = None  # set when the other side sends no more
    _complete = False  # whether the request that came last has arrived as a whole
    _head = 0  # bytes of the head that is arriving
    _cut = False  # whether what comes is not read any more
    _heading = True  # whether what arrives as a field is one of the head, and not behind the body

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        """Starts to wait for a request."""
        super().connection_made(transport)
        end: socket.socket | None = transport.get_extra_info("socket")
        if end is not None and end.family in (socket.AF_INET, socket.AF_INET6):
            # tcp(7): the first also ends a connection whose other side keeps its window closed.
            for option, value in ((socket.TCP_USER_TIMEOUT, int(SEND * 1000)), (socket.TCP_NOTSENT_LOWAT, UNSENT)):
                with contextlib.suppress(OSError):  # not every system that runs Linux programs has both
                    end.setsockopt(socket.IPPROTO_TCP, option, value)
        self._wait(RECEIVE)
        if len(self.connections) > self.most:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """Ends the wait when the request is complete."""
        if self._cut:
            return
        known = self.known(data) if self.between and not self._surplus else None
        if known is not None:
            self._complete, self._idle, self._until = True, False, NEVER
            self.start(known)
            return
        alone, self._head = self.between, self._head + len(data)
        if self._idle:
            self._idle = False
            self._wait(RECEIVE)
        super().data_received(data)
        if self._head > HEAD and not self.transport.is_closing():
            self._refuse(HEAD_TOO_LONG)
        if self._complete or self._cut:
            self._until = NEVER
        elif self._until == NEVER:
            self._wait(RECEIVE)
        self.start_next(data if alone and self.between else b"")

    def on_message_begin(self) -> None:
        """A request begins."""
        self.between = self._complete = False
        self._heading = True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field; one behind the body is none of the head's (RFC 9110, section 6.5.1)."""
        if self._heading:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head has arrived; from here on the application decides what is too long."""
        self._head, self._heading = 0, False
        if self._cut:
            return
        if self._surplus:
            raise _RefusedError(BUSY)
        length = len(self.url) + sum(map(len, chain.from_iterable(self.headers)))
        if length > HEAD or len(self.headers) > FIELDS:
            raise _RefusedError(HEAD_TOO_LONG)
        names = [name for name, _ in self.headers]
        if b"transfer-encoding" in names:
            codings = [value.lower() for name, value in self.headers if name == b"transfer-encoding"]
            if codings != [b"chunked"]:
                raise _RefusedError(NOT_IMPLEMENTED)  # RFC 9112, section 6.1
        version = self.parser.get_http_version()
        if version not in ("1.0", "1.1"):
            raise _RefusedError(VERSION)
        hosts = [value for name, value in self.headers if name == b"host"]
        # RFC 9112, section 3.2; before 1.1 there was no such field.
        if len(hosts) > 1 or not all(map(_HOST.fullmatch, hosts)) or (not hosts and version == "1.1"):
            raise _RefusedError(BAD_REQUEST)
        self.begin()

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        self._head = 0
        if not self._cut:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request has arrived as a whole."""
        self.between, self._complete, self._head = True, True, 0
        if self._cut:
            return
        super().on_message_complete()
        if len(self.pipeline) >= PIPELINED:
            self._cut_off()

    def _cut_off(self) -> None:
        """Has the answer to what came last tell that it is: what came behind it is to be asked again (RFC 9112, 9.6).

        It is read all the same: the system resets a connection that is closed with something unread, and the other side
        may lose what it was sent before.
        """
        self._cut = True
        self.cycle.keep_alive = False
        self.flow.resume_reading()

    def on_response_complete(self) -> None:
        """Begins the next answer, or waits for the next request, or for the rest of one that was answered before."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self.start(self.pipeline.pop()[0])
        elif self._ending is not None:
            self.transport.close()
        else:
            self._idle = self._complete
            self._wait(min(IDLE, RECEIVE) if self._idle else RECEIVE)

    def eof_received(self) -> bool:  # type: ignore[override]  # uvicorn never goes on
        """The other side sends no more. It may wait for its answer, or have gone; so it gets one that comes soon."""
        if not (self._complete or self._cut) or self.cycle is None or self.cycle.response_complete:
            return False
        self._ending = self.loop.call_later(HALF, self._end)
        return True

    def _end(self) -> None:
        if self._first is None or not self._first.response_started:
            self.transport.abort()
        else:
            self._ending = self.loop.call_later(HALF, self._end)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self.waiting.pop(self, None)
        if self._ending is not None:
            self._ending.cancel()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """What cannot be read is refused, for the reason the parser was stopped by."""
        del msg
        if self._cut:
            return
        error = sys.exc_info()[1]  # uvicorn calls this while it handles the parser's
        cause = error.__context__ if error is not None else None
        if isinstance(cause, _RefusedError):
            self._refuse(cause.kind)
        else:
            # The parser knows the registered methods only (RFC 9110, section 15.6.2).
            unknown = isinstance(error, httptools.HttpParserInvalidMethodError)
            self._refuse(NOT_IMPLEMENTED if unknown else BAD_REQUEST)

    def _refuse(self, kind: Kind) -> None:
        """Says why, and ends the connection; in the middle of an answer it would be taken for a part of that."""
        if self._first is not None and self._first.response_started and not self._first.response_complete:
            self.transport.abort()
            return
        self.transport.write(refusal(kind))
        self.transport.close()

    def _make_room(self) -> None:
        """Ends the connection that has waited longest for a request, or this one if all others are being answered."""
        longest = self._longest()
        if longest is not None:
            longest.give_way()
        elif len(self.connections) > self.most + SURPLUSES:
            self.transport.abort()
        else:
            self._surplus = True
            self._wait(SURPLUS)

    def _longest(self) -> Connection | None:
        """The one that has waited longest. Those that do not wait any more are taken out only here."""
        for _ in range(len(self.waiting)):
            one = next(iter(self.waiting))
            if one is self:  # the newest, so there is no other
                break
            if one.waits:
                return one
            del self.waiting[one]
        return None

    @property
    def waits(self) -> bool:
        """Whether nothing is asked on it, or not all of a request has arrived."""
        return self._until != NEVER and not self._surplus

    def give_way(self) -> None:
        """Ends it, now that it waits."""
        self._until = NEVER
        self.connections.discard(self)
        self.transport.close()

    def _wait(self, seconds: float) -> None:
        """Breaks the connection off after so long. A timer is only looked at: to set one anew each time costs more."""
        self.waiting[self] = None
        self.waiting.move_to_end(self)
        self._until = self.loop.time() + seconds
        if self._timer is None or self._timer.when() > self._until:
            self._set_timer()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.loop.call_at(self._until, self._overdue)

    def _overdue(self) -> None:
        self._timer = None
        if self.loop.time() >= self._until:
            self.transport.abort()
        elif self._until != NEVER:
            self._set_timer()


def limited(most: int) -> type[Connection]:
    """Connections of which there are so many at once."""
    return type("Connection", (Connection,), {"most": most, "waiting": OrderedDict()})


# What uvicorn is run with: no name and version of the server in answers, no second protocol beside HTTP, and no log of
# what it could not read.
SETTINGS: dict[str, Any] = {
    "http": Connection,
    "loop": "uvloop",
    "ws": "none",
    "server_header": False,
    "access_log": False,
    "log_level": "error",
    "log_config": None,
    "timeout_graceful_shutdown": 15,
}
