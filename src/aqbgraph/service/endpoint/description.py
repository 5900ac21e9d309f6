"""The service description: what the endpoint at a URL can do, found out from the tables, the engine and the store.

It holds the description of the data (VoID) as well, where the publication has one: clients that look here for classes
and properties need not know of another place. https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from aqbgraph.graph.mapping import prefixes
from aqbgraph.publication.catalogue.void import PATH, VOID, VOID_EXT
from aqbgraph.publication.queries.query_examples import QUERIES
from aqbgraph.service.editions.files import read
from aqbgraph.service.endpoint.capabilities import SD, capabilities
from aqbgraph.service.replies.results import OFFERS
from aqbgraph.vocabulary import RDF_TYPE, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aqbgraph.publication.disk.published import Publication, PublishedFile
    from aqbgraph.service.replies.results import ResultFormat
    from aqbgraph.service.workers.frames import Loaded

XSD = "http://www.w3.org/2001/XMLSchema#"
_SIMPLE = "http://www.w3.org/ns/entailment/Simple"
_VOID_FILE = f"{PATH}.nt"
# Stands for the address while the rest is written; of the same form, so that the writers treat it alike.
_SOME_ENDPOINT = "http://endpoint.invalid/sparql"


def describe(
    endpoint: str, loaded: Loaded, row: ResultFormat, publication: Publication | None = None, *, federated: bool = False
) -> bytes:
    """The description of the endpoint at this absolute URL in a format of RDF; `federated`: SERVICE asks others.

    Raises:
        Problem: the publication's files are being replaced.
    """
    data = _Data(publication.folder, publication.files.get(_VOID_FILE), publication.base) if publication else None
    return _described(loaded, row, data, federated=federated).replace(_SOME_ENDPOINT.encode(), endpoint.encode())


class _Data(NamedTuple):
    """Where the description of the data lies, which not each publication has, and the base of its IRIs."""

    folder: Path
    entry: PublishedFile | None
    base: str

    def triples(self) -> Iterator[Triple]:
        content = read(self.folder / _VOID_FILE, self.entry) if self.entry else b""
        return (quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES))


@lru_cache(maxsize=16)  # the same bytes until the publication changes, by whatever names the service is asked
def _described(loaded: Loaded, row: ResultFormat, data: _Data | None, *, federated: bool) -> bytes:
    endpoint = _SOME_ENDPOINT
    triples = [*_service(endpoint, loaded), *(data.triples() if data else ())]
    if federated:
        triples.append(Triple(NamedNode(endpoint + "#service"), _sd("feature"), _sd("BasicFederatedQuery")))
    if data:
        triples += _beside(endpoint, data.base, described=data.entry is not None)
    known = {**prefixes(), "sd": SD, "void": VOID, "void-ext": VOID_EXT}
    return serialize(triples, format=row.rdf, prefixes=known) or b""


def _service(endpoint: str, loaded: Loaded) -> Iterator[Triple]:
    url, service = NamedNode(endpoint), NamedNode(endpoint + "#service")
    dataset, graph = NamedNode(endpoint + "#dataset"), NamedNode(endpoint + "#default-graph")
    a = NamedNode(RDF_TYPE)
    yield Triple(service, a, _sd("Service"))
    yield Triple(service, _sd("endpoint"), url)
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(service, _sd("defaultEntailmentRegime"), NamedNode(_SIMPLE))
    for probe in capabilities():
        yield Triple(service, _sd(probe.property), NamedNode(probe.iri))
    for iri in _format_iris():
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, a, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, a, _sd("Graph"))
    yield Triple(graph, _void("triples"), _count(loaded.triples))
    # A document is a named graph here, so the number of documents is that of named graphs (VoID, section 4.6).
    yield Triple(graph, _void("documents"), _count(loaded.graphs))


def _beside(endpoint: str, base: str, *, described: bool) -> Iterator[Triple]:
    """What lies beside the endpoint: the example queries, and the description of the data."""
    see = NamedNode(RDFS + "seeAlso")
    yield Triple(NamedNode(endpoint + "#service"), see, NamedNode(base + QUERIES))
    if described:
        yield Triple(NamedNode(endpoint + "#default-graph"), see, NamedNode(f"{base}{PATH}#dataset"))


def _format_iris() -> list[str]:
    writers = (row.table or row.rdf for offers in OFFERS.values() for row in offers)
    return sorted({writer.iri for writer in writers if writer is not None})


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
