"""Raised figures behind names: powers are of the name, marks of notes are not."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse


def read(*items: str, below: str = "") -> list[str]:
    text = "**1. Ausbildungsvorbereitung**\n\n" + "".join(f"- {item}\n" for item in items) + f"\n{below}\n"
    document = parse(text.encode(), "a.md")
    return [one.passage.text for one in listing(document, document.lines, lambda _: False).measures]


@pytest.mark.parametrize("name", ["Chance²", "Hoch³"])
def test_a_power_is_of_the_name(name: str) -> None:
    assert read(name, "Tour") == [name, "Tour"]


def test_the_mark_of_a_note_is_none_of_the_name() -> None:
    assert read("Startklar¹", "Tour²") == ["Startklar", "Tour"]
    assert read("Tour²", below="² Nur für Frauen, die eine Ausbildung suchen.") == ["Tour"]
