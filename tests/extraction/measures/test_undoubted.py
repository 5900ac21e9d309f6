"""What is shown of the list of a refused document: the measures of which no fault says that their type is another."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.extraction.measures.undoubted import measures
from aqbgraph.reading.readers import parse

ONE, TWO = (
    "**1. Ausbildungsvorbereitung**",
    "**2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen**",
)
THREE = "**3. Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung**"


def shown(text: str) -> list[str]:
    document = parse(text.encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert found.faults or found.aside or found.loose
    return [measure.passage.text for measure in measures(found)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The first heading was lost, the second, the last.
        (f"- A\n- B\n\n{TWO}\n\n- C\n\n{THREE}\n\n- D\n", ["C", "D"]),
        (f"{ONE}\n\n- A\n- B\n\n\n{THREE}\n\n- D\n", ["D"]),
        (f"{ONE}\n\n- A\n- B\n\n{TWO}\n\n- C\n- D\n- E\n\n\n- F\n", ["A", "B", "C", "D", "E"]),
        # A heading that nobody knows, an item in another form.
        (f"{ONE}\n\n- A\n\n**Mobile Beratung**\n\n- B\n\n{TWO}\n\n- C\n", ["A", "C"]),
        (f"{ONE}\n\n- A\n\n{TWO}\n\n- C\n\nMobile Beratung\n\n- D\n", ["A", "D"]),
        (f"{ONE}\n\n- A\n\n{TWO}\n\n- C\n\nMobile Beratung:\n\n- D\n", []),
        # One type twice.
        (f"{ONE}\n\n- A\n\n{TWO}\n\n- C\n\n{ONE}\n\n- D\n", []),
    ],
)
def test_measures_that_no_fault_doubts(text: str, names: list[str]) -> None:
    assert shown(text) == names
