"""Arguments that several commands have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aqbgraph.reading.finding.elsewhere import Address, is_address

if TYPE_CHECKING:
    from collections.abc import Callable

# Named here too, so that `--help` need not load what speaks HTTP.
STORE_KINDS = ("auto", "oxigraph", "virtuoso", "fuseki", "graphdb", "qlever")

sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")


class _Place(click.Path):
    """A path, or an address that is left as it is: a path would swallow one of its slashes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and is_address(value):
            return Address(value)
        return super().convert(value, param, ctx)


places = click.argument("sources", nargs=-1, required=True, type=_Place(path_type=Path), metavar="SOURCE...")
public = click.argument("public", type=click.Path(path_type=Path, file_okay=False), metavar="PUBLIC")


@dataclass(frozen=True, slots=True)
class StorePlace:
    """Where a SPARQL store is, and who we are to it, as given on the command line."""

    url: str
    kind: str
    user: str | None
    password_file: Path | None


def store_options(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds the options for a store; the command gets them as one argument `store`, None when no store is named."""
    rows = (
        click.option("--store", "url", required=required, metavar="URL", help="Adresse eines SPARQL-Speichers."),
        click.option(
            "--store-kind",
            "kind",
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

    def decorated(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def bundled(
            *, url: str | None, kind: str, user: str | None, password_file: Path | None, **others: object
        ) -> None:
            place = None if url is None else StorePlace(url, kind, user, password_file)
            function(store=place, **others)

        made: Callable[..., None] = bundled
        for option in reversed(rows):
            made = option(made)
        return made

    return decorated
