"""Evaluates queries in worker processes so that none can stop another.

A query starts in one of `slots` for quick queries. After `quick` seconds it counts as long: it leaves its slot to the
next query and takes one of `workers` slots for long ones, with a lower priority; when these are taken it ends. So
a slot for quick queries becomes free within `quick` seconds, whatever is asked. At the deadline, or when the client
goes away, the process is killed: the engine has no way to cancel (spareval's token is not exposed in Python).
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from aqbgraph.errors import PublicationError
from aqbgraph.service.keeper import Keeper, Worker, WorkerLostError
from aqbgraph.service.problems import BUSY, DEADLINE, RESOURCES, Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aqbgraph.service.frames import Loaded, Question, Result
    from aqbgraph.service.limits import Limits

START = 5.0  # seconds that a worker may take to start


class Engine:
    """Answers questions over the data of one file, while `running()`."""

    def __init__(self, data: Path, limits: Limits) -> None:
        self.limits = limits
        self._quick = asyncio.Semaphore(limits.slots)
        self._long = asyncio.Semaphore(limits.workers)
        self._restarting = asyncio.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._waiting = 0
        self._asked = 0
        self._drained = asyncio.Event()
        self._ended = False
        self.keeper = Keeper(data, limits)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Engine]:
        """Loads the data and answers until left.

        Raises:
            PublicationError: the data cannot be loaded.
        """
        async with self.keeper:
            try:
                yield self
            finally:
                self._ended = True
                async with self._restarting:  # a restart under way would bring the keeper back
                    for worker in self._idle:
                        await worker.close()
                    self._idle.clear()

    async def drained(self) -> None:
        """Waits until every question that was asked is answered, at most as long as one may take."""
        self._drained.clear()
        if self._asked:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._drained.wait(), self.limits.patience + self.limits.deadline + START)

    @property
    def loaded(self) -> Loaded:
        """What the store holds."""
        return self.keeper.loaded

    @property
    def alive(self) -> bool:
        """Whether the process that holds the store runs."""
        return self.keeper.alive

    @property
    def workers(self) -> dict[str, int]:
        """How many workers are idle and busy, and how many requests wait for one."""
        idle = sum(worker.alive for worker in self._idle)
        return {"idle": idle, "busy": len(self._busy), "waiting": self._waiting}

    async def ask(self, question: Question, deadline: float | None = None) -> Result:
        """The result of a query, or the problem a worker found with it; `deadline` (s) shortens the one in the limits.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        self._asked += 1
        try:
            return await self._asked_now(question, min(self.limits.deadline, deadline or self.limits.deadline))
        finally:
            self._asked -= 1
            if not self._asked:
                self._drained.set()

    async def _asked_now(self, question: Question, allowed: float) -> Result:
        async with contextlib.AsyncExitStack() as slot:
            await self._enter(slot)
            worker = await self._worker()
            self._busy.add(worker)
            reusable = False
            try:
                result = await self._watched(worker, question, allowed, slot)
                reusable = result.problem != RESOURCES.name
            except WorkerLostError as error:
                raise (_too_demanding(self.limits) if self.keeper.alive else _restarting()) from error
            finally:
                self._busy.discard(worker)
                await self._put_back(worker, reusable=reusable)
        return result

    async def _enter(self, slot: contextlib.AsyncExitStack) -> None:
        if self._quick.locked() and self._waiting >= self.limits.queue:
            raise _busy("alle Plätze der Warteschlange sind belegt", "the queue is full")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.patience):
                await self._quick.acquire()
        except TimeoutError as error:
            raise _busy("kein Platz wurde rechtzeitig frei", "no slot became free in time") from error
        finally:
            self._waiting -= 1
        slot.callback(self._quick.release)

    async def _watched(
        self, worker: Worker, question: Question, allowed: float, slot: contextlib.AsyncExitStack
    ) -> Result:
        answer = asyncio.ensure_future(worker.ask(question))
        try:
            quick = min(self.limits.quick, allowed)
            await asyncio.wait({answer}, timeout=quick)
            if not answer.done() and quick < allowed:
                await self._go_slow(worker, slot)
                await asyncio.wait({answer}, timeout=allowed - quick)
            if not answer.done():
                raise _too_slow(allowed)
            return answer.result()
        finally:
            answer.cancel()

    async def _go_slow(self, worker: Worker, slot: contextlib.AsyncExitStack) -> None:
        if self._long.locked():
            raise _busy("es laufen schon zu viele lange Abfragen", "too many long queries are running already")
        await self._long.acquire()
        await slot.aclose()
        slot.callback(self._long.release)
        worker.slow_down()

    async def _worker(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            await worker.close()
        try:
            # Shielded: a client that goes away must not leave a keeper behind that is half started.
            await asyncio.shield(self._revive())
            return await self.keeper.worker()
        except (WorkerLostError, PublicationError) as error:
            raise _restarting() from error

    async def _revive(self) -> None:
        async with self._restarting:
            if not self.keeper.alive and not self._ended:
                await self.keeper.restart()

    async def _put_back(self, worker: Worker, *, reusable: bool) -> None:
        # A process cannot raise its priority again: a slowed worker is replaced.
        if reusable and not worker.slowed and not self._ended:
            self._idle.append(worker)
            return
        worker.kill()
        await worker.close()


def _busy(german: str, english: str) -> Problem:
    return Problem(
        BUSY,
        f"Der Dienst ist ausgelastet: {german}. Bitte gleich noch einmal versuchen.",
        f"The service is busy: {english}. Please try again shortly.",
        (("Retry-After", "5"),),
    )


def _restarting() -> Problem:
    return _busy("er startet gerade neu", "it is restarting")


def _too_slow(allowed: float) -> Problem:
    return Problem(
        DEADLINE,
        f"Die Abfrage wurde an der Zeitgrenze von {allowed:g} s abgebrochen.",
        f"The query was ended at the time limit of {allowed:g} s.",
    )


def _too_demanding(limits: Limits) -> Problem:
    return Problem(
        RESOURCES,
        "Die Abfrage ist zu verschachtelt oder braucht mehr Speicher als die erlaubten "
        f"{limits.memory} Bytes; sie wurde beendet.",
        f"The query is too complex or needs more memory than the limit of {limits.memory} bytes; it was ended.",
    )
