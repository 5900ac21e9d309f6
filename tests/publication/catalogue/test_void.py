"""The description of the whole: counted, free of blank nodes, no dataset of the catalogue, and the tools can use it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import BlankNode, RdfFormat, parse
from rdflib import DCTERMS, RDF, VOID, Graph, URIRef
from rdflib.compare import isomorphic

from aqbgraph.publication.catalogue.void import PATH
from aqbgraph.publication.formats import FORMATS, RESOURCE_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

BASE = "https://w3id.org/aqb/"
DATASET = URIRef(BASE + PATH + "#dataset")
AQB = "https://w3id.org/aqb/def/aqb#"

# How sparql-editor and language-model tools ask for classes, properties and values.
EDITOR = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
  ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
  ?pp void:property ?prop .
  OPTIONAL {
    { ?pp void:classPartition/void:class ?objectClass }
    UNION
    { ?pp void-ext:datatypePartition/void-ext:datatype ?objectDatatype }
  }
}
"""


@pytest.fixture(scope="module")
def graph(built_with_reported: Path) -> Graph:
    return Graph().parse(built_with_reported / f"{PATH}.ttl")


@pytest.fixture(scope="module")
def data(built_with_reported: Path) -> Graph:
    return Graph().parse(data=gzip.decompress((built_with_reported / "data.nt.gz").read_bytes()), format="nt")


def number(graph: Graph, subject: Node, predicate: URIRef) -> int:
    value = graph.value(subject, predicate)
    assert isinstance(value, rdflib.Literal)
    return int(value)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own readers use it
def test_same_in_every_format(built: Path) -> None:
    first, *others = (
        Graph().parse(data=(built / f"{PATH}{row.suffix}").read_bytes(), format=row.media_type)
        for row in RESOURCE_FORMATS
    )
    assert all(isomorphic(first, other) for other in others)
    assert (built / PATH).read_bytes() == (built / f"{PATH}.ttl").read_bytes()


def test_no_blank_nodes_and_nothing_that_portals_harvest(built: Path) -> None:
    for quad in parse(path=built / f"{PATH}.nt", format=RdfFormat.N_TRIPLES):
        assert not any(isinstance(term, BlankNode) for term in quad.triple)
        assert "dcat#" not in str(quad)


def test_counts_are_those_of_the_dump(graph: Graph, data: Graph) -> None:
    assert number(graph, DATASET, VOID.triples) == len(data)
    assert number(graph, DATASET, VOID.distinctSubjects) == len(set(data.subjects()))
    assert number(graph, DATASET, VOID.distinctObjects) == len(set(data.objects()))
    assert number(graph, DATASET, VOID.classes) == len(set(data.objects(None, RDF.type)))
    assert number(graph, DATASET, VOID.properties) == len(set(data.predicates()))
    for part in graph.objects(DATASET, VOID.classPartition):
        kind = graph.value(part, VOID["class"])
        assert number(graph, part, VOID.entities) == len(set(data.subjects(RDF.type, kind))), kind
    for part in graph.objects(DATASET, VOID.propertyPartition):
        name = graph.value(part, VOID.property)
        assert number(graph, part, VOID.triples) == len(list(data.subject_objects(name))), name


def test_link_sets_are_the_links_there_are(graph: Graph, data: Graph) -> None:
    found = 0
    for linkset in graph.subjects(RDF.type, VOID.Linkset):
        predicates = list(graph.objects(linkset, VOID.linkPredicate))
        target = graph.value(linkset, VOID.objectsTarget)
        space = str(graph.value(target, VOID.uriSpace))
        links = [value for value in data.objects(None, predicates[0]) if str(value).startswith(space)]
        assert len(predicates) == 1
        assert number(graph, linkset, VOID.triples) == len(links) > 0
        found += 1
    assert found >= 4


def test_dumps_examples_and_files_are_there(graph: Graph, data: Graph, built_with_reported: Path) -> None:
    dumps = [str(iri).removeprefix(BASE) for iri in graph.objects(DATASET, VOID.dataDump)]
    assert len(dumps) >= 3
    for name in dumps:
        content = (built_with_reported / name).read_bytes()
        plain = gzip.decompress(content) if name.endswith(".gz") else content
        suffix = name.removesuffix(".gz").rpartition(".")[2]
        form = next(row.rdf for row in FORMATS if row.suffix == f".{suffix}")
        # Each holds the whole, not a part of it.
        assert len({quad.triple for quad in parse(plain, format=form)}) == len(data), name
    examples = list(graph.objects(DATASET, VOID.exampleResource))
    assert len(examples) >= 4
    assert all((example, None, None) in data for example in examples)


def test_what_harvesters_of_void_want(graph: Graph) -> None:
    wanted = (DCTERMS.title, DCTERMS.description, DCTERMS.license, VOID.sparqlEndpoint, VOID.uriSpace, VOID.vocabulary)
    assert [name for name in wanted if (DATASET, name, None) not in graph] == []
    languages = {text.language for text in graph.objects(DATASET, DCTERMS.title) if isinstance(text, rdflib.Literal)}
    assert languages == {"de", "en"}


def test_an_editor_learns_the_schema(graph: Graph) -> None:
    found = {tuple(None if term is None else str(term) for term in row) for row in graph.query(EDITOR)}  # type: ignore[union-attr]  # a SELECT has rows
    assert (AQB + "Agreement", AQB + "budget", AQB + "Budget", None) in found
    assert (AQB + "Budget", AQB + "amount", None, "http://www.w3.org/2001/XMLSchema#decimal") in found
    assert (AQB + "Agreement", AQB + "localParty", AQB + "LocalParty", None) in found
