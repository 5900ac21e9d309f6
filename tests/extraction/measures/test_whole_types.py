"""Types that a document leaves out, or counts anew, are not lost ones."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE, THREE = "Ausbildungsvorbereitung", "Qualifizierungsprojekte zur Arbeitsmarktintegration"
FOUR = "Weiterbildungen für Fachpersonal der Gebietskörperschaften"
A, B = "- Startklar\n- Brücke", "- Tour\n- Café"
END = "Gefördert wird nach dem Bescheid."


def read(text: str) -> tuple[list[str], int]:
    """The measures with their types, and how many faults."""
    document = parse(f"Folgende Projekte werden gefördert:\n\n{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    return [f"{one.heading.concept.key} {one.passage.text}" for one in found.measures], len(found.faults)


WHOLE = (["1 Startklar", "1 Brücke", "3 Tour", "3 Café"], 0)


@pytest.mark.parametrize("form", ["**{}. {}**", "{}. {}", "#### {}. {}"])
@pytest.mark.parametrize("number", ["3", "2"])
def test_a_type_may_be_skipped_or_not_counted(form: str, number: str) -> None:
    assert read(f"{form.format(1, ONE)}\n\n{A}\n\n{form.format(number, THREE)}\n\n{B}") == WHOLE


@pytest.mark.parametrize(
    "list_of_one",
    [
        "- Startklar\n\n\n\n- Brücke",
        "- Startklar\n\n- Brücke",
        "\n\n- Startklar\n- Brücke",
    ],
)
def test_where_a_heading_may_have_stood_one_was_lost(list_of_one: str) -> None:
    found, faults = read(f"**1. {ONE}**\n\n{list_of_one}\n\n**3. {THREE}**\n\n{B}")
    assert "1 Brücke" not in found or faults


def test_a_list_without_blank_lines_shows_nothing() -> None:
    found, faults = read(f"1. {ONE}\n{A}\n3. {THREE}\n{B}")
    assert "1 Brücke" not in found or faults


@pytest.mark.parametrize(("first", "second"), [(1, 4), (2, 1), (2, 3)])
def test_other_numbers_than_those_of_the_scheme_are_asked_about(first: int, second: int) -> None:
    assert read(f"**{first}. {ONE}**\n\n{A}\n\n**{second}. {THREE}**\n\n{B}")[1]


def test_a_type_counted_before_its_place_is_asked_about() -> None:
    assert read(f"**1. {THREE}**\n\n{A}\n\n**2. {ONE}**\n\n{B}")[1]
