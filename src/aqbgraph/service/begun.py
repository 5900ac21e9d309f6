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


class Begun(NamedTuple):
    """A question under way: the places that it holds, the shape it is known by, when it was asked, and its answer."""

    worker: Worker
    held: Held
    known: int
    at: float
    answer: asyncio.Future[tuple[bytes, bytes]]

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
