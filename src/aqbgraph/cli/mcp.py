"""`aqbgraph mcp`: a publication as tools for a language model."""

from __future__ import annotations

import asyncio
import importlib.util
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from aqbgraph.cli.parameters import public, store_options
from aqbgraph.cli.remote import engines
from aqbgraph.errors import WrongUse
from aqbgraph.service.editions.editions import Editions
from aqbgraph.service.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.cli.parameters import StorePlace

_DEFAULTS = Limits()


@click.command("mcp")
@public
@click.option(
    "--query-timeout",
    default=_DEFAULTS.deadline,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Frist einer Abfrage in Sekunden.",
)
@store_options(required=False)
def command(public: Path, query_timeout: float, store: StorePlace | None) -> None:
    """Eine Veröffentlichung als Werkzeuge für ein Sprachmodell anbieten (MCP).

    Das Model Context Protocol wird über Standardein- und -ausgabe gesprochen. Angeboten werden die fertigen Abfragen,
    die Listen, das Schema und SPARQL nur zum Lesen.
    """
    if importlib.util.find_spec("mcp") is None:
        raise WrongUse("Dafür fehlt das MCP-SDK: pip install 'aqbgraph[mcp]'.")
    from aqbgraph.service.mcp.server import serve_stdio  # noqa: PLC0415 - an extra

    editions = Editions(public, replace(_DEFAULTS, deadline=query_timeout), engines(store))
    asyncio.run(serve_stdio(editions))
