"""Who may evaluate when: lanes with so many places, and a queue with an end before each."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.service.problems import BUSY, Problem
from aqbgraph.service.workers.experience import Weight

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits

RETRY_AFTER = 5  # seconds
LIGHT = 4  # times as many places for light queries as for quick ones: they share workers


class TurnedLongError(Exception):
    """A query, or its like, has taken longer than quick ones may: it has to wait for a place of the long ones."""


class Places:
    """So many places, of which some are free; who holds one gives it back. A semaphore that need not be awaited."""

    def __init__(self, number: int) -> None:
        self.free = number
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def full(self) -> bool:
        """Whether one would have to wait."""
        return not self.free

    async def take(self) -> None:
        """Waits for a place."""
        if self.free:
            self.free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                with contextlib.suppress(ValueError):
                    self._waiting.remove(turn)
            else:
                self.give()  # it was this one's turn already
            raise

    def give(self) -> None:
        """Gives a place back, to who has waited longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1


@dataclass(slots=True)
class Lane:
    """The way of one kind of query: the places it needs, one after the other, and how many may wait for them."""

    needs: tuple[Places, ...]
    queue: int
    waiting: int = 0

    @property
    def full(self) -> bool:
        """Whether one would have to wait."""
        return any(not places.free for places in self.needs)

    async def enter(self, patience: float) -> Held:
        """Places for one query, who gives them back.

        Raises:
            Problem: too many wait already, or none became free in time (s).
        """
        if not self.full:
            return self.enter_now()
        held = Held()
        try:
            await self._wait(held, patience)
        except BaseException:
            held.give_all()
            raise
        return held

    def enter_now(self) -> Held:
        """Places for one query where it need not wait."""
        for places in self.needs:
            places.free -= 1
        return Held([*self.needs])

    async def _wait(self, held: Held, patience: float) -> None:
        if self.waiting >= self.queue:
            raise busy("alle Plätze der Warteschlange sind belegt", "the queue is full")
        self.waiting += 1
        try:
            async with asyncio.timeout(patience):
                for places in self.needs:
                    await held.take(places)
        except TimeoutError as error:
            raise busy("kein Platz wurde rechtzeitig frei", "no slot became free in time") from error
        finally:
            self.waiting -= 1


class Lanes:
    """The lane of each weight. `long` are the places that a query takes that turns out so, `endless` part of them."""

    def __init__(self, limits: Limits) -> None:
        self.long = Places(limits.workers)
        self.endless = Places(max(1, limits.workers // 2))
        quick, unknown = Places(limits.slots), Places(max(1, limits.slots // 2))
        needs = {
            Weight.LIGHT: (Places(LIGHT * limits.slots),),
            Weight.QUICK: (quick,),
            Weight.UNKNOWN: (unknown, quick),
            Weight.LONG: (self.long,),
            Weight.ENDLESS: (self.endless, self.long),
        }
        self._lanes = {weight: Lane(places, limits.queue) for weight, places in needs.items()}

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return sum(lane.waiting for lane in self._lanes.values())

    def of(self, weight: Weight) -> Lane:
        """The way of queries of this weight."""
        return self._lanes[weight]


@dataclass(slots=True)
class Held:
    """Places that a query holds."""

    places: list[Places] = field(default_factory=list)

    async def take(self, places: Places) -> None:
        """Waits for a further place."""
        await places.take()
        self.places.append(places)

    def take_now(self, places: Places) -> bool:
        """Takes a further place; false when it would have to wait."""
        if places.full:
            return False
        places.free -= 1
        self.places.append(places)
        return True

    async def change_to(self, places: Places) -> bool:
        """Gives all places for one of these; false when it would have to wait."""
        if places.full:
            return False
        self.give_all()
        await self.take(places)
        return True

    def handed_over(self) -> Held:
        """All of them, for somebody else to give back."""
        handed, self.places = Held(self.places), []
        return handed

    def give_all(self) -> None:
        """Gives all places back."""
        while self.places:
            self.places.pop().give()


def busy(german: str, english: str) -> Problem:
    """The problem that there is no room now."""
    return Problem(
        BUSY,
        f"Der Dienst ist ausgelastet: {german}. Bitte gleich noch einmal versuchen.",
        f"The service is busy: {english}. Please try again shortly.",
        (("Retry-After", str(RETRY_AFTER)),),
    )
