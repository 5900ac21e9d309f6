from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.workers.waiting import TICK, ticks, within

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LATE = 0.5  # seconds that a busy machine may add


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        await work()

    asyncio.run(main())


def test_an_outcome_is_waited_for_no_longer_than_it_takes() -> None:
    async def work() -> None:
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.02, outcome.set_result, 1)
        begun = time.monotonic()
        assert await within(outcome, 30)
        assert time.monotonic() - begun < LATE

    run(work)


@pytest.mark.parametrize("seconds", [0.001, 0.05])
def test_who_waits_in_vain_waits_as_long_as_asked(seconds: float) -> None:
    async def work() -> None:
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        for _ in range(2):  # the second finds the loop without ticks again
            begun = time.monotonic()
            assert not await within(outcome, seconds)
            assert seconds <= time.monotonic() - begun < seconds + 2 * TICK + LATE
            await asyncio.sleep(3 * TICK)
        assert not outcome.done()

    run(work)


def test_many_with_times_of_their_own() -> None:
    async def work() -> None:
        async def waits(seconds: float) -> float:
            begun = time.monotonic()
            assert not await within(asyncio.get_running_loop().create_future(), seconds)
            return time.monotonic() - begun - seconds

        late = await asyncio.gather(*(waits(number / 500) for number in range(1, 100)))
        assert all(0 <= one < LATE for one in late)

    run(work)


def test_a_failure_is_an_outcome_for_whoever_asks_for_it() -> None:
    async def work() -> None:
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(outcome.set_exception, ValueError())
        assert await within(outcome, 30)
        assert isinstance(outcome.exception(), ValueError)

    run(work)


def test_no_time_is_not_waited() -> None:
    async def work() -> None:
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        assert not await within(outcome, 0)
        assert not await within(outcome, -1)
        outcome.set_result(1)
        assert await within(outcome, -1)

    run(work)


def test_who_is_cancelled_leaves_the_outcome_alone() -> None:
    async def work() -> None:
        outcome: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        waiting = asyncio.ensure_future(within(outcome, 0.02))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.sleep(0.05)  # the tick comes all the same
        outcome.set_result(1)
        await asyncio.sleep(0)
        assert outcome.result() == 1

    run(work)


def test_what_fails_keeps_nobody_else_waiting() -> None:
    told: list[str] = []

    def fails() -> None:
        raise ValueError("x")

    async def work() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(str(context["exception"])))
        ticks(loop).call(fails, TICK)
        ticks(loop).call(lambda: told.append("called"), TICK)
        assert not await within(loop.create_future(), 3 * TICK)
        assert told == ["x", "called"]

    run(work)
