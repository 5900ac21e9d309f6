"""`aqbgraph serve`: a publication over HTTP."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aqbgraph.cli.parameters import public, store_options
from aqbgraph.cli.remote import engines
from aqbgraph.publication.frame.rendering import checked
from aqbgraph.publication.publisher.settings import is_address
from aqbgraph.service.app import serve
from aqbgraph.service.limits import MEBIBYTE, Limits

if TYPE_CHECKING:
    from aqbgraph.cli.parameters import StorePlace

_DEFAULTS = Limits()


def _endpoints(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Endpoints as they were given, if they can be asked."""
    for iri in given:
        if not (iri.isascii() and is_address(iri)) or "#" in iri:
            raise click.BadParameter(f"„{iri}“ ist keine Adresse, die mit http:// oder https:// beginnt.")
    return given


@click.command("serve")
@public
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der gehört wird.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=_DEFAULTS.workers,
    show_default="zwei je Kern",
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
@click.option(
    "--cache",
    default=_DEFAULTS.cache // MEBIBYTE,
    show_default=True,
    type=click.IntRange(0, 65536),
    help="Speicher für Ergebnisse, die noch einmal verlangt werden, in MiB; 0 behält keine.",
)
@click.option(
    "--rate",
    default=_DEFAULTS.rate,
    show_default="unbegrenzt",
    type=click.IntRange(0),
    help="Abfragen in der Minute, die ein Abrufender stellen darf.",
)
@click.option(
    "--connections",
    default=_DEFAULTS.connections,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Verbindungen auf einmal; für weitere weichen die, auf denen am längsten nichts verlangt wurde.",
)
@click.option(
    "--log",
    type=click.Choice(["problems", "all"]),
    default="problems",
    show_default=True,
    help="Welche Antworten ins Protokoll kommen; Adressen und Abfragen kommen nie hinein.",
)
@click.option(
    "--theme",
    type=click.Path(path_type=Path, file_okay=False),
    help="Die Gestaltung, mit der die Veröffentlichung gebaut ist: ihre Vorlagen auch für /sparql und /api.",
)
@click.option(
    "--allow-service",
    "services",
    multiple=True,
    callback=_endpoints,
    metavar="IRI",
    help="Ein SPARQL-Endpunkt, den Abfragen mit SERVICE fragen dürfen; mehrmals für mehrere. Ohne ihn keiner.",
)
@store_options(required=False)
def command(  # noqa: PLR0913, PLR0917  # click passes each option as an argument
    public: Path,
    host: str,
    port: int,
    workers: int,
    query_timeout: float,
    cache: int,
    rate: int,
    connections: int,
    log: str,
    theme: Path | None,
    services: tuple[str, ...],
    store: StorePlace | None,
) -> None:
    """Eine Veröffentlichung ausliefern: Seiten, Daten nach Wunsch des Abrufenden, SPARQL unter /sparql.

    Mit --store beantwortet ein SPARQL-Speicher die Abfragen, in den sie mit „aqbgraph push“ gebracht wurde.
    """
    limits = replace(
        _DEFAULTS,
        workers=workers,
        deadline=query_timeout,
        cache=cache * MEBIBYTE,
        rate=rate,
        connections=connections,
        services=services,
    )
    # An address with colons stands in brackets (RFC 3986, section 3.2.2).
    origin = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    click.echo(f"{origin}/ – SPARQL unter {origin}/sparql – Ende mit Strg+C", err=True)
    serve(public, host, port, limits, engines(store), log_all=log == "all", theme=checked(theme) if theme else None)
