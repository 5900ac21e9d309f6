"""`aqbgraph push`: a publication into a SPARQL store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aqbgraph.cli.parameters import public, store_options
from aqbgraph.pipeline.stores.graph_store import GraphStore
from aqbgraph.pipeline.stores.pushing import push
from aqbgraph.publication.disk import published
from aqbgraph.publication.publisher import stores

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.cli.parameters import StorePlace


@click.command("push")
@public
@store_options(required=True)
@click.option("--quiet", is_flag=True, help="Nur das Ergebnis ausgeben.")
def command(public: Path, store: StorePlace, quiet: bool) -> None:
    """Eine Veröffentlichung in einen SPARQL-Speicher bringen: nur, was sich geändert hat, jedes Mal nachgeprüft.

    Wird der Befehl unterbrochen, macht der nächste Aufruf dort weiter.
    """
    publication = published.load(public)
    place = stores.store(store.url, store.kind, stores.account(store.user, store.password_file))
    with GraphStore(place) as graphs:
        done = push(publication, graphs, (lambda _: None) if quiet else _tell)
    click.echo(
        f"{done.written} Graphen geschrieben, {done.deleted} gelöscht, {done.unchanged} unverändert; "
        f"{done.triples} Aussagen in {place.graphs}."
    )


def _tell(text: str) -> None:
    click.echo(text, err=True)
