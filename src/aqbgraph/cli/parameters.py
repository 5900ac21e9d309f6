"""Arguments that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., None]")

# Named here too, so that `--help` need not load what speaks HTTP.
STORE_KINDS = ("auto", "oxigraph", "virtuoso", "fuseki", "graphdb", "qlever")

sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
public = click.argument("public", type=click.Path(path_type=Path, file_okay=False), metavar="PUBLIC")


def store_options(*, required: bool) -> Callable[[F], F]:
    """Where a SPARQL store is, and who we are to it."""
    rows = (
        click.option("--store", required=required, metavar="URL", help="Adresse eines SPARQL-Speichers."),
        click.option(
            "--store-kind",
            type=click.Choice(STORE_KINDS),
            default="auto",
            show_default=True,
            help="Was für ein Speicher das ist; Oxigraph und Virtuoso werden erkannt.",
        ),
        click.option("--user", help="Name, mit dem man sich dort anmeldet; Kennwort: AQBGRAPH_STORE_PASSWORD."),
        click.option(
            "--password-file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Datei mit dem Kennwort, statt der Umgebungsvariablen.",
        ),
    )

    def decorated(function: F) -> F:
        for option in reversed(rows):
            function = option(function)
        return function

    return decorated
