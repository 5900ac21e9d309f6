from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.problems import Problem
from aqbgraph.service.workers import pool as pools
from aqbgraph.service.workers.frames import Question
from aqbgraph.service.workers.pool import AHEAD, SPARE, Pool

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.keeper import Worker

    Within = Callable[[Callable[[Pool], Awaitable[None]]], None]

ASK = Question("ASK {}", "", {"boolean": "json"})


@pytest.fixture
def within(public: Path, limits: Limits) -> Within:
    def run(work: Callable[[Pool], Awaitable[None]]) -> None:
        async def main() -> None:
            async with Pool(public / "data.trig", limits).running() as pool:
                await work(pool)
                for worker in [*pool.busy]:
                    pool.put_back(worker, reusable=True)

        asyncio.run(main())

    return run


def test_workers_are_asked_again(within: Within) -> None:
    async def work(pool: Pool) -> None:
        assert (pool.idle, len(pool.busy)) == (SPARE, 0)
        taken = [pool.ready() for _ in range(SPARE + 1)]
        assert taken[-1] is None
        assert (pool.idle, len(pool.busy)) == (0, SPARE)
        one = await pool.take(slow=False)
        assert one not in taken
        pool.put_back(one, reusable=True)
        assert pool.ready() is one

    within(work)


def test_who_was_slowed_serves_no_quick_ones(within: Within) -> None:
    async def work(pool: Pool) -> None:
        slow = await pool.take(slow=True)
        assert slow.slowed
        pool.put_back(slow, reusable=True)
        assert slow not in [pool.ready() for _ in range(SPARE + 1)]
        assert pool.ready(slow=True) is slow

    within(work)


def opened() -> int:
    """How many files this process has open."""
    return len([*Path("/proc/self/fd").iterdir()])


def test_nothing_is_left_of_who_is_busy_at_the_end(public: Path, limits: Limits) -> None:
    """Its client has gone, or the server did not wait for it: nobody puts it back any more."""

    async def main() -> None:
        async with Pool(public / "data.trig", limits).running() as pool:
            worker = pool.ready()
            assert worker is not None
            worker.asked(ASK)

    asyncio.run(main())
    gc.collect()
    before = opened()
    asyncio.run(main())
    assert opened() == before


