"""Results that are sent while they are still being found.

What fails after the first piece breaks the connection off: the transfer has no end, by which every client sees that it
is not whole (RFC 9112, section 8), as no text within a table would tell it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.service.engines.explain import explain
from aqbgraph.service.engines.flights import DisconnectedError, ended, until_gone
from aqbgraph.service.replies.answers import Answer, sliced, varied
from aqbgraph.service.replies.client import client_of
from aqbgraph.service.replies.lying import GivenUpError
from aqbgraph.service.workers.ended import not_taken, too_demanding, too_slow
from aqbgraph.service.workers.link import WorkerLostError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

    from aqbgraph.service.limits import Limits
    from aqbgraph.service.workers.frames import Rest, Result
    from aqbgraph.service.workers.keeper import Worker

# A client may take so long: the worker waits for it, and others wait for the worker.
LONGEST = 120.0  # seconds
UNCLAIMED = 1.0  # seconds until a stream that nobody takes is ended


class Stream:
    """The pieces behind the first one of a result. `finish` is told the end of the result once, None without one."""

    def __init__(self, worker: Worker, limits: Limits, left: float, finish: Callable[[Result | None], None]) -> None:
        self._worker = worker
        self._limits = limits
        self._left = left
        self._finish: Callable[[Result | None], None] | None = finish
        self._unclaimed = asyncio.get_running_loop().call_later(UNCLAIMED, self.close)
        self._claimed = False

    def claim(self) -> bool:
        """Whether it is the caller's, who has to close it: it is that of the first who asks."""
        first, self._claimed = not self._claimed and self._finish is not None, True
        self._unclaimed.cancel()
        return first

    async def pieces(self) -> AsyncIterator[bytes]:
        """The pieces; the next one is being found while one is taken.

        Raises:
            Problem: the result cannot be found whole.
        """
        until = time.monotonic() + LONGEST
        piece = self._worker.pull()
        while True:
            result = await self._arrived(piece)
            if result.problem:
                raise explain(result, self._limits)
            if result.more:
                piece = self._worker.pull()
            else:
                self.close(result)
            yield result.body
            if not result.more:
                return
            if time.monotonic() > until:
                raise not_taken(LONGEST)

    async def _arrived(self, piece: asyncio.Future[tuple[bytes, bytes]]) -> Result:
        begun = time.monotonic()
        await asyncio.wait({piece}, timeout=max(0.0, self._left))
        self._left -= time.monotonic() - begun
        if not piece.done():
            piece.cancel()
            raise too_slow(self._limits.deadline)
        try:
            return self._worker.answered(piece.result())
        except WorkerLostError as error:
            raise too_demanding(self._limits) from error

    def close(self, result: Result | None = None) -> None:
        """Ends it; again is nothing."""
        finish, self._finish = self._finish, None
        self._unclaimed.cancel()
        if finish is not None:
            finish(result)


@dataclass(frozen=True, slots=True)
class Streamed(Answer):
    """An answer whose body is only the first piece."""

    rest: Rest | None = None


async def pour(answer: Streamed, scope: Scope, receive: Receive, send: Send) -> None:
    """Sends an answer piece by piece, as its client takes it. One that breaks off has no end.

    Raises:
        Problem: it broke off; the connection is to be ended.
    """
    rest = answer.rest
    if rest is None or scope["method"] == "HEAD":
        await send(_start(answer))
        await send({"type": "http.response.body", "body": b""})
        return
    pouring = asyncio.ensure_future(_poured(answer, rest, send, client_of(scope)))
    try:
        await until_gone(pouring, receive)
        pouring.result()
    except (DisconnectedError, GivenUpError):
        pass
    finally:
        await ended(pouring)


async def _poured(answer: Streamed, rest: Rest, send: Send, client: str) -> None:
    await send(_start(answer))
    if isinstance(answer.body, bytes):
        await sliced(answer.body, send, client)
    async for piece in rest.pieces():
        await sliced(piece, send, client)
    await send({"type": "http.response.body", "body": b""})


def _start(answer: Answer) -> dict[str, object]:
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in varied(answer).headers]
    return {"type": "http.response.start", "status": answer.status, "headers": headers}
