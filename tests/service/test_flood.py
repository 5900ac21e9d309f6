"""More connections than there may be: who has waited longest goes, and to find that one is not what others wait for."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from tests.counting import calls
from tests.service.wire.test_answering import Application, Wire
from uvicorn import Config
from uvicorn.server import ServerState

from aqbgraph.service.wire.connections import SETTINGS, limited

GET = b"GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"


class Flood:
    """Connections of one server of which there may be so many."""

    def __init__(self, most: int) -> None:
        self._kind = limited(most)
        own = {"proxy_headers": False, "lifespan": "off"}
        self._config = Config(cast("Any", Application(None)), **SETTINGS | own)
        self._state = ServerState()
        self.open = [self.another() for _ in range(most)]

    def another(self) -> tuple[Any, Wire]:
        connection, wire = self._kind(self._config, self._state, {}), Wire()
        connection.connection_made(wire)
        return connection, wire

    def end(self) -> None:
        for connection in [*self._state.connections]:
            connection.connection_lost(None)


def test_who_has_waited_longest_gives_way() -> None:
    async def run() -> None:
        flood = Flood(4)
        flood.open[0][0].data_received(GET)  # it is being answered
        for _ in range(2):
            flood.another()
        assert [wire.is_closing() for _, wire in flood.open] == [False, True, True, False]
        flood.end()

    asyncio.run(run())


def test_it_is_found_as_fast_among_many() -> None:
    async def cost(most: int) -> int:
        flood = Flood(most)
        found = calls(flood.another)
        flood.end()
        return found

    few, many = (asyncio.run(cost(most)) for most in (5, 500))
    assert many <= few + 10
