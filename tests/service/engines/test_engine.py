from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.service.engines.engine import Engine
from aqbgraph.service.problems import BUSY, DEADLINE, RESOURCES, Kind, Problem
from aqbgraph.service.workers.experience import Weight
from aqbgraph.service.workers.frames import Question
from aqbgraph.service.workers.keeper import Worker
from aqbgraph.service.workers.link import WorkerLostError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.frames import Result

FORMATS: dict[str, str | None] = {"solutions": "json", "boolean": "json", "graph": "ttl"}
LIGHT = "ASK { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p FILTER(STR(?a) < STR(?p)) }"


def question(query: str) -> Question:
    return Question(query, "http://localhost/sparql", FORMATS)


@asynccontextmanager
async def started(public: Path, limits: Limits) -> AsyncIterator[Engine]:
    async with Engine(public / "data.trig", limits).running() as engine:
        yield engine


async def problem_of(engine: Engine, query: str, deadline: float | None = None) -> Kind:
    with pytest.raises(Problem) as caught:
        await engine.ask(question(query), deadline)
    return caught.value.kind


async def light(engine: Engine) -> tuple[Result, float]:
    begun = time.monotonic()
    result = await engine.ask(question(LIGHT))
    return result, time.monotonic() - begun


def test_light_query(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, limits) as engine:
            result, _ = await light(engine)
            assert result.body == b'{"head":{},"boolean":true}'
            assert engine.workers == {"idle": 2, "busy": 0, "waiting": 0}
            assert engine.loaded.graphs == 5
            assert engine.loaded.triples > 10
        assert not engine.alive

    asyncio.run(run())


def test_runaway_query_is_ended_and_others_go_on(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, limits) as engine:
            begun = time.monotonic()
            heavy = asyncio.ensure_future(problem_of(engine, RUNAWAY))
            while not heavy.done():
                result, seconds = await light(engine)
                assert not result.problem
                assert seconds < 0.5
                await asyncio.sleep(0.05)
            assert await heavy is DEADLINE
            assert limits.deadline <= time.monotonic() - begun < limits.deadline + 1
            assert (await light(engine))[0].problem == ""

    asyncio.run(run())


def test_many_runaway_queries_leave_room_for_light_ones(public: Path, limits: Limits) -> None:
    """Twice as many as there are slots for long queries: the rest waits for one, as long as one may wait."""

    async def run() -> None:
        async with started(public, replace(limits, deadline=6.0, patience=2.5)) as engine:
            await light(engine)
            heavy = [asyncio.ensure_future(problem_of(engine, RUNAWAY)) for _ in range(4)]
            await asyncio.sleep(0.05)
            _, seconds = await light(engine)
            assert seconds < 2
            kinds = await asyncio.gather(*heavy)
            assert sorted(kind.name for kind in kinds) == ["busy", "busy", "deadline", "deadline"]

    asyncio.run(run())


def test_client_may_ask_for_less_time(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, limits) as engine:
            begun = time.monotonic()
            assert await problem_of(engine, RUNAWAY, deadline=0.1) is DEADLINE
            assert time.monotonic() - begun < limits.deadline

    asyncio.run(run())


def test_queue_is_bounded(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, replace(limits, queue=0, quick=1.0)) as engine:
            heavy = [asyncio.ensure_future(problem_of(engine, RUNAWAY)) for _ in range(2)]
            await asyncio.sleep(0.1)
            assert await problem_of(engine, LIGHT) is BUSY
            await asyncio.gather(*heavy)

    asyncio.run(run())


def test_waiting_is_bounded(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, replace(limits, patience=0.1, quick=1.0)) as engine:
            heavy = [asyncio.ensure_future(problem_of(engine, RUNAWAY)) for _ in range(2)]
            await asyncio.sleep(0.1)
            assert await problem_of(engine, LIGHT) is BUSY
            await asyncio.gather(*heavy)

    asyncio.run(run())


def test_whoever_goes_away_ends_the_query(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, replace(limits, deadline=60.0, quick=60.0)) as engine:
            asking = asyncio.ensure_future(engine.ask(question(RUNAWAY)))
            await asyncio.sleep(0.1)
            assert engine.workers["busy"] == 1
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert engine.workers["busy"] == engine.workers["waiting"] == 0

    asyncio.run(run())


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER" + "(" * 100_000 + "1" + ")" * 100_000 + " }",
        "ASK " + "{" * 100_000 + "}" * 100_000,
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l",
    ],
    ids=["parentheses", "braces", "memory"],
)
def test_only_the_worker_falls(public: Path, limits: Limits, query: str) -> None:
    async def run() -> None:
        async with started(public, replace(limits, deadline=20.0, quick=20.0)) as engine:
            await light(engine)
            heavy = asyncio.ensure_future(problem_of(engine, query))
            while not heavy.done():
                assert (await light(engine))[0].problem == ""
                await asyncio.sleep(0.05)
            assert await heavy is RESOURCES

    asyncio.run(run())


