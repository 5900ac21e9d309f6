from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.service.engines.flights import DisconnectedError, Flights

if TYPE_CHECKING:
    from starlette.types import Receive


class Work:
    """Takes a moment, counts its beginnings and its cancellations."""

    def __init__(self) -> None:
        self.begun = self.cancelled = 0
        self.released = asyncio.Event()

    async def __call__(self) -> int:
        self.begun += 1
        try:
            await self.released.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return self.begun


def staying() -> Receive:
    async def receive() -> Any:
        await asyncio.Event().wait()

    return receive


def leaving(after: float) -> Receive:
    async def receive() -> Any:
        await asyncio.sleep(after)
        return {"type": "http.disconnect"}

    return receive


def test_who_asks_the_same_shares_one_evaluation() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        work, other = Work(), Work()
        asked = [asyncio.ensure_future(flights.join("a", work, staying())) for _ in range(10)]
        asked.append(asyncio.ensure_future(flights.join("b", other, staying())))
        await asyncio.sleep(0.05)
        work.released.set()
        other.released.set()
        assert await asyncio.gather(*asked) == [1] * 11
        assert (work.begun, other.begun, len(flights)) == (1, 1, 0)

    asyncio.run(run())


def test_who_leaves_does_not_hurt_those_who_stay() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        work = Work()
        first = asyncio.ensure_future(flights.join("a", work, leaving(0.03)))
        second = asyncio.ensure_future(flights.join("a", work, staying()))
        with pytest.raises(DisconnectedError):
            await first
        work.released.set()
        assert await second == 1
        assert (work.begun, work.cancelled) == (1, 0)

    asyncio.run(run())


def test_the_last_who_leaves_ends_it() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        work = Work()
        gone = [asyncio.ensure_future(flights.join("a", work, leaving(0.02 * n))) for n in (1, 2)]
        assert [type(end) for end in await asyncio.gather(*gone, return_exceptions=True)] == [DisconnectedError] * 2
        assert (work.begun, work.cancelled, len(flights)) == (1, 1, 0)

    asyncio.run(run())


def test_a_request_that_is_cancelled_leaves_too() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        work = Work()
        asked = asyncio.ensure_future(flights.join("a", work, staying()))
        await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (work.cancelled, len(flights)) == (1, 0)

    asyncio.run(run())


def test_failure_is_told_to_all_and_not_remembered() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()

        async def fail() -> int:
            await asyncio.sleep(0.01)
            raise ValueError

        asked = [flights.join("a", fail, staying()) for _ in range(3)]
        assert [type(end) for end in await asyncio.gather(*asked, return_exceptions=True)] == [ValueError] * 3
        work = Work()
        work.released.set()
        assert await flights.join("a", work, staying()) == 1

    asyncio.run(run())


def test_what_was_begun_before_is_taken_over_by_the_first_who_joins() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        begun, other = Work(), Work()
        begun.released.set()
        flights.begun("a", begun)
        assert flights.known("a")
        assert not flights.known("b")
        assert await asyncio.gather(*(flights.join("a", other, staying()) for _ in range(3))) == [1] * 3
        assert (begun.begun, other.begun, flights.known("a")) == (1, 0, False)

    asyncio.run(run())


def test_what_ended_before_anybody_joined_is_begun_anew() -> None:
    async def run() -> None:
        flights: Flights[int] = Flights()
        begun, other = Work(), Work()
        other.released.set()
        flights.begun("a", begun)
        flights.left("a")
        assert not flights.known("a")
        await flights.join("a", other, staying())
        assert (begun.begun, other.begun) == (0, 1)

    asyncio.run(run())
