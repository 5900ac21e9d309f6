from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Placed, Region
from aqbgraph.extraction.assembling.placing import placed

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document


def test_every_evidence_gets_its_regions(agreement: Agreement, document: Document) -> None:
    half = len(document.text) // 2
    words = (Placed(0, half, 1, 10, 20, 30, 40), Placed(half, len(document.text), 2, 50, 60, 70, 80))
    found = placed(agreement, replace(document, words=words))
    listed = [*found.evidence, *(item for node in found.nodes for item in node.evidence)]
    assert {item.regions for item in listed} >= {(Region(1, 10, 20, 30, 40),), (Region(2, 50, 60, 70, 80),)}
    assert all(item.regions for item in listed)
    assert placed(found, replace(document, words=words)) == found


def test_without_paper_nothing_changes(agreement: Agreement, document: Document) -> None:
    assert placed(agreement, document) is agreement


def test_regions_are_one_a_page(document: Document) -> None:
    words = (
        Placed(0, 2, 1, 10, 20, 30, 40),
        Placed(3, 5, 1, 35, 18, 60, 41, 88.0),
        Placed(6, 9, 2, 5, 6, 7, 8),
        Placed(10, 12, 2, 9, 6, 11, 8),
    )
    paper = replace(document, words=words)
    assert paper.regions(0, 5) == (Region(1, 10, 18, 60, 41),)
    assert paper.regions(4, 7) == (Region(1, 35, 18, 60, 41), Region(2, 5, 6, 7, 8))
    assert paper.regions(5, 6) == ()
    assert paper.regions(9, 10) == ()
