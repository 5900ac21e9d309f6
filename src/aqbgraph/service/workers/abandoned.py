"""Questions that a worker has been asked and nobody waits for any more.

A client that goes away is no reason to end a worker that answers light questions for others: these would be asked
again, of a worker that has to be started first. So a question that is known to end quickly is left to be answered, and
its worker ended only when that takes more than light ones do.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from aqbgraph.service.workers.begun import HEAVY, LOOK, STUCK
from aqbgraph.service.workers.experience import FAST
from aqbgraph.service.workers.frames import unpack_result
from aqbgraph.service.workers.waiting import within

if TYPE_CHECKING:
    from aqbgraph.service.workers.begun import Begun
    from aqbgraph.service.workers.experience import Experience
    from aqbgraph.service.workers.pool import Pool
    from aqbgraph.service.workers.under_way import UnderWay


class Abandoned:
    """Looks after them; each keeps its places, and counts as under way, as long as it keeps its worker."""

    def __init__(self, pool: Pool, experience: Experience, under_way: UnderWay) -> None:
        self._pool = pool
        self._experience = experience
        self._under_way = under_way
        self._watching: set[asyncio.Task[None]] = set()

    def take(self, begun: Begun) -> None:
        """From now on nobody waits for it."""
        fast = self._experience.of(begun.known) in FAST
        if not begun.waits and (not fast or _heavy(begun)):
            self._end(begun, reusable=False)
            return
        self._under_way.asked()
        watching = asyncio.ensure_future(self._watched(begun._replace(held=begun.held.handed_over())))
        self._watching.add(watching)
        watching.add_done_callback(self._watching.discard)

    async def _watched(self, begun: Begun) -> None:
        try:
            answered = await begun.its_turn() and await _answered(begun)
            if answered:
                begun.worker.answered(begun.answer.result())
            self._end(begun, reusable=answered)
        finally:
            self._under_way.answered()

    def _end(self, begun: Begun, *, reusable: bool) -> None:
        if begun.waits:
            self._pool.spoil(begun.worker)
        else:
            if not reusable:
                self._experience.doubt(begun.known)  # or each of its like would take a worker along
            self._pool.put_back(begun.worker, reusable=reusable)
        begun.held.give_all()


def _heavy(begun: Begun) -> bool:
    return not begun.answer.done() and begun.worker.cpu() - begun.worker.before >= HEAVY


async def _answered(begun: Begun) -> bool:
    """Whether it is answered as a whole, as soon as light ones are."""
    until = time.monotonic() + STUCK
    while not await within(begun.answer, LOOK):
        if _heavy(begun) or time.monotonic() >= until:
            return False
    return not begun.answer.exception() and not unpack_result(*begun.answer.result()).more
