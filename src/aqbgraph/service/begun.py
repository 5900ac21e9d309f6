"""A question that a worker has been asked, and whether it is answered quickly."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.waiting import within

if TYPE_CHECKING:
    import asyncio

    from aqbgraph.service.keeper import Worker
    from aqbgraph.service.lanes import Held

HELD_UP = 3  # times the time of a quick query that it may take while others have the processor
LOOK = 0.01  # seconds between two looks at what a query has taken, at least
AHEAD = 0.03  # seconds that a question waits behind others of the same worker, until another one is asked


class Begun(NamedTuple):
    """A question under way: the places that it holds, the shape it is known by, when it was asked, and its answer.

    `before` is the answer that the worker has to give before, if it was asked ahead of that.
    """

    worker: Worker
    held: Held
    known: int
    at: float
    answer: asyncio.Future[tuple[bytes, bytes]]
    before: asyncio.Future[tuple[bytes, bytes]] | None = None

    @property
    def waits(self) -> bool:
        """Whether the worker has not come to it."""
        return self.before is not None and not self.before.done()

    async def its_turn(self) -> bool:
        """Whether the worker comes to it; waits until it does, but not for long."""
        return self.before is None or await within(self.before, self.at + AHEAD - time.monotonic())

    async def quick_enough(self, quick: float, until: float) -> bool:
        """Waits while it may count as quick: by the processor's time, since others may hold it up."""
        last, left = min(until, self.at + HELD_UP * quick), self.at + quick - time.monotonic()
        while True:
            rest = until - time.monotonic()
            if await within(self.answer, min(left, rest)) or rest <= left:
                return True
            left = quick - (self.worker.cpu() - self.worker.before)
            if left <= 0 or time.monotonic() >= last:
                return False
            left = max(LOOK, left)
