from __future__ import annotations

import asyncio
import sys
import threading
import time

import pytest

from aqbgraph.service.replies.apart import TURN, apart, take_turns


def test_one_after_another_beside_the_loop() -> None:
    at_once, most, threads = 0, 0, set()

    def work(number: int) -> int:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        threads.add(threading.get_ident())
        time.sleep(0.01)
        at_once -= 1
        return number

    async def run() -> list[int]:
        return await asyncio.gather(*(apart(work, number) for number in range(5)))

    assert asyncio.run(run()) == [0, 1, 2, 3, 4]
    assert most == 1
    assert threading.get_ident() not in threads


def test_what_fails_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(apart(divmod, 1, 0))


def test_what_nobody_waits_for_is_not_begun() -> None:
    begun: list[int] = []

    async def run() -> None:
        first = asyncio.create_task(apart(time.sleep, 0.05))
        second = asyncio.create_task(apart(begun.append, 1))
        await asyncio.sleep(0.01)
        second.cancel()
        await first
        await apart(time.sleep, 0)

    asyncio.run(run())
    assert not begun


def test_take_turns() -> None:
    before = sys.getswitchinterval()
    try:
        take_turns()
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        sys.setswitchinterval(before)
