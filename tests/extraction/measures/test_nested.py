"""Measure types as the outer bullets of a list."""

from __future__ import annotations

import pytest

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.extraction.measures.nested import raised
from aqbgraph.reading.readers import parse

ONE, TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"

# Bold, so that it is Markdown.
END = "\n**Ende**\n"


def read(text: str) -> list[tuple[bool, str]]:
    return [(line.kind is Kind.ITEM, line.text) for line in raised(parse(f"{text}{END}".encode(), "a.md").lines)][:-1]


def test_outer_bullets_are_headings() -> None:
    text = f"- {ONE}\n  - Startklar\n  - Werkstatt\n- {TWO}\n  - Pflege\n"
    assert read(text) == [(False, ONE), (True, "Startklar"), (True, "Werkstatt"), (False, TWO), (True, "Pflege")]


@pytest.mark.parametrize(
    "text",
    [
        f"- {ONE}\n- Startklar\n- {TWO}\n",
        f"- {ONE}\n  - Startklar\n- Werkstatt\n",
        f"**{TWO}**\n\n- {ONE}\n  - Startklar\n",
    ],
)
def test_other_lists_stay_as_they_are(text: str) -> None:
    lines = parse(f"{text}{END}".encode(), "a.md").lines
    assert read(text) == [(line.kind is Kind.ITEM, line.text) for line in lines[:-1]]


def test_types_with_their_number_behind_the_bullet() -> None:
    text = (
        "- 1. Ausbildungsvorbereitung\n    - Webportal\n- 2. Ausbildung in anerkannten Ausbildungsberufen\n    - Tour\n"
    )
    document = parse(text.encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert found.faults == []
    assert [(one.heading.concept.key, one.passage.text) for one in found.measures] == [
        ("1", "Webportal"),
        ("2", "Tour"),
    ]


def test_another_number_is_no_type_of_the_scheme() -> None:
    text = (
        "- 2. Ausbildungsvorbereitung\n    - Webportal\n- 2. Ausbildung in anerkannten Ausbildungsberufen\n    - Tour\n"
    )
    document = parse(text.encode(), "a.md")
    assert listing(document, document.lines, lambda _: False).faults


def test_a_number_behind_a_bullet_shows_where_a_type_was_lost() -> None:
    three = "Qualifizierungsprojekte zur Arbeitsmarktintegration"
    text = f"- 1. {ONE}\n  - Startklar\n  - Werkstatt\n- 3. {three}\n  - Pflege\n  - Lager\n"
    document = parse(f"{text}{END}".encode(), "a.md")
    found = listing(document, document.lines, lambda words: words == "Ende")
    assert [one.passage.text for one in found.measures] == ["Pflege", "Lager"]
    assert [one.lines[0].text for one in found.aside] == ["Startklar", "Werkstatt"]


def on_paper(text: str) -> list[tuple[bool, str]]:
    lines = raised(parse(f"{text}{END}".encode(), "a.md").lines, on_paper=True)
    return [(line.kind is Kind.ITEM, line.text) for line in lines][:-1]


def test_the_same_bullet_before_types_and_measures_on_paper() -> None:
    text = f"- {ONE}\n- Startklar\n- {TWO}\n- Pflege\n"
    assert on_paper(text) == [(False, ONE), (True, "Startklar"), (False, TWO), (True, "Pflege")]


@pytest.mark.parametrize(
    "text", [f"- Startklar\n- {ONE}\n- Pflege\n", f"- {ONE}\n- Startklar\n- 2. Was niemand kennt\n- Pflege\n"]
)
def test_a_type_that_may_be_another_leaves_them_bullets(text: str) -> None:
    assert {item for item, _ in on_paper(text)} == {True}
