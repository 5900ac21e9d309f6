"""Numbers without a stop before the measures of a list, as in the first column of a table."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE = "**1. Ausbildungsvorbereitung**"
TWO = "**2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen**"
END = "Gefördert wird nach dem Bescheid."


def read(*lines: str) -> tuple[list[tuple[str, str]], int]:
    """The measures with their types, and how many faults there are."""
    document = parse("\n\n".join([*lines, END]).encode(), "list.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    return [(one.heading.concept.key, one.passage.text) for one in found.measures], len(found.faults)


@pytest.mark.parametrize("head", [[], ["Nr. Projekt"]])
def test_they_count_through_all_types(head: list[str]) -> None:
    found = read(*head, ONE, "1 Webportal", "2 Chancenmarkt", TWO, "3 Neue Wege", "4 Fit 2025")
    assert found == ([("1", "Webportal"), ("1", "Chancenmarkt"), ("2", "Neue Wege"), ("2", "Fit 2025")], 0)


@pytest.mark.parametrize(
    "lines",
    [
        [ONE, "1 Webportal", "3 Chancenmarkt", TWO, "4 Neue Wege"],
        [ONE, "2 Webportal", "3 Chancenmarkt", TWO, "4 Neue Wege"],
        [ONE, "1 Webportal", "Chancenmarkt", "2 Menschen", TWO, "3 Neue Wege"],
    ],
)
def test_others_do_not(lines: list[str]) -> None:
    names, _ = read(*lines)
    assert not any(name in ("Webportal", "Neue Wege", "Menschen") for _, name in names)


def test_a_misread_number_goes_on_with_no_line() -> None:
    text = "**1. Ausbildungsvorbereitung**\n\n1.1 Startklar\nl.2 Brücke\n1.3 Jobcafé\n"
    document = parse(text.encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert "Startklar l.2 Brücke" not in [one.passage.text for one in found.measures]
