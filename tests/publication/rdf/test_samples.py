"""What each term is used for is what the statements say, whatever the order of the documents."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.rdf.samples import Sampling
from aqbgraph.vocabulary import RDF_TYPE

BASE = "https://example.org/aqb/"


def thing(path: str, *said: tuple[str, str]) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    return f"<{BASE}{path}>".encode(), [(f"<{name}>".encode(), value.encode()) for name, value in said]


def sampling() -> Sampling:
    return Sampling(Identifiers(BASE))


def test_statements_things_and_uses_are_counted() -> None:
    kind = f"<{BASE}def/measure-types#3>"
    seen = sampling()
    seen.see(*thing("agreement/2024/a#m", (TERMS + "measureType", kind), (RDF_TYPE, f"<{TERMS}Measure>")))
    seen.see(*thing("agreement/2025/a#m", (TERMS + "measureType", kind), (RDF_TYPE, f"<{TERMS}Measure>")))
    seen.see(*thing("agreement/2025/a#n", (TERMS + "measureType", kind), ("urn:other", kind)))
    made = seen.result()
    assert {name: (row.count, row.subject) for name, row in made.properties.items()} == {
        TERMS + "measureType": (3, f"{BASE}agreement/2025/a#m")
    }
    assert made.classes[TERMS + "Measure"].count == 2
    assert made.classes[TERMS + "Measure"].subject == f"{BASE}agreement/2025/a#m"
    assert {name: row.count for name, row in made.concepts[kind[1:-1]].items()} == {TERMS + "measureType": 3}


def test_an_agreement_goes_before_another_document_and_the_newest_before_older_ones() -> None:
    seen = sampling()
    for path in ("accounting#x", "agreement/2024/b#x", "agreement/2025/a#x", "reported/2011/a#x"):
        seen.see(*thing(path, (TERMS + "line", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')))
    assert seen.result().properties[TERMS + "line"].subject == f"{BASE}agreement/2025/a#x"


def test_values_are_those_of_the_statement() -> None:
    seen = sampling()
    seen.see(*thing("a#x", (TERMS + "heading", '"a \\"b\\" \\u00e4"@de')))
    assert seen.result().properties[TERMS + "heading"].value == Literal('a "b" ä', language="de")


def test_a_graph_can_be_seen_too() -> None:
    seen = sampling()
    seen.read([Triple(NamedNode(BASE + "dataset/a#ttl"), NamedNode(TERMS + "canonicalDigest"), Literal("00"))])
    assert seen.result().properties[TERMS + "canonicalDigest"].count == 1


def test_a_concept_of_another_base_is_none_of_ours() -> None:
    seen = sampling()
    seen.see(*thing("a#x", (TERMS + "measureType", "<https://w3id.org/aqb/def/measure-types#3>")))
    assert seen.result().concepts == {}
