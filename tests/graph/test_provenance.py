from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept, Evidence
from aqbgraph.document import Region
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


def test_pages_and_boxes() -> None:
    regions = (Region(3, 70.9, 98.125, 290.9, 110), Region(4, 0, 10, 20, 30))
    evidence = Evidence(10, 14, 2, "2025", "front year", "year", regions=regions)
    node = evidence_node(evidence, "urn:x:".__add__, lambda concept: concept.key, "application/pdf")
    assert node["page"] == ["3", "4"]
    first, second = node["hasSelector"][2:]
    assert first["id"] == "#fragment-10-14-3"
    assert first["fragment"] == "page=3&viewrect=70.90,98.12,220.00,11.88"
    assert second["fragment"] == "page=4&viewrect=0.00,10.00,20.00,20.00"


def test_an_image_has_pages_but_no_fragments_of_pdf() -> None:
    evidence = Evidence(10, 14, 2, "2025", "front year", "year", regions=(Region(1, 0, 10, 20, 30),))
    node = evidence_node(evidence, "urn:x:".__add__, lambda concept: concept.key, "image/png")
    assert node["page"] == ["1"]
    assert len(node["hasSelector"]) == 2
