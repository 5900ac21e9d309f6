"""Evaluates queries in worker processes so that none can stop another.

A query starts in one of `slots` for quick queries, at most half of which are for queries whose like is not known yet.
After `quick` seconds it counts as long: it leaves its slot to the next query and takes one of `workers` slots for long
ones, with the lowest priority; when these are taken it is ended and waits for one. Queries that are known to be long
(`experience`) go to those slots at once, and those that had to be ended before may take no more than half of them. So a
slot for quick queries becomes free within `quick` seconds, whatever is asked, and what is known to be quick does not
wait for what is not. At the deadline, or when the client goes away, the process is killed: the engine has no way to
cancel (spareval's token is not exposed in Python).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import PublicationError
from aqbgraph.service.ended import too_demanding, too_slow
from aqbgraph.service.experience import Experience, Weight, shape
from aqbgraph.service.federation import Federation
from aqbgraph.service.keeper import Keeper, Worker
from aqbgraph.service.lanes import Held, Lane, Places, busy
from aqbgraph.service.link import WorkerLostError
from aqbgraph.service.problems import RESOURCES, Problem
from aqbgraph.service.streaming import Stream
from aqbgraph.service.waiting import within

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aqbgraph.service.frames import Loaded, Question, Result
    from aqbgraph.service.limits import Limits

START = 5.0  # seconds that a worker may take to start
_SLOW = frozenset({Weight.LONG, Weight.ENDLESS})
REUSED = 1.0  # seconds of processor time up to which a worker is asked again
HELD_UP = 3  # times the time of a quick query that it may take while others have the processor
LOOK = 0.01  # seconds between two looks at what a query has taken, at least
SPARE = 2  # workers that are kept ready, so that a light query need not wait for a start


class _TurnedLongError(Exception):
    """A query, or its like, has taken longer than quick ones may: it has to wait for a place of the long ones."""


class Engine:
    """Answers questions over the data of one file, while `running()`."""

    # Whether the same question has the same bytes for answer, here and in every other process.
    steady = True

    def __init__(self, data: Path, limits: Limits) -> None:
        self.limits = limits
        self._long = Places(limits.workers)
        quick, unknown = Places(limits.slots), Places(max(1, limits.slots // 2))
        self._endless = Places(max(1, limits.workers // 2))
        needs = {
            Weight.QUICK: (quick,),
            Weight.UNKNOWN: (unknown, quick),
            Weight.LONG: (self._long,),
            Weight.ENDLESS: (self._endless, self._long),
        }
        self._lanes = {weight: Lane(places, limits.queue) for weight, places in needs.items()}
        self._experience = Experience()
        self._restarting = asyncio.Lock()
        self._idle: list[Worker] = []
        self._slowed: list[Worker] = []
        self._busy: set[Worker] = set()
        self._preparing: asyncio.Task[None] | None = None
        self._asked = 0
        self._drained = asyncio.Event()
        self._ended = False
        self._federation = Federation(frozenset(limits.services)) if limits.services else None
        self.keeper = Keeper(data, limits)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Engine]:
        """Loads the data and answers until left.

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
                    for worker in (*self._idle, *self._slowed):
                        worker.close()
                    self._idle.clear()
                    self._slowed.clear()

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
        idle = sum(worker.alive for worker in (*self._idle, *self._slowed))
        waiting = sum(lane.waiting for lane in self._lanes.values())
        return {"idle": idle, "busy": len(self._busy), "waiting": waiting}

    async def ask(self, question: Question, deadline: float | None = None) -> Result:
        """The result of a query, or the problem a worker found with it; `deadline` (s) shortens the one in the limits.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        self._asked += 1
        allowed = min(self.limits.deadline, deadline or self.limits.deadline)
        try:
            if self._federation is not None:
                return await self._federation.answered(question, allowed, self._asked_now)
            return await self._asked_now(question, allowed)
        finally:
            self._answered()

    async def _asked_now(self, question: Question, allowed: float) -> Result:
        known = shape(question.query)
        weight = self._experience.of(known)
        try:
            return await self._tried(question, allowed, known, weight)
        except _TurnedLongError:
            weight = self._experience.of(known)
        except WorkerLostError:
            # What is known to end quickly did not end its worker: somebody else did.
            if self.keeper.alive and weight is not Weight.QUICK:
                raise self._too_demanding(known) from None
            weight = Weight.UNKNOWN
        try:
            return await self._tried(question, allowed, known, weight)
        except (_TurnedLongError, WorkerLostError):
            raise (self._too_demanding(known) if self.keeper.alive else _restarting()) from None

    async def _tried(self, question: Question, allowed: float, known: int, weight: Weight) -> Result:
        held = await self._lanes[weight].enter(self.limits.patience)
        try:
            if weight not in _SLOW and self._experience.of(known) in _SLOW:
                raise _TurnedLongError  # learnt while this one waited
            worker = await self._worker(slow=weight in _SLOW)
            return await self._by(worker, question, allowed, known, held)
        finally:
            held.give_all()

    async def _by(self, worker: Worker, question: Question, allowed: float, known: int, held: Held) -> Result:
        self._busy.add(worker)
        reusable = streamed = False
        begun = time.monotonic()
        try:
            result = await self._watched(worker, question, allowed, known, held)
            if result.more:
                self._check_place(known, held)
                streamed = True
                return result._replace(rest=self._stream(worker, held, known, allowed - (time.monotonic() - begun)))
            # One that has taken much may hold much memory.
            reusable = result.problem != RESOURCES.name and result.cpu < REUSED
            self._experience.learn(known, Weight.QUICK if result.cpu <= self.limits.quick else Weight.LONG)
        except Problem:
            endless = allowed == self.limits.deadline
            self._experience.learn(known, Weight.ENDLESS if endless else Weight.LONG)
            raise
        finally:
            if not streamed:
                self._busy.discard(worker)
                self._put_back(worker, reusable=reusable)
        return result

    def _check_place(self, known: int, held: Held) -> None:
        """A result in pieces takes as long as its client: it has to be in the lane that leaves places to others."""
        if self._endless not in held.places:
            self._experience.learn(known, Weight.ENDLESS)
            raise _TurnedLongError

    def _stream(self, worker: Worker, held: Held, known: int, left: float) -> Stream:
        """What brings the rest of a result; it keeps the worker and its place until it ends."""
        kept, self._asked = held.handed_over(), self._asked + 1

        def finish(result: Result | None) -> None:
            self._experience.learn(known, Weight.ENDLESS)
            self._busy.discard(worker)
            self._put_back(worker, reusable=result is not None and result.cpu < REUSED)
            kept.give_all()
            self._answered()

        return Stream(worker, self.limits, left, finish)

    def _answered(self) -> None:
        self._asked -= 1
        if not self._asked:
            self._drained.set()

    async def _watched(self, worker: Worker, question: Question, allowed: float, known: int, held: Held) -> Result:
        answer = worker.asked(question)
        until = time.monotonic() + allowed
        try:
            if not worker.slowed and not await self._quick_enough(worker, answer, until):
                await self._go_slow(worker, known, held)
            if not answer.done() and not await within(answer, until - time.monotonic()):
                raise too_slow(allowed)
            return worker.answered(answer.result())
        finally:
            answer.cancel()

    async def _quick_enough(self, worker: Worker, answer: asyncio.Future[Any], until: float) -> bool:
        """Waits while a query may count as quick: by the processor's time, since others may hold it up."""
        left, last = self.limits.quick, min(until, time.monotonic() + HELD_UP * self.limits.quick)
        while left > 0:
            rest = until - time.monotonic()
            if await within(answer, min(left, rest)) or rest <= left:
                return True
            left = self.limits.quick - (worker.cpu() - worker.before)
            left = max(LOOK, left) if left > 0 and time.monotonic() < last else 0.0
        return False

    async def _go_slow(self, worker: Worker, known: int, held: Held) -> None:
        self._experience.learn(known, Weight.LONG)
        if not await held.change_to(self._long):
            raise _TurnedLongError
        worker.slow_down()

    async def _worker(self, *, slow: bool) -> Worker:
        idle = self._slowed if slow else self._idle
        while idle:
            worker = idle.pop()
            if worker.alive:
                return worker
            worker.close()
        try:
            # Shielded: a client that goes away must not leave a keeper behind that is half started.
            await asyncio.shield(self._revive())
            worker = await self.keeper.worker()
        except (WorkerLostError, PublicationError) as error:
            raise _restarting() from error
        if slow:
            worker.slow_down()
        return worker

    async def _revive(self) -> None:
        async with self._restarting:
            if not self.keeper.alive and not self._ended:
                await self.keeper.restart()

    def revive_soon(self) -> None:
        """Starts the process that holds the store anew, and spare workers, without being asked a question."""
        self._prepare_soon()

    def _put_back(self, worker: Worker, *, reusable: bool) -> None:
        # A process cannot raise its priority again: one that is slowed serves long queries from now on.
        if reusable and not self._ended:
            (self._slowed if worker.slowed else self._idle).append(worker)
            return
        worker.kill()
        worker.close()
        self._prepare_soon()

    def _prepare_soon(self) -> None:
        if not self._ended and (self._preparing is None or self._preparing.done()):
            self._preparing = asyncio.ensure_future(self._prepare())

    async def _prepare(self) -> None:
        with contextlib.suppress(WorkerLostError, PublicationError):
            await self._revive()
            self._idle = [worker for worker in self._idle if worker.alive]
            while len(self._idle) < SPARE and not self._ended:
                self._idle.append(await self.keeper.worker())

    def _too_demanding(self, known: int) -> Problem:
        self._experience.learn(known, Weight.ENDLESS)
        return too_demanding(self.limits)


def _restarting() -> Problem:
    return busy("er startet gerade neu", "it is restarting")
