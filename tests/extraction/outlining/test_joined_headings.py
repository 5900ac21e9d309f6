"""A heading and the sentence below it on one line, in a form whose clauses have numbers of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.forms.layouts import EARLIER
from aqbgraph.extraction.outlining.outline import outline
from aqbgraph.extraction.wording.wording import standing_text
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


def test_the_heading_of_the_next_clause_behind_a_sentence() -> None:
    text = (
        "Zielvereinbarung\n\n2018\n\nzur Umsetzung des Ausbildungsbudgets und des Arbeitsmarktbudgets\n\n"
        "§ 1 Ziele des Landes\n\nDas Land will mehr Ausbildung, wie in § 2 steht. § 2 Haushaltsmittel und Eckdaten\n\n"
        "Es gibt Geld. § 3\n\nGeplante Maßnahmen\n\nNeue Wege.\n\n"
        "§ 4 Schlussbestimmungen Die Vereinbarung tritt mit der Unterzeichnung in Kraft.\n"
    )
    found = outline(parse(text.encode(), "a.txt"), EARLIER, standing_text())
    assert [(part.key, part.number) for part in found.parts][1:5] == [("1", 1), ("4", 2), ("5", 3), ("clause-4", 4)]
    assert [line.text for line in found.part("1").lines] == ["Das Land will mehr Ausbildung, wie in § 2 steht."]
    assert [line.text for line in found.part("5").lines] == ["Neue Wege."]
