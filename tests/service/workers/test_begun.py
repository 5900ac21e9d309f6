from __future__ import annotations

import asyncio
import time
from typing import Any, cast

import pytest

from aqbgraph.service.workers.begun import AGAIN, AHEAD, HELD_UP, LATE, STUCK, Begun
from aqbgraph.service.workers.lanes import Held

QUICK = 0.05
SLACK = 0.5  # seconds that a busy machine may add


class Working:
    """Takes so much of the processor; `before` is what earlier questions took."""

    def __init__(self, share: float) -> None:
        self.before = 7.0
        self._share, self._begun = share, time.monotonic()

    def cpu(self) -> float:
        return self.before + self._share * (time.monotonic() - self._begun)


@pytest.mark.parametrize(
    ("share", "answered", "deadline", "quick", "at_least", "at_most"),
    [
        (1.0, 0.01, 9, True, 0.0, QUICK),
        (1.0, 9, 9, False, QUICK, QUICK),
        (0.0, 9, 9, False, HELD_UP * QUICK, HELD_UP * QUICK),  # others have the processor
        (0.0, 2 * QUICK, 9, True, 2 * QUICK, 2 * QUICK),
        (1.0, 9, 0.02, True, 0.02, 0.02),  # whoever asked looks at the deadline
    ],
)
def test_what_counts_as_quick(
    share: float, answered: float, deadline: float, quick: bool, at_least: float, at_most: float
) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        answer = loop.create_future()
        answering = loop.call_later(answered, answer.set_result, (b"", b""))
        at = time.monotonic()
        begun = Begun(cast("Any", Working(share)), Held(), 0, at, answer)
        assert await begun.quick_enough(QUICK, at + deadline, lambda: None) is quick
        assert at_least <= time.monotonic() - at < at_most + SLACK
        answering.cancel()

    asyncio.run(run())


def test_what_was_begun_before_has_no_more_time() -> None:
    """It is handed on while it is under way."""

    async def run() -> None:
        heavy = list[None]()
        worker, answer = Working(1.0), asyncio.get_running_loop().create_future()
        await asyncio.sleep(2 * QUICK)
        begun = Begun(cast("Any", worker), Held(), 0, time.monotonic() - 2 * QUICK, answer)
        assert not await asyncio.wait_for(
            begun.quick_enough(QUICK, time.monotonic() + 9, lambda: heavy.append(None)), 5
        )
        assert heavy

    asyncio.run(run())


@pytest.mark.parametrize(("share", "told"), [(1.0, True), (0.0, False)])
def test_what_turns_out_heavy_is_told_by_the_time_of_the_processor(share: float, told: bool) -> None:
    async def run() -> None:
        loop, heavy = asyncio.get_running_loop(), list[bool]()
        answer = loop.create_future()
        answering = loop.call_later(4 * LATE, answer.set_result, (b"", b""))
        at = time.monotonic()
        begun = Begun(cast("Any", Working(share)), Held(), 0, at, answer)
        assert await begun.quick_enough(9.0, at + 9, lambda: heavy.append(True))
        assert bool(heavy) is told
        answering.cancel()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("before", "share", "again", "turn", "at_most"),
    [
        (None, 1.0, False, True, 0.0),
        (AHEAD / 5, 1.0, False, True, AHEAD),
        (9.0, 1.0, False, False, AHEAD),
        (AGAIN + SLACK, 1.0, True, False, AGAIN),
        (3 * AHEAD, 0.1, False, True, 3 * AHEAD),  # others have the processor
        (9.0, 0.0, False, False, STUCK),
    ],
)
def test_what_is_behind_others_waits_a_little(
    before: float | None, share: float, again: bool, turn: bool, at_most: float
) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        answer, first = loop.create_future(), None
        if before is not None:
            first = loop.create_future()
            loop.call_later(before, first.set_result, (b"", b""))
        at, worker = time.monotonic(), Working(share)
        begun = Begun(cast("Any", worker), Held(), 0, at, answer, first, worker.before)
        assert begun.waits is bool(before)
        assert await begun.its_turn(again=again) is turn
        assert time.monotonic() - at < at_most + SLACK
        assert begun.waits is not turn

    asyncio.run(run())
