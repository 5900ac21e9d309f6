"""The page to ask SPARQL on: a server answers, or, where there is none, an engine in the page over the whole dump."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.publication.formats import N_QUADS
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.languages import later
from aqbgraph.publication.pictures import areas
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_examples import QUERIES, example, namespaces
from aqbgraph.publication.queries.query_views import ExampleQuery, PrefixLine, Running, SparqlView
from aqbgraph.publication.queries.terms import terms_file
from aqbgraph.publication.rdf.dumps import Dump
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.publication.publisher.settings import Settings

SPARQL = "sparql"
TEMPLATE = "sparql"
TITLE = later("SPARQL-Abfrage")
DESCRIPTION = later(
    "Die Daten mit SPARQL abfragen: Editor, Ergebnis als Tabelle, Diagramm und Karte, zum Herunterladen."
)
ENGINE = "engine/oxigraph.wasm.gz"
# What the engine reads: with the names of the graphs, of which the default graph is the union, as at the endpoint.
DATA = Dump(N_QUADS, named=True, packed=True).offer(None).path
# Which server delivers the pages: of the publication none, of the service its endpoint.
TOLD = "assets/service.json"


def running(settings: Settings, path: str, size: int, endpoint: str = "") -> Running:
    """Where queries of the page of a path are answered; `size` is that of the data in bytes."""
    return Running(
        endpoint=endpoint,
        worker=file_href(settings, path, "assets/engine/worker.js"),
        engine=file_href(settings, path, f"assets/{ENGINE}"),
        data=file_href(settings, path, DATA),
        size=size + engine_size(),
        told=file_href(settings, path, TOLD),
        terms=file_href(settings, path, terms_file(settings.language)),
        areas=file_href(settings, path, areas.FILE),
        base=settings.base_iri,
    )


@cache
def engine_size() -> int:
    """The size of the engine in bytes, packed; 0 where the pages were not bundled."""
    place = folder("site") / "bundle" / ENGINE
    return place.stat().st_size if place.is_file() else 0


def first_query(settings: Settings) -> str:
    """What stands in the form at first: amounts by year and place, which table, chart and map can show."""
    return (
        "PREFIX aqb: <https://w3id.org/aqb/def/aqb#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n"
        "SELECT ?party ?name ?year ?amount\nWHERE {\n"
        "  ?agreement a aqb:Agreement ;\n    aqb:localParty ?party ;\n    aqb:year ?year ;\n"
        "    aqb:budget/aqb:amount ?amount .\n  ?party rdfs:label ?name .\n"
        f'  FILTER (LANG(?name) = "{settings.language.code}")\n}}\n'
        "ORDER BY DESC(?year) ?name\nLIMIT 100"
    )


def examples(settings: Settings) -> tuple[ExampleQuery, ...]:
    """The named queries, each as it can be asked."""
    german = settings.language.is_source
    return tuple(
        ExampleQuery(query.name, query.title if german else query.title_en, example(query, settings))
        for query in queries()
    )


def prefix_lines() -> tuple[PrefixLine, ...]:
    """The prefixes of the data and of the named queries, by name."""
    return tuple(PrefixLine(prefix, namespace) for prefix, namespace in sorted(namespaces().items()))


def sparql_view(settings: Settings, size: int) -> SparqlView:
    """The page of a publication; `size` is that of the data in bytes."""
    say = settings.language.say
    return SparqlView(
        frame=frame(settings, SPARQL, say(TITLE), say(DESCRIPTION), trail=((QUERIES, say("Abfragen")),), data=()),
        running=running(settings, SPARQL, size),
        queries_href=href(SPARQL, QUERIES),
        data_href=href(SPARQL, "data"),
        query=first_query(settings),
        examples=examples(settings),
        prefixes=prefix_lines(),
    )
