"""A heading and the sentence below it on one line, in a form whose clauses have numbers of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

HERE = Path(__file__).parents[2] / "documents"
OPEN = (HERE / "two-budgets-2018/document.md").read_text("utf-8")


@pytest.mark.parametrize("heading", ["### **Ziele des Landes**", "### **Haushaltsmittel und Eckdaten**"])
def test_a_heading_below_its_number(heading: str) -> None:
    if heading not in OPEN:
        heading = heading.replace("*", "")
    assert f"{heading}\n\n" in OPEN
    whole, found = (
        extract(parse(text.encode(), "a.md")) for text in (OPEN, OPEN.replace(f"{heading}\n\n", f"{heading} "))
    )
    assert found.faults == ()
    assert found.agreement is not None
    assert whole.agreement is not None
    assert [one.number for one in found.agreement.clauses] == [one.number for one in whole.agreement.clauses]
    assert [one.heading for one in found.agreement.clauses] == [one.heading for one in whole.agreement.clauses]
    assert found.agreement.measures
