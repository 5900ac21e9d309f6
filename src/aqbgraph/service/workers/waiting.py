"""Waits for an outcome as long as it may take, at the cost of a future and no timer of its own.

Nearly all that is waited for comes in time. `asyncio.wait` sets a timer each time, and cancels it; here a loop has one
that ticks as long as anybody waits, and who waits in vain is told by the tick: up to twice `TICK` later than asked.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

TICK = 0.005  # seconds


class Ticks:
    """Calls what one loop is to call, by the tick that it is due at; nothing is taken back, so it may come in vain."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._due: defaultdict[int, list[Callable[[], None]]] = defaultdict(list)

    def call(self, late: Callable[[], None], seconds: float) -> None:
        """Calls it after so long."""
        if not self._due:
            self._loop.call_later(TICK, self._tick)
        self._due[int((self._loop.time() + seconds) / TICK) + 1].append(late)

    def _tick(self) -> None:
        now = self._loop.time() / TICK
        for number in [number for number in self._due if number <= now]:
            for late in self._due.pop(number):
                try:
                    late()
                except Exception as error:  # noqa: BLE001  # others wait for this tick, and for the next
                    told = {"message": "what was due has failed", "exception": error}
                    self._loop.call_exception_handler(told)
        if self._due:
            self._loop.call_later(TICK, self._tick)


ticks = lru_cache(maxsize=1)(Ticks)  # one loop runs at a time; those of another go on all the same


async def within(outcome: asyncio.Future[Any], seconds: float) -> bool:
    """Whether there is an outcome within so long; waits until there is, and no longer. A failure is an outcome too."""
    if outcome.done() or seconds <= 0:
        return outcome.done()
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()

    def wake(_: asyncio.Future[Any] | None = None) -> None:
        if not waiter.done():
            waiter.set_result(None)

    outcome.add_done_callback(wake)
    ticks(loop).call(wake, seconds)
    try:
        await waiter
    finally:
        if not outcome.done():
            outcome.remove_done_callback(wake)
    return outcome.done()


async def to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Awaits what must not be left half done, even if who awaits it is cancelled: it has to have an end of its own."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({task})
    task.result()
