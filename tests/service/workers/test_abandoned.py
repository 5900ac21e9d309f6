"""Clients that go away: what they asked costs nobody else a worker, and takes no more than a light question does."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.service.test_ahead import GROWING, ROWS, begun, begun_stopped, one_for_light, question, rows, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aqbgraph.service.engines.engine import Engine
    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.begun import Begun

    Leave = Callable[[Engine, Begun], None]


def give_up(engine: Engine, one: Begun) -> None:
    engine.give_up(one)


def cancel(engine: Engine, one: Begun) -> None:
    """As a client that was waited for in a task."""
    going = asyncio.ensure_future(engine.go_on(one, question(ROWS.format(1))))
    asyncio.get_running_loop().call_soon(going.cancel)


@pytest.mark.parametrize("leave", [give_up, cancel])
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_light_question_is_answered_all_the_same(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, leave: Leave, gone: int
) -> None:
    """Whether it is the first or behind others: they keep their worker."""

    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            asked = begun_stopped(engine, *(ROWS.format(number) for number in (3, 1, 2)))
            worker = asked[0].worker
            leave(engine, asked[gone])
            await asyncio.sleep(0.01)
            asked += begun(engine, ROWS.format(4))
            os.kill(worker.pid, signal.SIGCONT)
            await asyncio.wait([one.answer for one in asked])
            found = {at: rows(engine.ended(one)) for at, one in enumerate(asked) if at != gone}
            assert found == {at: number for at, number in enumerate((3, 1, 2, 4)) if at != gone}
            await settled(engine)
            assert worker.alive
            assert {one.worker for one in asked} == {worker}

    asyncio.run(run())


@pytest.mark.parametrize("leave", [give_up, cancel])
def test_what_turns_out_heavy_is_ended(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, leave: Leave
) -> None:
    async def run() -> None:
        async with one_for_light(public, replace(limits, deadline=60.0), monkeypatch) as engine:
            (heavy,) = begun(engine, GROWING.format(900_000))
            leave(engine, heavy)
            await settled(engine)
            assert not heavy.worker.alive
            await asyncio.wait_for(engine.drained(), 1)

    asyncio.run(run())


@pytest.mark.parametrize("leave", [give_up, cancel])
def test_the_like_of_what_turned_out_heavy_is_asked_alone(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch, leave: Leave
) -> None:
    """Else who asks and goes away again and again has each time a worker ended, and what is behind asked anew."""

    async def run() -> None:
        async with one_for_light(public, replace(limits, deadline=60.0), monkeypatch) as engine:
            leave(engine, begun(engine, GROWING.format(900_000))[0])
            await settled(engine)
            (light,) = begun(engine, ROWS.format(1))
            alone = engine.begin(question(GROWING.format(2)))
            assert alone is not None
            assert alone.worker is not light.worker
            for one in (light, alone):
                engine.give_up(one)
            await settled(engine)

    asyncio.run(run())


def test_what_is_behind_a_heavy_one_is_not_waited_for(
    public: Path, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker is ended when it has answered what it is at."""

    async def run() -> None:
        async with one_for_light(public, limits, monkeypatch) as engine:
            heavy, light = begun(engine, GROWING.format(900_000), ROWS.format(1))
            engine.give_up(light)
            going = asyncio.ensure_future(engine.go_on(heavy, question(GROWING.format(900_000))))
            async with asyncio.timeout(10):
                while not heavy.worker.slowed:
                    await asyncio.sleep(0.01)
            await asyncio.wait({going})
            await settled(engine)
            assert not heavy.worker.alive

    asyncio.run(run())
