from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.frames import Question
from aqbgraph.service.keeper import Keeper
from aqbgraph.service.link import WorkerLostError

if TYPE_CHECKING:
    from aqbgraph.service.limits import Limits

ASK = Question("ASK {}", "http://localhost/sparql", {"boolean": "json"})


def test_workers_end_with_their_keeper(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            workers = [await keeper.worker() for _ in range(2)]
            assert all([not (await worker.ask(ASK)).problem for worker in workers])
        for worker in workers:
            with pytest.raises(WorkerLostError):
                await worker.ask(ASK)
            assert not worker.alive
            worker.close()

    asyncio.run(run())


def test_killed_worker(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker, other = await keeper.worker(), await keeper.worker()
            worker.kill()
            with pytest.raises(WorkerLostError):
                await worker.ask(ASK)
            worker.kill()
            worker.slow_down(frozenset({0}))
            assert not (await other.ask(ASK)).problem
            worker.close()
            other.close()

    asyncio.run(run())


def test_worker_that_is_kept_to_some_processors(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker = await keeper.worker()
            allowed = os.sched_getaffinity(0)
            for processors in (frozenset({max(allowed)}), frozenset(allowed), frozenset({4711})):
                worker.use(processors)
                placed = [os.sched_getaffinity(thread) for thread in threads(worker.pid)]
                assert processors in placed or processors == {4711}
                assert not (await worker.ask(ASK)).problem
            worker.close()

    asyncio.run(run())


def test_slowed_worker_uses_those_it_is_left(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker, left = await keeper.worker(), frozenset({max(os.sched_getaffinity(0))})
            worker.slow_down(left)
            (evaluating,) = [thread for thread in threads(worker.pid) if os.sched_getscheduler(thread) == os.SCHED_IDLE]
            assert os.sched_getaffinity(evaluating) == left
            assert not (await worker.ask(ASK)).problem
            worker.close()

    asyncio.run(run())


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is one processor")
def test_what_somebody_else_tells_a_worker_to_use_stays(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker, allowed = await keeper.worker(), sorted(os.sched_getaffinity(0))
            worker.use(frozenset(allowed))
            (evaluating,) = {*threads(worker.pid)} - {worker.pid}
            os.sched_setaffinity(evaluating, {allowed[0]})
            for wanted in ({allowed[1]}, set(allowed), {allowed[0]}):
                worker.use(frozenset(wanted))
                assert os.sched_getaffinity(evaluating) == {allowed[0]}
            worker.close()

    asyncio.run(run())


def threads(pid: int) -> list[int]:
    return [int(path.name) for path in Path(f"/proc/{pid}/task").iterdir()]


def test_socket_belongs_to_its_owner_alone(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            assert keeper.folder.stat().st_mode & 0o077 == 0
        assert not keeper.folder.exists()

    asyncio.run(run())


def test_keeper_that_does_not_answer(public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped keeper does not see that its input ends, and is killed."""
    monkeypatch.setattr("aqbgraph.service.keeper.GRACE", 0.1)

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            os.kill(keeper.pid, signal.SIGSTOP)
        assert not keeper.alive
        with pytest.raises(WorkerLostError):
            await keeper.worker()

    asyncio.run(run())
