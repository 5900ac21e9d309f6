"""Light questions that one worker is asked ahead of its answers: none is mistaken for another, or waits for long."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aqbgraph.service.engines.engine import Engine
from aqbgraph.service.problems import BUSY, DEADLINE, Problem
from aqbgraph.service.workers import experience, pool
from aqbgraph.service.workers.frames import Question
from aqbgraph.service.workers.keeper import Keeper, Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.begun import Begun
    from aqbgraph.service.workers.frames import Result

FORMATS: dict[str, str | None] = {"solutions": "json", "boolean": "json", "graph": "ttl"}
# With other numbers it takes a moment, or for ever; its shape is the same.
GROWING = (
    "SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {0} }} "
    "{{ SELECT * {{ ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }} LIMIT {0} }} FILTER (STR(?a) < STR(?p)) }}"
)
ROWS = "SELECT ?s {{ ?s ?p ?o }} LIMIT {}"
OTHER_ROWS = "SELECT ?s ?o {{ ?s ?p ?o }} LIMIT {}"


def question(query: str) -> Question:
    return Question(query, "http://localhost/sparql", FORMATS)


@asynccontextmanager
async def one_for_light(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, workers: int = 1
) -> AsyncIterator[Engine]:
    """An engine that asks light questions of one worker, or some, and knows some kinds of them."""
    monkeypatch.setattr(pool, "CORES", workers)
    monkeypatch.setattr(experience, "LIGHT", 0.05)  # also on a busy machine
    async with Engine(public / "data.trig", replace(limits, slots=8)).running() as engine:
        for query in (GROWING.format(1), ROWS.format(1), OTHER_ROWS.format(1)):
            await engine.ask(question(query))
        yield engine


def begun(engine: Engine, *queries: str) -> list[Begun]:
    """These questions, asked of one worker."""
    found = [one for one in (engine.begin(question(query)) for query in queries) if one is not None]
    assert len(found) == len(queries)
    assert len({one.worker for one in found}) == 1
    return found


def begun_stopped(engine: Engine, *queries: str) -> list[Begun]:
    """These questions, asked of one worker that was stopped before: it answers none until it may go on (SIGCONT).

    A worker that is stopped after it was asked may have answered by then.
    """
    real = Worker.asked

    def stopped(worker: Worker, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        os.kill(worker.pid, signal.SIGSTOP)
        return real(worker, question)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Worker, "asked", stopped)
        return begun(engine, *queries)


def rows(result: Result | None) -> int:
    assert result is not None
    assert not result.problem
    return result.body.count(b'"s":{')


def crowding() -> float:
    """How many times its own time of the processor a piece of work takes: 1 where nobody else has work for it."""
    clock, since = time.monotonic(), time.process_time()
    while (own := time.process_time() - since) < 0.05:
        pass
    return max(1.0, (time.monotonic() - clock) / own)


async def settled(engine: Engine) -> None:
    """Waits until nothing is held any more."""
    async with asyncio.timeout(10):
        while engine.workers["busy"] or engine.workers["idle"] < 2:
            await asyncio.sleep(0.01)
        await engine.drained()


def test_questions_that_are_sent_ahead_have_their_own_answers(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            asked = begun(engine, *(ROWS.format(number) for number in (3, 1, 4, 2)))
            assert [one.before for one in asked] == [None, *(one.answer for one in asked[:-1])]
            await asyncio.wait([one.answer for one in asked])
            assert [rows(engine.ended(one)) for one in asked] == [3, 1, 4, 2]
            await settled(engine)

    asyncio.run(run())


def test_whoever_asks_in_a_task_shares_the_worker_too(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            asked = begun_stopped(engine, *(ROWS.format(number) for number in (3, 1)))
            later = [asyncio.ensure_future(engine.ask(question(OTHER_ROWS.format(n)))) for n in (4, 2)]
            await asyncio.sleep(0)
            assert (asked[0].worker.pending, engine.workers["busy"]) == (4, 1)
            os.kill(asked[0].worker.pid, signal.SIGCONT)
            await asyncio.wait([one.answer for one in asked])
            assert [rows(engine.ended(one)) for one in asked] == [3, 1]
            assert [rows(result) for result in await asyncio.gather(*later)] == [4, 2]
            await settled(engine)

    asyncio.run(run())


def test_a_light_question_does_not_wait_for_what_turned_out_heavy(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For more than a tenth of a second; the heavy one is evaluated all the same."""

    async def run() -> float:
        async with one_for_light(public, limits, monkeypatch) as engine:
            since = time.monotonic()
            heavy, *lights = begun(engine, GROWING.format(900_000), ROWS.format(3), ROWS.format(2))
            deadline = asyncio.ensure_future(engine.go_on(heavy, question(GROWING.format(900_000))))
            asked = engine.ask(question(OTHER_ROWS.format(4)))
            later = [engine.go_on(one, question(ROWS.format(n))) for one, n in zip(lights, (3, 2), strict=True)]
            assert [rows(result) for result in await asyncio.gather(asked, *later)] == [4, 3, 2]
            taken = time.monotonic() - since
            with pytest.raises(Problem) as caught:
                await deadline
            assert caught.value.kind is DEADLINE
            await settled(engine)
            return taken

    # A busy machine may add to it, but not each time.
    assert any(asyncio.run(run()) < 0.1 * crowding() for _ in range(3))


