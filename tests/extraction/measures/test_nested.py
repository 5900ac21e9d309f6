"""Measure types as the outer bullets of a list."""

from __future__ import annotations

import pytest

from aqbgraph.document import Kind
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
