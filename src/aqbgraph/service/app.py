"""The application: a publication as linked data, its endpoint, and a small API."""

from __future__ import annotations

import gc
import math
import socket
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, cast

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.responses import Response
from starlette.routing import Route

from aqbgraph import __version__
from aqbgraph.errors import WrongUse
from aqbgraph.publication.languages import ENGLISH, LANGUAGES
from aqbgraph.publication.queries.sparql_page import SPARQL, TOLD
from aqbgraph.service.api.routes import api_routes
from aqbgraph.service.editions.editions import Editions, Files, local
from aqbgraph.service.endpoint.sparql import Endpoint
from aqbgraph.service.limits import Limits
from aqbgraph.service.operating.gate import Gate, Way, fault_answer
from aqbgraph.service.operating.logs import configure, logger
from aqbgraph.service.operating.metrics import Metrics
from aqbgraph.service.operating.operation import Told, alive, measured, ready, served
from aqbgraph.service.operating.rates import Rates
from aqbgraph.service.replies.apart import take_turns
from aqbgraph.service.replies.spoken import Spoken
from aqbgraph.service.wire.descriptors import room
from aqbgraph.service.wire.express import Express

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.publisher.theme import Theme
    from aqbgraph.service.engines.engine import Engine

COLLECTED = 20_000  # new objects after which cycles are looked for: an answer leaves a few, which are none
GRACE = 5  # seconds beyond the longest query that answers may take when the service is told to end


class Workers(BaseModel):
    """How many workers are idle and busy, and how many requests wait for one."""

    idle: int
    busy: int
    waiting: int


class Health(BaseModel):
    """Whether queries can be answered, and over which publication (its version and digest).

    `status` is "ok", "restarting" (the process with the data is gone, the next query starts it anew) or "outdated": a
    newer publication lies in the folder, but cannot be served; `fault` tells why.
    """

    status: str
    version: str
    publication: str
    fault: str
    workers: Workers


class Application(FastAPI):
    """The framework, behind a gate that sends it only what it is good for.

    `express` is for a server that has connections of ours.
    """

    gate: Gate
    express: Express | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http":
            await self.gate(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def routed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request by the framework's routes."""
        await super().__call__(scope, receive, send)


def create_app(
    public: Path,
    limits: Limits | None = None,
    engines: Callable[[Publication, Limits], Engine] = local,
    *,
    log_all: bool = False,
    theme: Theme | None = None,
) -> FastAPI:
    """The application over a publication's folder; `engines` make what answers queries over it.

    `theme` has templates for the pages that it makes itself. It logs all requests, or only those with problems.

    Raises:
        PublicationError: the folder is no publication, or a damaged one.
    """
    limits = limits or Limits()
    editions = Editions(public, limits, engines, theme)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with editions.running():
            yield

    app = Application(
        title="aqbgraph",
        version=__version__,
        docs_url=None,  # FastAPI's page loads from a content delivery network
        redoc_url=None,
        openapi_url=None,  # service/api/routes.py describes its paths and those of the framework together
        lifespan=lifespan,
        exception_handlers={Exception: failed},
    )

    @app.api_route("/api/health", methods=["GET", "HEAD"], operation_id="health")
    async def health() -> Health:
        """Whether the service answers queries."""
        editions.look()
        publication, engine = editions.current.publication, editions.current.engine
        status = "outdated" if editions.fault else "ok" if engine.alive else "restarting"
        return Health(
            status=status,
            version=publication.version,
            publication=publication.digest,
            fault=editions.fault,
            workers=Workers(**engine.workers),
        )

    app.router.routes.extend(api_routes(editions, app))
    app.router.routes.append(Route("/{path:path}", Files(editions)))
    app.gate = _gate(app, editions, limits, log_all=log_all)
    if app.gate.rates is None:
        app.express = Express(editions, app.gate)
    return app


def _gate(app: Application, editions: Editions, limits: Limits, *, log_all: bool) -> Gate:
    metrics = Metrics(editions)
    endpoint = Endpoint(editions, metrics.refused)
    return Gate(
        paths={
            "/sparql": Way(endpoint, "query", counted=True),
            **_pages(endpoint),
            f"/{TOLD}": Way(Told(served), "file"),
            "/health": Way(Told(alive), "operation"),
            "/ready": Way(Told(partial(ready, editions)), "operation"),
            "/metrics": Way(Told(partial(measured, metrics)), "operation"),
            "/api": Way(app.routed, "api"),
            "/en/api": Way(Spoken(app.routed, ENGLISH), "api"),
            "/api/health": Way(app.routed, "operation"),
        },
        folders={
            "/api/": Way(app.routed, "api", counted=True),
            "/en/api/": Way(Spoken(app.routed, ENGLISH), "api", counted=True),
        },
        other=Way(Files(editions), "file"),
        metrics=metrics,
        log=logger(),
        rates=Rates(limits.rate) if limits.rate else None,
        every=log_all,
    )


def _pages(endpoint: Endpoint) -> dict[str, Way]:
    """The page of the endpoint in each language, at the addresses at which static hosts have it."""
    return {
        f"/{language.folder}{SPARQL}/{name}": Way(Spoken(endpoint, language), "query", counted=True)
        for language in LANGUAGES
        for name in ("", "index.html")
    }


async def failed(request: Request, _: Exception) -> Response:
    """The answer to a fault of ours; the framework raises it again for the log, and keeps it from the client."""
    answer = fault_answer(request.scope)
    return Response(cast("bytes", answer.body), answer.status, dict(answer.headers))


def serve(
    public: Path,
    host: str,
    port: int,
    limits: Limits,
    engines: Callable[[Publication, Limits], Engine] = local,
    *,
    log_all: bool = False,
    theme: Theme | None = None,
) -> None:
    """Serves a publication until told to end (SIGTERM, SIGINT); what is under way then is answered first.

    Raises:
        PublicationError: the folder is no publication, or a damaged one.
        WrongUse: the address cannot be listened on.
    """
    import uvicorn  # noqa: PLC0415 - only a running service needs it

    from aqbgraph.service.wire.connections import SETTINGS, SURPLUSES, limited  # noqa: PLC0415 - it loads uvicorn

    app = create_app(public, limits, engines, log_all=log_all, theme=theme)
    _check_address(host, port)
    configure()
    gc.set_threshold(COLLECTED)
    take_turns()
    grace = math.ceil(limits.patience + limits.deadline) + GRACE
    own = {"http": limited(room(limits, SURPLUSES)), "timeout_graceful_shutdown": grace}
    uvicorn.run(app, host=host, port=port, **(SETTINGS | own))


def _check_address(host: str, port: int) -> None:
    """Tells in words what uvicorn would tell in a log line: somebody else listens there, or there is no such host."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise WrongUse(
            f"Auf {host}:{port} kann nicht gehört werden; läuft dort schon ein Dienst? "
            f"/ Cannot listen on {host}:{port}: {error.strerror}."
        ) from error
