from __future__ import annotations

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from aqbgraph.publication.rdf.json_ld import json_ld

PREFIXES = {"ex": "https://example.org/def#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
A = NamedNode("https://example.org/a")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")


def term(name: str) -> NamedNode:
    return NamedNode(PREFIXES["ex"] + name)


GRAPH = [
    Triple(A, TYPE, term("Thing")),
    Triple(A, TYPE, NamedNode("urn:x:Thing")),
    Triple(A, term("label"), Literal("ä</script>", language="de")),
    Triple(A, term("label"), Literal("a", language="en")),
    Triple(A, term("plain"), Literal("text")),
    Triple(A, term("day"), Literal("2025-08-11", datatype=XSD_DATE)),
    Triple(A, term("a/b"), term("c")),
    Triple(A, term(""), term("c")),
    Triple(term("b"), term("label"), Literal("b")),
]


def test_says_the_same() -> None:
    made = json_ld(GRAPH, PREFIXES)
    assert {quad.triple for quad in parse(made, format=RdfFormat.JSON_LD)} == set(GRAPH)


def test_terms_are_short_and_names_whole() -> None:
    document = json.loads(json_ld(GRAPH, PREFIXES))
    assert document["@context"] == PREFIXES
    first = document["@graph"][0]
    assert first["@id"] == "https://example.org/a"
    assert first["@type"] == ["ex:Thing", "urn:x:Thing"]
    assert first["ex:plain"] == ["text"]
    assert first["ex:day"] == [{"@value": "2025-08-11", "@type": "xsd:date"}]


def test_a_name_that_looks_like_a_short_one() -> None:
    graph = [*GRAPH, Triple(A, term("c"), NamedNode("ex:Thing"))]
    assert {quad.triple for quad in parse(json_ld(graph, PREFIXES), format=RdfFormat.JSON_LD)} == set(graph)


def test_nothing_without_a_name() -> None:
    with pytest.raises(TypeError):
        json_ld([Triple(BlankNode(), TYPE, term("Thing"))], PREFIXES)
