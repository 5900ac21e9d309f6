"""The formats of SPARQL results: one table that negotiation, workers, service description and pages ask.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat

from aqbgraph.publication import formats


class Kind(StrEnum):
    """What a query results in: rows (SELECT), a truth value (ASK), triples (CONSTRUCT, DESCRIBE)."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True, eq=False)  # each is there once, and compared in every request
class ResultFormat:
    """A format of results: its name in `format=`, media type, writer, other types and names clients ask by.

    `table` writes rows and truth values, `rdf` writes triples; neither writes the page, which is rendered from rows.
    """

    name: str
    media_type: str
    table: QueryResultsFormat | None = None
    rdf: RdfFormat | None = None
    also: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as sent; text says that it is UTF-8 (RFC 6657, section 3)."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    @property
    def escapes_carriage_return(self) -> bool:
        """Whether it is XML, where a bare carriage return is read as a line feed (XML 1.0, section 2.11)."""
        return self.media_type.endswith("+xml") and self is not HTML


JSON = ResultFormat("json", "application/sparql-results+json", QueryResultsFormat.JSON, also=("application/json",))
XML = ResultFormat(
    "xml", "application/sparql-results+xml", QueryResultsFormat.XML, also=("application/xml", "text/xml")
)
CSV = ResultFormat("csv", "text/csv", QueryResultsFormat.CSV)
TSV = ResultFormat("tsv", "text/tab-separated-values", QueryResultsFormat.TSV)
HTML = ResultFormat("html", "text/html", also=("application/xhtml+xml",))

# `format=json` and `format=xml` mean the JSON and XML format of whatever the query results in.
# The others are what SPARQLWrapper sends; Turtle is N3 (Turtle, section 9).
_FURTHER_NAMES = {
    formats.JSON_LD: ("json", "json-ld"),
    formats.RDF_XML: ("xml", "rdfxml", "rdf+xml"),
    formats.TURTLE: ("turtle", "n3"),
    formats.N_TRIPLES: ("ntriples", "n-triples"),
}


def _graph_format(row: formats.Format) -> ResultFormat:
    return ResultFormat(row.suffix[1:], row.media_type, None, row.rdf, row.also, _FURTHER_NAMES.get(row, ()))


GRAPH_FORMATS = tuple(_graph_format(row) for row in formats.FORMATS)

# What each kind may be sent as, in the order of preference. CSV and TSV are not defined for a truth value
# (SPARQL 1.1 Query Results CSV and TSV Formats, section 2).
OFFERS: dict[Kind, tuple[ResultFormat, ...]] = {
    Kind.SOLUTIONS: (JSON, XML, CSV, TSV, HTML),
    Kind.BOOLEAN: (JSON, XML, HTML),
    Kind.GRAPH: (*GRAPH_FORMATS, HTML),
}

# What describes the service itself when it is asked without a query.
DESCRIPTIONS = (*(_graph_format(row) for row in formats.RESOURCE_FORMATS), HTML)


def named(asked: str, offers: tuple[ResultFormat, ...]) -> ResultFormat | None:
    """The offer with this name or media type, as `format=` gives it; None when there is none."""
    wanted = asked.strip().lower()
    return next((row for row in offers if wanted in (row.name, row.media_type, *row.names)), None)


@lru_cache(maxsize=64)
def by_name(kind: str, name: str) -> ResultFormat:
    """The format of this kind with this name.

    Raises:
        KeyError: the kind has no such format.
    """
    return {row.name: row for row in OFFERS[Kind(kind)]}[name]
