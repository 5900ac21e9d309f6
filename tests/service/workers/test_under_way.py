from __future__ import annotations

import asyncio
import time

from aqbgraph.service.workers.under_way import UnderWay


def test_waits_until_none_is_under_way() -> None:
    async def run() -> None:
        found = UnderWay()
        await found.drained(0.0)
        found.asked()
        with found.one():
            waiting = asyncio.ensure_future(found.drained(60.0))
            await asyncio.sleep(0)
            found.answered()
            await asyncio.sleep(0)
            assert not waiting.done()
        await waiting

    asyncio.run(run())


def test_waits_no_longer_than_told() -> None:
    async def run() -> None:
        found, begun = UnderWay(), time.monotonic()
        found.asked()
        await found.drained(0.05)
        assert 0.05 <= time.monotonic() - begun < 5

    asyncio.run(run())
