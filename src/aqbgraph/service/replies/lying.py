"""Answers that lie ready for clients that take their time: together they have so much memory, and no more.

Each connection alone is bounded, but there may be a thousand, and each may have a result of many megabytes lying there
of which it takes a little now and then.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aqbgraph.service.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 512 * MEBIBYTE


class GivenUpError(Exception):
    """The rest of an answer is not sent, since others need its room."""


class Lying:
    """The bodies that are being taken, in so many bytes; what is sent to several counts once."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.size = 0
        # The task that sends each; of the first one nothing has been taken for longest.
        self._bodies: OrderedDict[asyncio.Task[object], bytes] = OrderedDict()
        self._shared: Counter[int] = Counter()

    @contextmanager
    def held(self, body: bytes) -> Iterator[None]:
        """Holds a body while the current task sends it.

        Raises:
            GivenUpError: nothing was taken of it for longer than of any other, and there was no room for another.
        """
        task = asyncio.current_task()
        if task is None:  # nobody else is answered meanwhile
            yield
            return
        self._put(task, body)
        try:
            yield
        except asyncio.CancelledError:
            if task in self._bodies or task.uncancel():  # somebody else ends it
                raise
            raise GivenUpError from None
        finally:
            self._drop(task)

    def taken(self) -> None:
        """Tells that some has been taken of what the current task sends."""
        task = asyncio.current_task()
        if task is not None and task in self._bodies:
            self._bodies.move_to_end(task)

    def _put(self, task: asyncio.Task[object], body: bytes) -> None:
        self._bodies[task] = body
        self._shared[id(body)] += 1
        if self._shared[id(body)] == 1:
            self.size += len(body)
        while self.size > self.most and (longest := next(iter(self._bodies))) is not task:
            self._drop(longest)
            longest.cancel()

    def _drop(self, task: asyncio.Task[object]) -> None:
        body = self._bodies.pop(task, None)
        if body is None:
            return
        self._shared[id(body)] -= 1
        if not self._shared[id(body)]:
            del self._shared[id(body)]
            self.size -= len(body)


LYING = Lying()
