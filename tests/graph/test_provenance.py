from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept, Evidence
from aqbgraph.graph.provenance import evidence_key, evidence_node

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document

EVIDENCE = Evidence(10, 14, 2, "2025", "front year", "signedOn")


def test_key_names_field_value_and_place() -> None:
    assert evidence_key(EVIDENCE) == "evidence-signed-on-front-year-10-14"
    valued = Evidence(1, 2, 1, "x", "r", "legalCodes", Concept("legal-codes", "sgb-ii"))
    assert evidence_key(valued) == "evidence-legal-codes-r-sgb-ii-1-2"


def test_node() -> None:
    node = evidence_node(EVIDENCE, "urn:x:".__add__, lambda concept: concept.key)
    assert node["id"] == "#evidence-signed-on-front-year-10-14"
    assert node["supports"] == "urn:x:signedOn"
    quote, position = node["hasSelector"]
    assert quote["exact"] == "2025"
    assert (position["start"], position["end"]) == ("10", "14")
    assert "value" not in node


def test_every_quotation_stands_where_it_says(agreement: Agreement, document: Document) -> None:
    found = [*agreement.evidence, *(item for node in agreement.nodes for item in node.evidence)]
    assert len(found) > 50
    for item in found:
        assert document.text[item.start : item.end] == item.quote


def test_every_node_has_evidence(agreement: Agreement) -> None:
    assert all(node.evidence for node in agreement.nodes)
