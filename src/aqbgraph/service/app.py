"""The application: a publication as linked data, its endpoint, and a small API."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.responses import Response
from starlette.routing import Route

from aqbgraph import __version__
from aqbgraph.errors import WrongUse
from aqbgraph.service.answers import COMMON, CommonHeaders
from aqbgraph.service.api import api_routes
from aqbgraph.service.editions import Editions, Files, local
from aqbgraph.service.limits import Limits
from aqbgraph.service.problems import INTERNAL, MEDIA_TYPE, Problem
from aqbgraph.service.sparql import Endpoint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.requests import Request

    from aqbgraph.publication.published import Publication
    from aqbgraph.service.engine import Engine


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


def create_app(
    public: Path, limits: Limits | None = None, engines: Callable[[Publication, Limits], Engine] = local
) -> FastAPI:
    """The application over a publication's folder; `engines` make what answers queries over it.

    Raises:
        PublicationError: the folder is no publication, or a damaged one.
    """
    editions = Editions(public, limits or Limits(), engines)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with editions.running():
            yield

    app = FastAPI(
        title="aqbgraph",
        version=__version__,
        docs_url=None,  # FastAPI's page loads from a content delivery network
        redoc_url=None,
        openapi_url=None,  # service/api.py describes its paths and those of the framework together
        lifespan=lifespan,
        exception_handlers={Exception: failed},
    )

    app.add_middleware(CommonHeaders)

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

    # Plain ASGI below FastAPI: these two carry the load and need nothing of what it adds.
    app.router.routes.append(Route("/sparql", Endpoint(editions)))
    app.router.routes.extend(api_routes(editions, app))
    app.router.routes.append(Route("/{path:path}", Files(editions)))
    return app


async def failed(_: Request, __: Exception) -> Response:
    """The answer to a fault of ours; the framework raises it again for the log, and keeps it from the client."""
    problem = Problem(INTERNAL, "Im Dienst ist ein Fehler aufgetreten.", "The service has failed.")
    common = {name.decode(): value.decode() for name, value in COMMON}
    return Response(problem.body(), problem.kind.status, common, MEDIA_TYPE)


def serve(
    public: Path,
    host: str,
    port: int,
    limits: Limits,
    engines: Callable[[Publication, Limits], Engine] = local,
) -> None:
    """Serves a publication until interrupted.

    Raises:
        PublicationError: the folder is no publication, or a damaged one.
        WrongUse: the address cannot be listened on.
    """
    import uvicorn  # noqa: PLC0415 - only a running service needs it

    from aqbgraph.service.connections import SETTINGS  # noqa: PLC0415 - it loads uvicorn

    app = create_app(public, limits, engines)
    _check_address(host, port)
    uvicorn.run(app, host=host, port=port, **SETTINGS)


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
