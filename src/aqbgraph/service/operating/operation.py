"""What whoever runs the service asks of it: does it live, can it answer, what has it done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.hosting.headers import CACHE
from aqbgraph.publication.queries.query_pages import told
from aqbgraph.publication.queries.sparql_page import SPARQL
from aqbgraph.service.operating.metrics import CONTENT_TYPE
from aqbgraph.service.problems import METHOD, Problem
from aqbgraph.service.replies.answers import Answer, deliver, options_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from aqbgraph.service.editions.editions import Editions
    from aqbgraph.service.operating.metrics import Metrics

ALLOWED = "GET, HEAD, OPTIONS"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that is made anew for each request, as an ASGI application."""

    tell: Callable[[], Answer]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        del receive
        if scope["method"] == "OPTIONS":
            await deliver(options_answer(ALLOWED), scope, send)
        elif scope["method"] not in ("GET", "HEAD"):
            german, english = "Diese Adresse kann nur gelesen werden.", "This address can only be read."
            raise Problem(METHOD, german, english, (("Allow", ALLOWED),))
        else:
            await deliver(self.tell(), scope, send)


def alive() -> Answer:
    """That the process answers at all; who gets no answer may start it anew."""
    return _json(200, {"status": "ok"})


def ready(editions: Editions) -> Answer:
    """Whether queries can be answered now; who is not ready gets no requests from a proxy."""
    editions.look()
    engine = editions.current.engine
    if not engine.alive:
        engine.revive_soon()
        return _json(503, {"status": "restarting"})
    return _json(200, {"status": "outdated" if editions.fault else "ok"})


def served() -> Answer:
    """That a server with an endpoint delivers the pages, which without one would ask their data by themselves."""
    headers = (("Content-Type", "application/json"), ("Cache-Control", CACHE))
    return Answer(200, headers, told(SPARQL))


def measured(metrics: Metrics) -> Answer:
    """The counts."""
    return Answer(200, (("Content-Type", CONTENT_TYPE), ("Cache-Control", "no-store")), metrics.text())


def _json(status: int, members: dict[str, str]) -> Answer:
    headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
    return Answer(status, headers, json.dumps(members).encode())
