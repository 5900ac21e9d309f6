from __future__ import annotations

import asyncio

import pytest

from aqbgraph.service.problems import BUSY, Problem
from aqbgraph.service.workers.lanes import Held, Lane, Places


def test_places_are_given_back() -> None:
    async def run() -> None:
        few, many = Places(1), Places(2)
        lane = Lane((few, many), queue=1)
        held = await lane.enter(1)
        assert (lane.full, few.full, many.full) == (True, True, False)
        waiting = asyncio.ensure_future(lane.enter(1))
        await asyncio.sleep(0.01)
        assert lane.waiting == 1
        held.give_all()
        held.give_all()
        (await waiting).give_all()
        assert (lane.full, lane.waiting) == (False, 0)

    asyncio.run(run())


def test_queue_has_an_end() -> None:
    async def run() -> None:
        lane = Lane((Places(1),), queue=0)
        await lane.enter(1)
        with pytest.raises(Problem, match="queue is full") as caught:
            await lane.enter(1)
        assert caught.value.kind is BUSY
        assert ("Retry-After", "5") in caught.value.headers

    asyncio.run(run())


def test_patience_has_an_end_and_keeps_no_place() -> None:
    async def run() -> None:
        first, second = Places(1), Places(1)
        held = await Lane((second,), queue=1).enter(1)
        with pytest.raises(Problem, match="in time"):
            await Lane((first, second), queue=1).enter(0.02)
        assert not first.full
        held.give_all()

    asyncio.run(run())


def test_who_waits_may_leave() -> None:
    async def run() -> None:
        lane = Lane((Places(1),), queue=1)
        held = await lane.enter(1)
        waiting = asyncio.ensure_future(lane.enter(10))
        await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert lane.waiting == 0
        held.give_all()
        (await lane.enter(0.1)).give_all()

    asyncio.run(run())


def test_change_of_lane() -> None:
    async def run() -> None:
        quick, long = Places(1), Places(1)
        held = await Lane((quick,), queue=0).enter(1)
        assert await held.change_to(long)
        assert (quick.full, long.full) == (False, True)
        other = await Lane((quick,), queue=0).enter(1)
        assert not await other.change_to(long)
        assert quick.full

    asyncio.run(run())


def test_a_place_that_is_given_to_who_leaves_goes_to_the_next() -> None:
    async def run() -> None:
        places = Places(1)
        await places.take()
        first, second = (asyncio.ensure_future(places.take()) for _ in range(2))
        await asyncio.sleep(0)
        places.give()
        first.cancel()
        await asyncio.wait_for(second, 1)
        assert first.cancelled()
        assert places.full
        places.give()
        assert not places.full

    asyncio.run(run())


def test_who_need_not_wait_enters_at_once() -> None:
    few, many = Places(1), Places(2)
    lane = Lane((few, many), queue=1)
    held = lane.enter_now()
    assert (lane.full, few.full, many.full) == (True, True, False)
    held.give_all()
    assert (few.free, many.free) == (1, 2)


def test_a_further_place_is_taken_where_one_need_not_wait() -> None:
    places, held = Places(1), Held()
    assert held.take_now(places)
    assert not held.take_now(places)
    held.give_all()
    assert places.free == 1
