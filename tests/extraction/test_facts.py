from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction


def test_in_the_order_of_the_source(extraction: Extraction) -> None:
    found = facts(extraction)
    assert [fact.start for fact in found] == sorted(fact.start for fact in found)
    assert len(set(found)) == len(found)


def test_each_says_where_it_stands(extraction: Extraction) -> None:
    text = extraction.document.text
    for fact in facts(extraction):
        assert text[fact.start : fact.end] == fact.quote
        first = text.count("\n", 0, fact.start) + 1
        assert first <= fact.line <= first + fact.quote.count("\n")
        assert fact.rule


def test_nodes_and_fields(extraction: Extraction) -> None:
    found = {(fact.node, fact.name): fact.value for fact in facts(extraction)}
    assert found["measure-1-2", "label"] == "TZ-Ausbildung Bewerbercenter"
    assert found["signature-local", "signatoryRole"] == "Landrat"
    assert found["agreement", "year"] == found["budget-aqb", "fiscalYear"] == 2025


def test_a_refused_document_shows_what_was_read(extraction: Extraction) -> None:
    refused = extract(parse(extraction.document.text.replace("491.550", "491.55").encode(), "x.md"))
    names = {fact.name for fact in facts(refused)}
    assert refused.agreement is None
    assert "localParty" in names
    assert "amount" not in names
