"""`aqbgraph query`: a publication asked on the spot, by a query of one's own or by one of queries/."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aqbgraph.cli.parameters import public
from aqbgraph.errors import QueryError, WrongUse
from aqbgraph.graph.mapping import prefixes
from aqbgraph.graph.store import in_order, load, write
from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.disk import published
from aqbgraph.publication.formats import RESOURCE_FORMATS, TRIG
from aqbgraph.publication.queries.queries import fill, queries
from aqbgraph.publication.queries.queries import query as named
from aqbgraph.service.limits import traits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {row.suffix[1:]: row.rdf for row in RESOURCE_FORMATS}


@click.command("query")
@public
@click.argument("sparql", required=False, metavar="['SPARQL']")
@click.option("--name", help="Eine Abfrage aus queries/; ohne sie und ohne SPARQL: die Liste.")
@click.option("--param", "params", multiple=True, metavar="NAME=WERT", help="Parameter der Abfrage; mehrmals möglich.")
@click.option("--format", "form", type=click.Choice(["table", *_RESULTS, *_GRAPHS]), default="table", show_default=True)
def command(public: Path, sparql: str | None, name: str | None, params: Sequence[str], form: str) -> None:
    """Eine Veröffentlichung mit SPARQL befragen, ohne Server."""
    if sparql is not None and name is not None:
        raise WrongUse("Entweder eigenes SPARQL oder --name, nicht beides.")
    if sparql is None and name is None:
        _list()
        return
    publication = published.load(public)
    values = dict(_pair(param) for param in params)
    if name is not None:
        sparql = fill(named(name), values, Identifiers(publication.base))
    elif values:
        raise WrongUse("--param gehört zu einer Abfrage mit --name.")
    result = _ask(publication.data, sparql or "")
    try:
        _show(result, form)
    except RuntimeError as error:
        raise QueryError(f"Die Abfrage ist beim Rechnen gescheitert: {error}") from error


def _pair(param: str) -> tuple[str, str]:
    key, sign, value = param.partition("=")
    if not sign or not key:
        raise WrongUse(f"„--param {param}“ hat nicht die Form NAME=WERT.")
    return key, value


def _list() -> None:
    for query in queries():
        click.echo(f"{query.name}: {query.title}")
        for parameter in query.parameters:
            need = "nötig" if parameter.required else "möglich"
            click.echo(f"    --param {parameter.name}={parameter.example}    {parameter.comment} ({need})")


def _ask(data: Path, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    found = traits(sparql)
    if found.calls_remote:
        raise QueryError("SERVICE ist nicht erlaubt: Es wird kein fremder Dienst gefragt.")
    store = load(data.read_bytes(), TRIG.rdf)
    try:
        # The engine's union of all graphs would override a dataset that the query names itself.
        return store.query(sparql, use_default_graph_as_union=not found.names_dataset, prefixes=prefixes())
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"Die Abfrage ist nicht lesbar: {error}") from error


def _show(result: QuerySolutions | QueryBoolean | QueryTriples, form: str) -> None:
    if isinstance(result, QueryTriples):
        if form in _RESULTS:
            raise WrongUse(f"„{form}“ ist ein Format für Tabellen; diese Abfrage gibt einen Graphen.")
        rdf = _GRAPHS.get(form, _GRAPHS["ttl"])
        click.echo(write(in_order(result), rdf, prefixes()), nl=False)
    elif isinstance(result, QueryBoolean) and form in ("csv", "tsv"):
        raise WrongUse(f"„{form}“ ist ein Format für Tabellen; diese Abfrage gibt ja oder nein.")
    elif form in _GRAPHS:
        raise WrongUse(f"„{form}“ ist ein Format für Graphen; diese Abfrage gibt eine Tabelle.")
    elif form in _RESULTS:
        click.echo(result.serialize(format=_RESULTS[form]), nl=False)
        click.echo()
    elif isinstance(result, QueryBoolean):
        click.echo("ja" if result else "nein")
    else:
        _table(result)


def _table(result: QuerySolutions) -> None:
    names = [variable.value for variable in result.variables]
    rows = [[_cell(solution[name]) for name in names] for solution in result]
    if not sys.stdout.isatty():
        for row in (names, *rows):
            click.echo("\t".join(row))
        return
    table = Table(*names, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def _cell(term: object) -> str:
    if term is None:
        return ""
    return " ".join(term.value.split()) if isinstance(term, Literal) else str(term)
