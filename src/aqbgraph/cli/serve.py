"""`aqbgraph serve`: a publication over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from aqbgraph.cli.parameters import public, store_options
from aqbgraph.cli.remote import engines
from aqbgraph.service.app import serve
from aqbgraph.service.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.cli.parameters import StorePlace

_DEFAULTS = Limits()


@click.command("serve")
@public
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der gehört wird.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=_DEFAULTS.workers,
    show_default="einer je Kern",
    type=click.IntRange(1),
    help="Prozesse für lange Abfragen.",
)
@click.option(
    "--query-timeout",
    default=_DEFAULTS.deadline,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Frist einer Abfrage in Sekunden.",
)
@store_options(required=False)
def command(public: Path, host: str, port: int, workers: int, query_timeout: float, store: StorePlace | None) -> None:
    """Eine Veröffentlichung ausliefern: Seiten, Daten nach Wunsch des Abrufenden, SPARQL unter /sparql.

    Mit --store beantwortet ein SPARQL-Speicher die Abfragen, in den sie mit „aqbgraph push“ gebracht wurde.
    """
    limits = replace(_DEFAULTS, workers=workers, deadline=query_timeout)
    click.echo(f"http://{host}:{port}/ – SPARQL unter http://{host}:{port}/sparql – Ende mit Strg+C", err=True)
    serve(public, host, port, limits, engines(store))