def test_nothing_is_left_of_who_comes_while_the_pool_is_left(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker was on its way when the pool ended: it is closed, and whoever asked is told."""

    async def main() -> None:
        asked, go_on = asyncio.Event(), asyncio.Event()
        async with Pool(public / "data.trig", limits).running() as pool:
            another = pool.keeper.worker

            async def late() -> Worker:
                worker = await another()
                asked.set()
                await go_on.wait()
                return worker

            monkeypatch.setattr(pool.keeper, "worker", late)
            while pool.ready() is not None:
                pass
            taking = asyncio.ensure_future(pool.take(slow=False))
            await asked.wait()
        go_on.set()
        with pytest.raises(Problem):
            await taking
        assert not pool.busy

    asyncio.run(main())
    gc.collect()
    before = opened()
    asyncio.run(main())
    assert opened() == before


def test_nothing_is_left_of_who_ended_while_it_was_ready(within: Within) -> None:
    async def work(pool: Pool) -> None:
        before = opened()
        for worker in [pool.ready() for _ in range(SPARE)]:
            assert worker is not None
            pool.put_back(worker, reusable=True)
            worker.kill()
        async with asyncio.timeout(10):
            while pool.idle:
                await asyncio.sleep(0.01)
            pool.prepare_soon()
            while pool.idle < SPARE:
                await asyncio.sleep(0.01)
        assert opened() == before

    within(work)


def test_who_is_not_to_be_asked_again_is_ended_and_replaced(within: Within) -> None:
    async def work(pool: Pool) -> None:
        for _ in range(SPARE):
            worker = await pool.take(slow=False)
            pool.put_back(worker, reusable=False)
        async with asyncio.timeout(10):
            while pool.idle < SPARE:
                await asyncio.sleep(0.01)
        assert not pool.busy

    within(work)


def test_who_is_gone_is_not_asked(within: Within) -> None:
    async def work(pool: Pool) -> None:
        first = await pool.take(slow=False)
        pool.put_back(first, reusable=True)
        first.kill()
        async with asyncio.timeout(10):
            while first.alive:
                await asyncio.sleep(0.01)
        assert pool.ready() is not first

    within(work)


def test_no_more_slowed_ones_are_kept_than_can_be_asked_at_once(within: Within, limits: Limits) -> None:
    async def work(pool: Pool) -> None:
        for worker in [await pool.take(slow=True) for _ in range(limits.workers + 3)]:
            pool.put_back(worker, reusable=True)
        assert [pool.ready(slow=True) is None for _ in range(limits.workers + 1)] == [False] * limits.workers + [True]

    within(work)


def test_light_questions_share_workers(within: Within, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CORES", 1)

    async def work(pool: Pool) -> None:
        first = pool.ready_for_light()
        assert first is not None
        asked = [first.asked(ASK)]
        while len(asked) < AHEAD:
            assert pool.ready_for_light() is first
            asked.append(first.asked(ASK))
        other = pool.ready_for_light()
        assert other is not None
        assert other is not first
        pool.put_back(first, reusable=True)
        assert {first, other} <= pool.busy  # it has others to answer
        await asyncio.gather(*asked)
        for worker in (first, other):
            pool.put_back(worker, reusable=True)
        assert (pool.idle, len(pool.busy)) == (2, 0)

    within(work)


def test_who_has_a_longer_question_is_asked_nothing_ahead(within: Within, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CORES", 1)

    async def work(pool: Pool) -> None:
        first = pool.ready_for_light()
        assert first is not None
        pool.set_apart(first)
        assert pool.ready_for_light() is not first
        pool.put_back(first, reusable=True)
        assert pool.ready() is first

    within(work)


def test_who_was_asked_what_is_not_wanted_is_ended_when_it_has_answered(within: Within) -> None:
    async def work(pool: Pool) -> None:
        worker = pool.ready_for_light()
        assert worker is not None
        answers = [worker.asked(ASK), worker.asked(ASK)]
        await answers[0]
        pool.spoil(worker)
        assert worker in pool.busy
        pool.put_back(worker, reusable=True)
        pool.put_back(worker, reusable=True)  # for the other answer, when nobody has it any more
        assert worker not in pool.busy
        async with asyncio.timeout(10):
            while worker.alive:
                await asyncio.sleep(0.01)

    within(work)


def test_who_is_set_apart_has_a_successor_at_once(within: Within) -> None:
    """Before those that wait behind its answer need one."""

    async def work(pool: Pool) -> None:
        first, _ = pool.ready_for_light(), pool.ready_for_light()
        assert first is not None
        assert pool.idle == 0
        pool.set_apart(first)
        async with asyncio.timeout(10):
            while pool.idle < SPARE:
                await asyncio.sleep(0.01)

    within(work)


def test_no_more_are_kept_than_can_be_asked_at_once(within: Within, limits: Limits) -> None:
    """As many as light questions needed when they could not share workers."""

    async def work(pool: Pool) -> None:
        for worker in [await pool.take(slow=False) for _ in range(limits.slots + 3)]:
            pool.put_back(worker, reusable=True)
        assert (pool.idle, len(pool.busy)) == (limits.slots, 0)

    within(work)


def test_who_is_slowed_is_so_once_and_is_told_again_where_to_be(
    within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(pool: Pool) -> None:
        worker = await pool.take(slow=False)
        pool.slow_down(worker)
        assert worker.slowed
        told: list[frozenset[int]] = []
        monkeypatch.setattr(worker, "slow_down", told.append)
        monkeypatch.setattr(worker, "use", told.append)
        pool.slow_down(worker)
        assert not told
        pool.put_back(worker, reusable=True)
        assert pool.ready(slow=True) is worker
        assert len(told) == 1

    within(work)
