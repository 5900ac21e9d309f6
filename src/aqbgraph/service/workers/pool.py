"""The workers that are ready to be asked, and the keeper that makes further ones."""

from __future__ import annotations

import asyncio
import contextlib
from operator import attrgetter
from typing import TYPE_CHECKING

from aqbgraph.errors import PublicationError
from aqbgraph.service.limits import CORES
from aqbgraph.service.workers.keeper import Keeper, Worker
from aqbgraph.service.workers.lanes import busy
from aqbgraph.service.workers.link import WorkerLostError
from aqbgraph.service.workers.placing import Placing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.problems import Problem

SPARE = 2  # workers that are kept ready, so that a light query need not wait for a start
AHEAD = 16  # light questions that a worker has been asked and not answered

_PENDING = attrgetter("pending")


class Pool:
    """Workers over the data of one file, while `running()`. `busy` are those that have been asked.

    Light questions are asked of as many workers as there are processors, ahead of their answers: one that goes on with
    the next question need not be woken, and finds more of what it needs in the caches.
    """

    def __init__(self, data: Path, limits: Limits) -> None:
        self.keeper = Keeper(data, limits)
        self._most_slowed = limits.workers
        self._most_idle = max(SPARE, limits.slots)
        self.busy: set[Worker] = set()
        self._idle: list[Worker] = []
        self._slowed: list[Worker] = []
        self._shared: set[Worker] = set()
        self._spoilt: set[Worker] = set()
        self._placing = Placing(lambda: any(worker.slowed for worker in self.busy))
        self._restarting = asyncio.Lock()
        self._preparing: asyncio.Task[None] | None = None
        self._ended = False

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Pool]:
        """Loads the data, and has workers ready until left.

        Raises:
            PublicationError: the data cannot be loaded.
        """
        async with self.keeper:
            try:
                await self._prepare()
                yield self
            finally:
                self._ended = True
                if self._preparing is not None:  # not cancelled: half a connection would be left
                    await asyncio.wait({self._preparing})
                async with self._restarting:  # a restart under way would bring the keeper back
                    for worker in self.busy:  # nobody would close what it is asked through once the loop has ended
                        worker.kill()
                    for worker in (*self._idle, *self._slowed, *self.busy):
                        worker.close()
                    for those in (self._idle, self._slowed, self.busy, self._shared, self._spoilt):
                        those.clear()

    @property
    def idle(self) -> int:
        """How many are ready."""
        return sum(worker.alive for worker in (*self._idle, *self._slowed))

    def ready(self, *, slow: bool = False) -> Worker | None:
        """A worker that is there and busy from now on, if there is one."""
        found = self._found(slow=slow)
        if found is not None:
            found.use(self._placing.slow if slow else self._placing.all)
        return found

    def _found(self, *, slow: bool = False) -> Worker | None:
        idle = self._slowed if slow else self._idle
        while idle:
            worker = idle.pop()
            if worker.alive:
                self.busy.add(worker)
                return worker
            worker.close()
        return None

    def ready_for_light(self) -> Worker | None:
        """A worker for a question that is known to be light; it may have others that are to answer first."""
        found = self._found() if len(self._shared) < CORES else None
        if found is None:
            least = min(self._shared, key=_PENDING, default=None)
            found = least if least is not None and least.alive and least.pending < AHEAD else self._found()
        if found is not None:
            found.use(self._placing.light)
            self._shared.add(found)
        return found

    def set_apart(self, worker: Worker) -> None:
        """Has it asked nothing more ahead of its answers: one of them takes longer."""
        if worker in self._shared:
            self._shared.discard(worker)
            self.prepare_soon()  # for those that wait behind that answer

    def slow_down(self, worker: Worker) -> None:
        """Lets all others go before what it is at."""
        if worker in self.busy and not worker.slowed:
            worker.slow_down(self._placing.slow)

    def spoil(self, worker: Worker) -> None:
        """Has it ended when it has answered: what it was asked beyond that is not wanted any more.

        All others go before what it is at, which has held up the rest.
        """
        self._shared.discard(worker)
        if worker in self.busy:
            self._spoilt.add(worker)
            self.slow_down(worker)

    async def take(self, *, slow: bool) -> Worker:
        """A worker, a new one where none is ready, which is busy from now on.

        Raises:
            Problem: there can be none now.
        """
        worker = self.ready(slow=slow)
        if worker is not None:
            return worker
        try:
            worker = await self._new()
        except WorkerLostError as error:
            raise restarting() from error
        if self._ended:  # it came while the pool was left: nobody else would close what it is asked through
            worker.kill()
            worker.close()
            raise restarting()
        if slow:
            worker.slow_down(self._placing.slow)
        self.busy.add(worker)
        return worker

    async def revived(self) -> None:
        """Waits for a keeper, a new one if it is gone; by then those whom it took along are known to be gone.

        Raises:
            Problem: there can be none now.
        """
        try:
            # Shielded: a client that goes away must not leave a keeper behind that is half started.
            await asyncio.shield(self._revive())
        except (WorkerLostError, PublicationError) as error:
            raise restarting() from error

    async def _new(self) -> Worker:
        await self.revived()
        since = self.keeper.starts
        try:
            return await self.keeper.worker()
        except WorkerLostError:
            if self._ended or not await self.keeper.gone(since):
                raise
        await self.revived()
        return await self.keeper.worker()

    def put_back(self, worker: Worker, *, reusable: bool) -> None:
        """Has it asked again, or ends it; one that has been ended, or has others to answer, stays as it is."""
        reusable = reusable and worker not in self._spoilt
        if worker not in self.busy or (reusable and worker.pending):
            return
        for those in (self.busy, self._shared, self._spoilt):
            those.discard(worker)
        # A process cannot raise its priority again: one that is slowed serves long queries from now on. Each query
        # that turns out to be long slows another one, so not all are kept; nor are all that many light ones needed
        # when they could not share workers.
        kept, most = (self._slowed, self._most_slowed) if worker.slowed else (self._idle, self._most_idle)
        if reusable and len(kept) < most and not self._ended:
            kept.append(worker)
            return
        worker.kill()
        worker.close()
        self.prepare_soon()

    def prepare_soon(self) -> None:
        """Starts the keeper anew, if it is gone, and spare workers, without being asked a question."""
        if not self._ended and (self._preparing is None or self._preparing.done()):
            self._preparing = asyncio.ensure_future(self._prepare())

    async def _prepare(self) -> None:
        with contextlib.suppress(WorkerLostError, PublicationError):
            await self._revive()
            for worker in [worker for worker in self._idle if not worker.alive]:
                self._idle.remove(worker)
                worker.close()
            while len(self._idle) < SPARE and not self._ended:
                self._idle.append(await self.keeper.worker())

    async def _revive(self) -> None:
        async with self._restarting:
            if not self.keeper.alive and not self._ended:
                await self.keeper.restart()


def restarting() -> Problem:
    """The problem that there is no keeper now."""
    return busy("er startet gerade neu", "it is restarting")
