"""The service description: what the endpoint at a URL can do, computed from the tables and the loaded store.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple, serialize

from aqbgraph.service.results import OFFERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.service.frames import Loaded
    from aqbgraph.service.results import ResultFormat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"rdf": RDF, "sd": SD, "void": VOID, "xsd": XSD}


def describe(endpoint: str, loaded: Loaded, row: ResultFormat) -> bytes:
    """The description of the endpoint at this absolute URL in a format of RDF."""
    return serialize(_triples(endpoint, loaded), format=row.rdf, prefixes=PREFIXES) or b""


def _triples(endpoint: str, loaded: Loaded) -> Iterator[Triple]:
    url, service = NamedNode(endpoint), NamedNode(endpoint + "#service")
    dataset, graph = NamedNode(endpoint + "#dataset"), NamedNode(endpoint + "#default-graph")
    a = NamedNode(RDF + "type")
    yield Triple(service, a, _sd("Service"))
    yield Triple(service, _sd("endpoint"), url)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for iri in _format_iris():
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, a, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, a, _sd("Graph"))
    yield Triple(graph, _void("triples"), _count(loaded.triples))
    # A document is a named graph here, so the number of documents is that of named graphs (VoID, section 4.6).
    yield Triple(graph, _void("documents"), _count(loaded.graphs))


def _format_iris() -> list[str]:
    writers = (row.table or row.rdf for offers in OFFERS.values() for row in offers)
    return sorted({writer.iri for writer in writers if writer is not None})


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
