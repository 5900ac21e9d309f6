from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.frames import Question
from aqbgraph.service.keeper import Keeper, all_but_one
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
            worker.slow_down()
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


def test_slowed_worker_leaves_a_processor(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker = await keeper.worker()
            worker.slow_down()
            (evaluating,) = [thread for thread in threads(worker.pid) if os.sched_getscheduler(thread) == os.SCHED_IDLE]
            assert os.sched_getaffinity(evaluating) == all_but_one(os.sched_getaffinity(0))
            assert not (await worker.ask(ASK)).problem
            worker.close()

    asyncio.run(run())


def threads(pid: int) -> list[int]:
    return [int(path.name) for path in Path(f"/proc/{pid}/task").iterdir()]


@pytest.mark.parametrize(
    ("processors", "left"),
    [({0}, {0}), ({3}, {3}), ({0, 1}, {1}), ({5, 2, 7}, {5, 7})],
)
def test_processors_for_long_queries(processors: set[int], left: set[int]) -> None:
    assert all_but_one(processors) == left


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
