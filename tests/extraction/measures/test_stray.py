"""A line between items that has no bullet: left out with the item above it where it can be no type."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE, TWO = "1. Ausbildungsvorbereitung", "2. Ausbildung in anerkannten Ausbildungsberufen"
END = "Gefördert wird nach dem Bescheid."


def read(text: str) -> tuple[list[str], list[list[str]], int]:
    """The names, the loose lines, and how many faults."""
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    loose = [[line.text for line in lines] for _, lines in found.loose]
    return [one.passage.text for one in found.measures], loose, len(found.faults)


@pytest.mark.parametrize(
    ("text", "names", "loose"),
    [
        (f"**{ONE}**\n\n- A\n- Digital\n\nPraxis 2025\n- B", ["A", "B"], [["Digital", "Praxis 2025"]]),
        (
            f"{ONE}\n\n- A\n- Digital\n\nPraxis 2025\n\n- B\n\n{TWO}\n\n- C",
            ["A", "B", "C"],
            [["Digital", "Praxis 2025"]],
        ),
        (f"{ONE}\n\n- A\n- Digital\n\nPraxis\n\n2025", ["A"], [["Digital", "Praxis", "2025"]]),
        (f"{ONE[3:]}\n\n- A\n- Digital\n\nPraxis 2025\n\n{TWO[3:]}\n\n- C", ["A", "C"], [["Digital", "Praxis 2025"]]),
    ],
)
def test_it_is_left_out_with_the_item_above(text: str, names: list[str], loose: list[list[str]]) -> None:
    assert read(text) == (names, loose, 0)


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE[3:]}\n\n- A\n- B\n\nMobile Beratung\n\n- C",
        f"{ONE}\n\n- A\n- B\n\nProjekte des anderen Budgets\n\n- C",
        f"{ONE}\n\n- A\n- B\n\nAntragstellung durch den Kreis\n– Bescheides.",
        f"{ONE}\n\n- A\n\nB\n\n{TWO}\n\n- C",
    ],
)
def test_what_may_be_a_type_or_leaves_none_is_refused(text: str) -> None:
    assert read(text)[2] > 0


BETWEEN = (
    "Folgende Projekte:\n\nAusbildungsvorbereitung\n\n- Webportal\n- Aktiv\n{blank}im Beruf\n- Jobcafé\n\n"
    "Qualifizierungsprojekte zur Arbeitsmarktintegration\n\n- Pflege\n\nGefördert wird nach dem Bescheid.\n"
)


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_line_closer_than_types_are_is_none(blank: str) -> None:
    document = parse(BETWEEN.format(blank=blank).encode(), "a.txt")
    found = listing(document, document.lines, lambda words: words == END)
    assert found.faults == []
    assert {one.passage.text for one in found.measures} >= {"Webportal", "Jobcafé", "Pflege"}
    assert "im Beruf" not in {one.passage.text for one in found.measures}


@pytest.mark.parametrize("blank", ["", "\n"])
def test_it_stays_with_a_name_that_was_cut_off(blank: str) -> None:
    text = f"**{ONE}**\n\n- A\n- Beratung für\n\nFrauen{blank}\n- B\n\n**{TWO}**\n\n- C"
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    assert [[line.text for line in one.lines] for one in found.aside] == [["Beratung für", "Frauen"]]
    assert ([one.passage.text for one in found.measures], found.loose, found.faults) == (["A", "B", "C"], [], [])
