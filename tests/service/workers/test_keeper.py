from __future__ import annotations

import asyncio
import errno
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.workers.frames import Question, Result, pack, unpack
from aqbgraph.service.workers.keeper import Keeper
from aqbgraph.service.workers.link import WorkerLostError

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
    monkeypatch.setattr("aqbgraph.service.workers.keeper.GRACE", 0.1)

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            os.kill(keeper.pid, signal.SIGSTOP)
        assert not keeper.alive
        with pytest.raises(WorkerLostError):
            await keeper.worker()

    asyncio.run(run())


def test_keeper_that_is_stopped_is_not_waited_for(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one of which much has been swapped out: whoever asks has a deadline."""

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            os.kill(keeper.pid, signal.SIGSTOP)
            monkeypatch.setattr("aqbgraph.service.workers.keeper.START", 0.1)
            with pytest.raises(WorkerLostError):
                await asyncio.wait_for(keeper.worker(), 5)
            monkeypatch.undo()
            os.kill(keeper.pid, signal.SIGCONT)
            worker = await keeper.worker()
            assert not (await worker.ask(ASK)).problem
            worker.close()

    asyncio.run(run())


def test_many_workers_are_asked_for_at_once(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            os.kill(keeper.pid, signal.SIGSTOP)
            asked = [asyncio.ensure_future(keeper.worker()) for _ in range(80)]
            await asyncio.sleep(0.05)
            os.kill(keeper.pid, signal.SIGCONT)
            workers = await asyncio.gather(*asked)
            assert len({worker.pid for worker in workers}) == len(asked)
            for worker in workers:
                worker.close()

    asyncio.run(run())


def forbidden(*_: object) -> None:
    raise PermissionError(errno.EPERM, "")


@pytest.mark.parametrize("name", ["sched_setscheduler", "sched_setaffinity", "sched_getaffinity"])
def test_a_system_that_does_not_let_workers_be_told_where_and_when_to_run(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """As the filters of containers and services may have it (seccomp(2))."""

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker = await keeper.worker()
            monkeypatch.setattr(os, name, forbidden)
            worker.use(frozenset({0}))
            worker.slow_down(frozenset({0}))
            assert worker.slowed
            assert not (await worker.ask(ASK)).problem
            worker.close()

    asyncio.run(run())


def test_a_system_without_descriptors_of_processes(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers are ended all the same."""

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            with monkeypatch.context() as patch:
                patch.setattr(os, "pidfd_open", forbidden)
                worker = await keeper.worker()
            assert not (await worker.ask(ASK)).problem
            worker.kill()
            with pytest.raises(WorkerLostError):
                await worker.ask(ASK)
            with monkeypatch.context() as patch:
                patch.setattr(os, "kill", lambda *_: pytest.fail("its number may be another's by now"))
                worker.kill()
            worker.close()

    asyncio.run(run())


def test_what_a_worker_had_taken_does_not_become_less(public: Path, limits: Limits) -> None:
    """Answers may be looked at in another order than they came in."""

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker = await keeper.worker()
            for spent in (9.0, 8.0):
                frame = unpack(pack(Result(), spent=spent))
                assert frame is not None
                assert worker.answered(frame).spent == spent
                assert worker.before == 9.0
            worker.close()

    asyncio.run(run())


@pytest.mark.parametrize("slowed", [True, False])
def test_who_goes_behind_all_others_need_not_do_so_to_end(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, *, slowed: bool
) -> None:
    """On a machine that others keep busy it would not come to that, and keep its memory."""

    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            worker, allowed = await keeper.worker(), os.sched_getaffinity(0)
            if slowed:
                worker.slow_down(frozenset({max(allowed)}))
            told: list[tuple[str, object]] = []
            monkeypatch.setattr(os, "sched_setscheduler", lambda _, policy, __: told.append(("policy", policy)))
            monkeypatch.setattr(os, "sched_setaffinity", lambda _, where: told.append(("processors", where)))
            worker.kill()
            assert told == ([("policy", os.SCHED_OTHER), ("processors", allowed)] if slowed else [])
            with pytest.raises(WorkerLostError):
                await worker.ask(ASK)
            worker.kill()
            assert len(told) in (0, 2)  # its number may be another's by now
            worker.close()

    asyncio.run(run())


def test_a_keeper_is_ended_as_a_whole(public: Path, limits: Limits) -> None:
    """Whoever waits for that may be cancelled: at the end of the service, while an edition is being left."""

    async def main() -> None:
        keeper = Keeper(public / "data.trig", limits)
        await keeper.__aenter__()
        folder, pid = keeper.folder, keeper.pid
        leaving = asyncio.ensure_future(keeper.__aexit__(None, None, None))
        for _ in range(3):
            await asyncio.sleep(0)
            leaving.cancel()
        await asyncio.wait({leaving})
        assert not folder.exists()
        with pytest.raises(ProcessLookupError):  # nobody has to wait for it any more
            os.kill(pid, 0)

    asyncio.run(main())


def test_a_keeper_that_is_gone_is_known_by_its_successor_too(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with Keeper(public / "data.trig", limits) as keeper:
            since = keeper.starts
            assert not await keeper.gone(since)
            os.kill(keeper.pid, signal.SIGKILL)
            assert await keeper.gone(since)
            await keeper.restart()
            assert await keeper.gone(since)
            assert not await keeper.gone(keeper.starts)

    asyncio.run(run())
