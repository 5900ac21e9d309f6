"""Answers that lie ready for clients that take their time: together they have so much memory, and no more.

Each connection alone is bounded, but there may be a thousand, and each may have a result of many megabytes lying there
of which it takes a little now and then. Who has a thousand of them must not drive out who has one.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 512 * MEBIBYTE


class GivenUpError(Exception):
    """The rest of an answer is not sent, since others need its room."""


class _Body(NamedTuple):
    """What is being taken, and the clients that take it, by the tasks that send it."""

    content: bytes
    takers: dict[asyncio.Task[object], str]

    @property
    def owner(self) -> str | None:
        """The client that alone takes it, None when it is several."""
        clients = {*self.takers.values()}
        return next(iter(clients)) if len(clients) == 1 else None


class Lying:
    """The bodies that are being taken, in so many bytes; what is sent to several counts once."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        self._sent: dict[asyncio.Task[object], int] = {}
        # Of the first one nothing has been taken for longest, by whoever takes it.
        self._bodies: OrderedDict[int, _Body] = OrderedDict()

    @contextmanager
    def held(self, body: bytes, client: str = "") -> Iterator[None]:
        """Holds a body while the current task sends it to a client.

        Raises:
            GivenUpError: there was no room for another, and of all that the client with the most takes, nothing was
                taken of this for longest.
        """
        task = asyncio.current_task()
        if task is None:  # nobody else is answered meanwhile
            yield
            return
        self._put(task, body, client)
        try:
            yield
        except asyncio.CancelledError:
            if task in self._sent or task.uncancel():  # somebody else ends it
                raise
            raise GivenUpError from None
        finally:
            self._drop(task)

    def taken(self) -> None:
        """Tells that some has been taken of what the current task sends."""
        task = asyncio.current_task()
        if task is not None and task in self._sent:
            self._bodies.move_to_end(self._sent[task])

    def _put(self, task: asyncio.Task[object], body: bytes, client: str) -> None:
        key = self._sent[task] = id(body)
        if key not in self._bodies:
            self._bodies[key] = _Body(body, {})
            self.size += len(body)
        self._bodies[key].takers[task] = client
        self._bodies.move_to_end(key)
        while self.size > self.most and (found := self._in_the_way(key)) is not None:
            for taker in (*found.takers,):
                self._drop(taker)
                taker.cancel()

    def _in_the_way(self, new: int) -> _Body | None:
        """What gives way to the new one: of the client with the most, so that nobody can drive out all others."""
        together = Counter[str | None]()
        for body in self._bodies.values():
            together[body.owner] += len(body.content)
        others = (body for key, body in self._bodies.items() if key != new)
        return max(others, key=lambda body: together[body.owner], default=None)

    def _drop(self, task: asyncio.Task[object]) -> None:
        key = self._sent.pop(task, None)
        if key is None:
            return
        body = self._bodies[key]
        del body.takers[task]
        if not body.takers:
            del self._bodies[key]
            self.size -= len(body.content)


LYING = Lying()