def test_service_cannot_reach_the_network(public: Path, limits: Limits) -> None:
    """Past the check on the text, the worker itself has no way out."""

    async def run() -> Result:
        async with started(public, limits) as engine:
            return await engine.ask(question(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert asyncio.run(run()).problem == "evaluation-failed"
        with pytest.raises(TimeoutError):
            listener.accept()


def test_workers_have_random_numbers_of_their_own(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, limits) as engine:
            asked = (engine.ask(question("SELECT (UUID() AS ?u) (BNODE() AS ?b) {}")) for _ in range(2))
            first, second = await asyncio.gather(*asked)
            assert engine.workers["idle"] == 2
            assert first.body != second.body

    asyncio.run(run())


def test_keeper_is_replaced(public: Path, limits: Limits) -> None:
    async def run() -> None:
        async with started(public, limits) as engine:
            await light(engine)
            os.kill(engine.keeper.pid, signal.SIGKILL)
            while engine.alive:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)  # until the news of the workers' end has arrived
            assert (await light(engine))[0].problem == ""
            assert engine.alive

    asyncio.run(run())


def test_who_asks_while_the_keeper_ends_is_answered(public: Path, limits: Limits) -> None:
    """The end of a process is told later than that of its workers, which end one after another."""

    async def run() -> None:
        async with started(public, limits) as engine:
            for round_ in range(10):
                await light(engine)
                asked = [question(LIGHT), *(question(f"ASK {{ ?s{round_} ?p ?o{n} }}") for n in range(3))]
                with contextlib.suppress(ProcessLookupError):  # its workers may have answered all before they ended
                    os.kill(engine.keeper.pid, signal.SIGKILL)
                found = await asyncio.gather(*map(engine.ask, asked))
                assert [result.problem for result in found] == [""] * len(asked)
            assert engine.keeper.starts > 1

    asyncio.run(run())


def test_who_loses_a_worker_of_a_keeper_that_has_been_replaced_is_answered(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers behind all others end late on a busy machine; the query has ended none of them."""

    async def run() -> None:
        async with started(public, limits) as engine:
            tried, times = engine._tried, 0

            async def late(*args: Any) -> Result:
                nonlocal times
                times += 1
                if times > 1:
                    return await tried(*args)
                os.kill(engine.keeper.pid, signal.SIGKILL)
                await engine.keeper.restart()
                raise WorkerLostError

            monkeypatch.setattr(engine, "_tried", late)
            monkeypatch.setattr(engine._experience, "of", lambda _: Weight.LONG)
            assert (await engine.ask(question(LIGHT))).problem == ""

    asyncio.run(run())


def test_data_that_cannot_be_loaded(tmp_path: Path, limits: Limits, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data.trig").write_text("no TriG", encoding="ascii")

    async def run() -> None:
        async with started(tmp_path, limits):
            pass

    with pytest.raises(PublicationError, match="kann nicht geladen werden"):
        asyncio.run(run())
    assert "SyntaxError" in capfd.readouterr().err


def test_a_long_result_of_what_is_known_to_be_long_is_found_once(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has waited and taken its time already when the first piece comes."""
    asked: list[Question] = []
    send = Worker.asked

    def noted(worker: Worker, sent: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        asked.append(sent)
        return send(worker, sent)

    rows = question("SELECT * { ?s ?p ?o }")
    monkeypatch.setattr("aqbgraph.service.engines.engine.weighed", lambda *_: Weight.LONG)

    async def run() -> None:
        async with started(public, replace(limits, whole=100, stream=1 << 20)) as engine:
            await engine.ask(rows)
            monkeypatch.setattr(Worker, "asked", noted)
            result = await engine.ask(rows._replace(streamed=True))
            assert result.rest is not None
            assert result.rest.claim()
            assert b"".join([piece async for piece in result.rest.pieces()]).endswith(b"]}}")

    asyncio.run(run())
    assert len(asked) == 1
