"""One evaluation for all who ask the same at the same time; it ends when the last of them has gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from aqbgraph.service.workers.waiting import within

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable

    from starlette.types import Receive

T = TypeVar("T")

UNWATCHED = 0.05  # seconds until it is worth watching whether the client is still there


class DisconnectedError(Exception):
    """The client went away."""


@dataclass(slots=True)
class _Flight(Generic[T]):
    task: asyncio.Task[T]
    waiting: int = 0


class Flights(Generic[T]):
    """What is being found out, by key."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, _Flight[T]] = {}
        self._begun: dict[Hashable, Callable[[], Coroutine[None, None, T]]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    def known(self, key: Hashable) -> bool:
        """Whether it is being found out."""
        return key in self._under_way or key in self._begun

    def begun(self, key: Hashable, go_on: Callable[[], Coroutine[None, None, T]]) -> None:
        """Tells that it is being found out without a task; `go_on` takes that over for the first who joins."""
        self._begun[key] = go_on

    def left(self, key: Hashable) -> None:
        """Tells that what nobody has taken over is not being found out any more."""
        del self._begun[key]

    async def join(self, key: Hashable, start: Callable[[], Coroutine[None, None, T]], receive: Receive) -> T:
        """The outcome, found out by `start` unless that is under way already.

        Raises:
            DisconnectedError: the client, who is heard by `receive`, went away first.
        """
        flight = self._under_way.get(key)
        if flight is None:
            found = self._begun.pop(key, start)()
            flight = self._under_way[key] = _Flight(asyncio.get_running_loop().create_task(found))
        flight.waiting += 1
        try:
            await until_gone(flight.task, receive)
            return flight.task.result()
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                # Whoever asks the same from now on must not join what is being ended.
                del self._under_way[key]
                await ended(flight.task)


async def until_gone(task: asyncio.Task[T], receive: Receive) -> None:
    """Waits for the task to end.

    Raises:
        DisconnectedError: the client went away first.
    """
    if await within(task, UNWATCHED):
        return
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await ended(leaving)
    if not task.done():
        raise DisconnectedError


async def ended(task: asyncio.Task[T]) -> None:
    """Cancels a task, unless it has ended, and waits until that is over."""
    if task.cancel():
        await asyncio.wait({task})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