def test_light_questions_do_not_wait_for_several_that_turned_heavy(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For more than a tenth of a second: two behind two, and light ones behind all of them."""
    heavy = [GROWING.format(number) for number in range(900_000, 900_004)]

    async def run() -> float:
        async with one_for_light(public, replace(limits, queue=20), monkeypatch, workers=2) as engine:
            since = time.monotonic()
            asked = [(query, engine.begin(question(query))) for query in (*heavy, *map(ROWS.format, range(1, 7)))]
            going = [asyncio.ensure_future(engine.go_on(one, question(query))) for query, one in asked if one]
            assert len(going) == len(asked)
            assert [rows(result) for result in await asyncio.gather(*going[4:])] == [1, 2, 3, 4, 5, 6]
            taken = time.monotonic() - since
            outcomes = await asyncio.gather(*going[:4], return_exceptions=True)
            assert {getattr(outcome, "kind", None) for outcome in outcomes} <= {DEADLINE, BUSY}
            await settled(engine)
            return taken

    # A busy machine may add to it, but not each time.
    assert any(asyncio.run(run()) < 0.1 * crowding() for _ in range(8))


def test_what_was_held_up_shares_workers_again_and_goes_before_what_held_it_up(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new worker for each takes longer than the answers, and what turned heavy would take its part of the time."""

    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            new: list[Worker] = []
            start = Keeper.worker

            async def started(keeper: Keeper) -> Worker:
                new.append(await start(keeper))
                return new[-1]

            monkeypatch.setattr(Keeper, "worker", started)
            before = engine.workers["idle"]
            heavy, *lights = begun(engine, GROWING.format(900_000), *map(ROWS.format, range(1, 8)))
            later = [engine.go_on(one, question(ROWS.format(n))) for n, one in enumerate(lights, 1)]
            going = asyncio.ensure_future(engine.go_on(heavy, question(GROWING.format(900_000))))
            assert [rows(result) for result in await asyncio.gather(*later)] == [1, 2, 3, 4, 5, 6, 7]
            assert heavy.worker.slowed
            assert len(new) + before <= 1 + pool.SPARE
            (light,) = begun(engine, ROWS.format(8))
            alone = engine.begin(question(GROWING.format(8)))
            assert heavy.worker is not light.worker
            assert alone is None or alone.worker is not light.worker
            for one in (light, alone):
                if one is not None:
                    engine.give_up(one)
            with pytest.raises(Problem):
                await going
            await settled(engine)

    asyncio.run(run())


def test_whoever_goes_away_does_not_end_what_was_asked_of_the_same_worker(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            first, gone, last = begun_stopped(engine, *(ROWS.format(number) for number in (3, 1, 2)))
            engine.give_up(gone)
            cancelled = asyncio.ensure_future(engine.go_on(last, question(ROWS.format(2))))
            await asyncio.sleep(0)
            cancelled.cancel()
            os.kill(first.worker.pid, signal.SIGCONT)
            await first.answer
            assert rows(engine.ended(first)) == 3
            await asyncio.wait({cancelled})
            await settled(engine)
            assert first.worker.alive

    asyncio.run(run())


def test_all_that_a_lost_worker_was_asked_is_asked_again(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            numbers = (3, 1, 2)
            asked = begun_stopped(engine, *(ROWS.format(number) for number in numbers))
            os.kill(asked[0].worker.pid, signal.SIGKILL)
            await asyncio.wait([one.answer for one in asked])
            assert [engine.ended(one) for one in asked] == [None] * 3
            again = [engine.go_on(one, question(ROWS.format(n))) for one, n in zip(asked, numbers, strict=True)]
            assert [rows(result) for result in await asyncio.gather(*again)] == [3, 1, 2]
            await settled(engine)

    asyncio.run(run())


@pytest.mark.parametrize("behind", [ROWS, OTHER_ROWS])
def test_a_piece_of_a_long_result_is_nobody_elses_answer(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, behind: str
) -> None:
    async def run() -> None:
        pieces = replace(limits, whole=100, stream=1 << 20)
        async with one_for_light(public, pieces, monkeypatch) as engine:
            long = question(ROWS.format(20))._replace(streamed=True)
            first = engine.begin(long)
            assert first is not None
            light = question(behind.format(2))
            second = engine.begin(light)
            assert second is not None
            assert second.before is first.answer
            await first.answer
            assert engine.ended(first) is None
            later = asyncio.ensure_future(engine.go_on(second, light))
            result = await engine.go_on(first, long)
            rest = result.rest
            assert rest is not None
            assert rest.claim()
            whole = result.body + b"".join([piece async for piece in rest.pieces()])
            assert whole.count(b'"s":{') == 20
            assert rows(await later) == 2
            await settled(engine)

    asyncio.run(run())
