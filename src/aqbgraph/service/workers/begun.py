"""A question that a worker has been asked, and whether it is answered quickly."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.workers.waiting import within

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from aqbgraph.service.workers.keeper import Worker
    from aqbgraph.service.workers.lanes import Held

HELD_UP = 3  # times the time of a quick query that it may take while others have the processor
LOOK = 0.01  # seconds between two looks at what a query has taken, at least
LATE = 0.02  # seconds after which what is not answered is looked at first
HEAVY = 0.01  # seconds of processor time from which it is not light
AHEAD = 0.03  # seconds that a question waits behind others of the same worker, until that is looked at
AGAIN = 0.01  # the same for one that waited in vain: most that are light have been answered by then
STUCK = 0.3  # seconds that it waits for a worker that gets none of the processor


class Begun(NamedTuple):
    """A question under way: the places that it holds, the shape it is known by, when it was asked, and its answer.

    `before` is the answer that the worker has to give before, if it was asked ahead of that; `since` the processor time
    that the worker had taken by then, at least. All is judged by this time: on a busy machine everything takes long.
    """

    worker: Worker
    held: Held
    known: int
    at: float
    answer: asyncio.Future[tuple[bytes, bytes]]
    before: asyncio.Future[tuple[bytes, bytes]] | None = None
    since: float = 0.0

    @property
    def waits(self) -> bool:
        """Whether the worker has not come to it."""
        return self.before is not None and not self.before.done()

    async def its_turn(self, *, again: bool = False) -> bool:
        """Whether the worker comes to it; waits until it does, or is held up by something else, shorter `again`."""
        patience = AGAIN if again else AHEAD
        left = self.at + patience - time.monotonic()
        while self.before is not None and not await within(self.before, left):
            if self.worker.cpu() - self.since >= patience / 2 or time.monotonic() - self.at >= STUCK:
                return False
            left = LOOK
        return True

    async def quick_enough(self, quick: float, until: float, heavy: Callable[[], None]) -> bool:
        """Waits while it may count as quick; tells when it turns out heavy to those that share its worker."""
        last, left = min(until, self.at + HELD_UP * quick), min(self.at + LATE - time.monotonic(), quick)
        while True:
            rest = until - time.monotonic()
            if await within(self.answer, min(left, rest)) or rest <= left:
                return True
            taken = self.worker.cpu() - self.worker.before
            if taken >= HEAVY:
                heavy()
            if taken >= quick or time.monotonic() >= last:
                return False
            left = max(LOOK, quick - taken) if taken >= HEAVY else LOOK
