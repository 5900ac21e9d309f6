"""What every request passes: the way to what answers it, the common header fields, counting, and the log.

Plain ASGI: files and queries carry the load and need nothing of what a framework adds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.service.problems import INTERNAL, Problem
from aqbgraph.service.replies.answers import Answer, common, deliver, problem_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from structlog.typing import FilteringBoundLogger

    from aqbgraph.service.operating.metrics import Metrics
    from aqbgraph.service.operating.rates import Rates

SINCE = "aqbgraph.since"  # when a request was begun, by the time of `perf_counter`, if it was before it came here
PROBLEMATIC = 500  # status from which an answer is worth a line in the log


@dataclass(frozen=True, slots=True)
class Way:
    """What answers, the kind of request it is counted as, and whether a client may make only so many of these."""

    app: ASGIApp
    kind: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """The ways by path, and by the beginning of the path; the rest goes to `other`.

    `every` request is written to the log, or only those with problems.
    """

    paths: Mapping[str, Way]
    folders: Mapping[str, Way]
    other: Way
    metrics: Metrics
    log: FilteringBoundLogger
    rates: Rates | None = None
    every: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        way = self._way(scope["path"])
        watched = _Watched(send, common(scope["path"]))
        begun = scope.get(SINCE) or time.perf_counter()
        try:
            await self._passed(way, scope, receive, watched)
        finally:
            self.note(way, scope, watched.status, time.perf_counter() - begun)

    def _way(self, path: str) -> Way:
        found = self.paths.get(path)
        if found is None:
            found = next((way for folder, way in self.folders.items() if path.startswith(folder)), self.other)
        return found

    async def _passed(self, way: Way, scope: Scope, receive: Receive, send: _Watched) -> None:
        try:
            if self.rates is not None and way.counted:
                self.rates.check(scope)
            await way.app(scope, receive, send)
        except Problem as problem:
            await deliver(problem_answer(problem, scope), scope, send)
        except Exception:  # whatever it is, it is logged here, and the client is told no more than that it was ours
            self.log.exception("fault", kind=way.kind, method=scope["method"])
            if send.status:
                raise  # the server breaks the connection off: half an answer must not look like a whole one
            await deliver(fault_answer(scope), scope, send)

    def note(self, way: Way, scope: Scope, status: int, seconds: float) -> None:
        """Counts an answer, and writes it to the log."""
        # Without a status the client had gone.
        self.metrics.answered(way.kind, status, seconds)
        if self.every or status >= PROBLEMATIC:
            level = self.log.warning if status >= PROBLEMATIC else self.log.info
            level("answer", kind=way.kind, method=scope["method"], status=status, seconds=round(seconds, 6))


def fault_answer(scope: Scope) -> Answer:
    """The answer to a fault of ours, whose cause is nobody's business."""
    return problem_answer(Problem(INTERNAL, "Im Dienst ist ein Fehler aufgetreten.", "The service has failed."), scope)


class _Watched:
    """Sends, adds the common header fields, and remembers the status; 0 as long as nothing was sent."""

    __slots__ = ("_fields", "_send", "status")

    def __init__(self, send: Send, fields: tuple[tuple[bytes, bytes], ...]) -> None:
        self._send = send
        self._fields = fields
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *self._fields]
        await self._send(message)
