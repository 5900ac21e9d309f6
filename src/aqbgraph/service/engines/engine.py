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
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.service.engines.streaming import Stream
from aqbgraph.service.federation.federation import Federation
from aqbgraph.service.problems import RESOURCES, Problem
from aqbgraph.service.workers.abandoned import Abandoned
from aqbgraph.service.workers.begun import Begun
from aqbgraph.service.workers.ended import too_demanding, too_slow
from aqbgraph.service.workers.experience import FAST, SLOW, Experience, Weight, shape, weighed
from aqbgraph.service.workers.frames import unpack_result
from aqbgraph.service.workers.keeper import START
from aqbgraph.service.workers.lanes import Held, Lanes, TurnedLongError
from aqbgraph.service.workers.link import WorkerLostError
from aqbgraph.service.workers.pool import Pool, restarting
from aqbgraph.service.workers.under_way import UnderWay
from aqbgraph.service.workers.waiting import within

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from pathlib import Path

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.frames import Loaded, Question, Result
    from aqbgraph.service.workers.keeper import Keeper, Worker

AHEAD = 2  # times that a light question may be sent ahead: something else may hold it up so often
REUSED = 1.0  # seconds of processor time up to which a worker is asked again


class Engine:
    """Answers questions over the data of one file, while `running()`."""

    # Whether the same question has the same bytes for answer, here and in every other process.
    steady = True

    def __init__(self, data: Path, limits: Limits) -> None:
        self.limits = limits
        self._lanes = Lanes(limits)
        self._experience = Experience()
        self._under_way = UnderWay()
        self._federation = Federation(frozenset(limits.services)) if limits.services else None
        self._pool = Pool(data, limits)
        self._abandoned = Abandoned(self._pool, self._experience, self._under_way)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Engine]:
        """Loads the data and answers until left.

        Raises:
            PublicationError: the data cannot be loaded.
        """
        async with self._pool.running():
            yield self

    @property
    def keeper(self) -> Keeper:
        """The process that holds the store."""
        return self._pool.keeper

    async def drained(self) -> None:
        """Waits until every question that was asked is answered, at most as long as one may take."""
        await self._under_way.drained(self.limits.patience + self.limits.deadline + START)

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
        return {"idle": self._pool.idle, "busy": len(self._pool.busy), "waiting": self._lanes.waiting}

    async def ask(self, question: Question, deadline: float | None = None) -> Result:
        """The result of a query, or the problem a worker found with it; `deadline` (s) shortens the one in the limits.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        allowed = min(self.limits.deadline, deadline or self.limits.deadline)
        with self._under_way.one():
            if self._federation is not None:
                return await self._federation.answered(question, allowed, self._asked_now)
            return await self._asked_now(question, allowed)

    def begin(self, question: Question) -> Begun | None:
        """Asks a worker at once, for `ended`, `go_on` or `give_up`; None where that is not the usual case.

        Usual is what is known to end quickly, when a place for it is free and a worker ready.
        """
        known = shape(question.query)
        weight = self._experience.of(known)
        if weight not in FAST or (lane := self._lanes.of(weight)).full or self._federation is not None:
            return None
        worker = self._pool.ready_for_light() if weight is Weight.LIGHT else self._pool.ready()
        if worker is None:
            return None
        begun = self._sent(question, worker, lane.enter_now(), known)
        self._under_way.asked()
        return begun

    def ended(self, begun: Begun) -> Result | None:
        """The result, once something was answered and if it is all of it; other answers are for `go_on`."""
        result = None if begun.answer.exception() else unpack_result(*begun.answer.result())
        if result is None or result.problem or result.more:
            return None
        begun.worker.before = result.spent
        self._pool.put_back(begun.worker, reusable=self._learnt(begun.known, result))
        begun.held.give_all()
        self._under_way.answered()
        return result

    async def go_on(self, begun: Begun, question: Question) -> Result:
        """What `ask` would result in, had it begun this.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        allowed = self.limits.deadline
        try:
            first = self._taken_up(begun, question, allowed, AHEAD - 1)
            return await self._persisted(first, question, allowed, begun.known, Weight.QUICK)
        finally:
            self._under_way.answered()

    def give_up(self, begun: Begun) -> None:
        """Ends what nobody waits for, if it takes long."""
        self._abandoned.take(begun)
        self._under_way.answered()

    def _heavy(self, begun: Begun) -> None:
        """It is not light, after all: nothing more is to wait behind it, nor its like to go ahead."""
        self._pool.set_apart(begun.worker)
        self._experience.doubt(begun.known)

    async def _taken_up(self, begun: Begun, question: Question, allowed: float, again: int) -> Result:
        """What its worker makes of a question, or another one where its own does not come to it."""
        try:
            its_turn = await begun.its_turn(again=not again)
        except asyncio.CancelledError:
            self._abandoned.take(begun)
            raise
        if its_turn:
            try:
                return await self._held(begun, allowed)
            except WorkerLostError:
                if begun.before is None:
                    raise  # and else it may have been ended for what it was asked before
        else:
            self._pool.spoil(begun.worker)
            begun.held.give_all()
        return await self._tried(question, allowed, begun.known, self._experience.of(begun.known), again)

    async def _asked_now(self, question: Question, allowed: float) -> Result:
        known = shape(question.query)
        weight = self._experience.of(known)
        return await self._persisted(self._tried(question, allowed, known, weight), question, allowed, known, weight)

    async def _persisted(
        self, first: Awaitable[Result], question: Question, allowed: float, known: int, weight: Weight
    ) -> Result:
        """The outcome of a first try, or of a further one."""
        since = self.keeper.starts
        try:
            return await first
        except TurnedLongError:
            weight = self._experience.of(known)
        except WorkerLostError:
            # What is known to end quickly did not end its worker: somebody else did.
            if weight not in FAST and not await self.keeper.gone(since):
                raise self._too_demanding(known) from None
            weight = self._experience.anew(known)
        try:
            return await self._tried(question, allowed, known, weight)
        except (TurnedLongError, WorkerLostError):
            if not await self.keeper.gone(since):
                raise self._too_demanding(known) from None
        try:  # the keeper took its workers along, this one while it was not known to be gone
            await self._pool.revived()
            return await self._tried(question, allowed, known, self._experience.anew(known))
        except (TurnedLongError, WorkerLostError):
            raise restarting() from None

    async def _tried(
        self, question: Question, allowed: float, known: int, weight: Weight, ahead: int = AHEAD
    ) -> Result:
        held = await self._lanes.of(weight).enter(self.limits.patience)
        try:
            if weight not in SLOW and self._experience.of(known) in SLOW:
                raise TurnedLongError  # learnt while this one waited
            worker = self._pool.ready_for_light() if ahead and weight is Weight.LIGHT else None
            begun = self._sent(question, worker or await self._pool.take(slow=weight in SLOW), held, known)
            if begun.waits:
                return await self._taken_up(begun, question, allowed, ahead - 1)
            return await self._held(begun, allowed)
        finally:
            held.give_all()

    def _sent(self, question: Question, worker: Worker, held: Held, known: int) -> Begun:
        try:
            before = worker.last
            return Begun(worker, held, known, time.monotonic(), worker.asked(question), before, worker.before)
        except BaseException:  # half of a surrogate pair cannot be packed; nothing was sent
            self._pool.put_back(worker, reusable=True)
            held.give_all()
            raise

    async def _held(self, begun: Begun, allowed: float) -> Result:
        """The result of what has been begun; gives back what it holds."""
        reusable = kept = False
        try:
            result = await self._watched(begun, allowed)
            if result.more:
                result = result._replace(rest=self._stream(begun, allowed - (time.monotonic() - begun.at)))
                kept = True
                return result
            reusable = self._learnt(begun.known, result)
        except asyncio.CancelledError:
            kept = True
            self._abandoned.take(begun)
            raise
        except Problem:
            endless = allowed == self.limits.deadline
            self._experience.learn(begun.known, Weight.ENDLESS if endless else Weight.LONG)
            raise
        finally:
            if not kept:
                begun.answer.cancel()
                self._pool.put_back(begun.worker, reusable=reusable)
            begun.held.give_all()
        return result

    def _learnt(self, known: int, result: Result) -> bool:
        """Remembers what a query took. Whether its worker is asked again: one that took much may hold much memory."""
        self._experience.learn(known, weighed(result.cpu, self.limits.quick))
        return result.problem != RESOURCES.name and result.cpu < REUSED

    def _stream(self, begun: Begun, left: float) -> Stream:
        """What brings the rest of a result: as long as its client takes, in the lane that leaves places to others."""
        long, endless = (places in begun.held.places for places in (self._lanes.long, self._lanes.endless))
        if not endless:
            self._experience.learn(begun.known, Weight.ENDLESS)
            if not long or not begun.held.take_now(self._lanes.endless):
                raise TurnedLongError
        self._under_way.asked()
        kept = begun.held.handed_over()

        def finish(result: Result | None) -> None:
            self._experience.learn(begun.known, Weight.ENDLESS)
            self._pool.put_back(begun.worker, reusable=result is not None and result.cpu < REUSED)
            kept.give_all()
            self._under_way.answered()

        return Stream(begun.worker, self.limits, left, finish)

    async def _watched(self, begun: Begun, allowed: float) -> Result:
        until, heavy = begun.at + allowed, partial(self._heavy, begun)
        long = self._lanes.long in begun.held.places
        if not long and not await begun.quick_enough(self.limits.quick, until, heavy):
            await self._go_slow(begun)
        if not begun.answer.done() and not await within(begun.answer, until - time.monotonic()):
            raise too_slow(allowed)
        return begun.worker.answered(begun.answer.result())

    async def _go_slow(self, begun: Begun) -> None:
        self._experience.learn(begun.known, Weight.LONG)
        self._pool.set_apart(begun.worker)
        if not await begun.held.change_to(self._lanes.long):
            raise TurnedLongError
        self._pool.slow_down(begun.worker)

    def revive_soon(self) -> None:
        """Starts the process that holds the store anew, and spare workers, without being asked a question."""
        self._pool.prepare_soon()

    def _too_demanding(self, known: int) -> Problem:
        self._experience.learn(known, Weight.ENDLESS)
        return too_demanding(self.limits)
