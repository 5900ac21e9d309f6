"""Measures that are left out until somebody says what they are: each is told, with what to write."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.left_out import left_out
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.errors import Doubtful
    from aqbgraph.extraction.measures.listed import Listing

SHEET = "vereinbarung.korrekturen.toml"
TYPED = "Ausbildungsvorbereitung\n\n- Webportal\n"
UNTYPED = 'Arbeitsmarktbudget:\n\n- Sozialkaufhaus "Café"\n- Tour\n'


def read(text: str) -> tuple[Listing, list[Doubtful]]:
    document = parse(text.encode(), "vereinbarung.md")
    found = listing(document, document.lines, lambda _: False, by_budget=True)
    return found, list(left_out(document, found))


def test_what_has_a_type_is_not_left_out() -> None:
    found, told = read(f"{TYPED}\n{UNTYPED.splitlines()[0]}\n\n{TYPED}")
    assert [measure.passage.text for measure in found.measures] == ["Webportal", "Webportal"]
    assert told == []


def test_each_below_a_budget_without_types_is_told() -> None:
    found, told = read(f"{TYPED}\n{UNTYPED}")
    assert [measure.passage.text for measure in found.measures] == ["Webportal"]
    assert found.faults == []
    assert [said.place and said.place.line for said in told] == [7, 8]
    assert all(f"Das Projekt bleibt weg, bis in „{SHEET}“ steht:" in str(said) for said in told)
    assert all("Unter „Arbeitsmarktbudget:“ steht keine Maßnahmenart." in str(said) for said in told)


def test_what_is_to_be_written_can_be_copied() -> None:
    """Quotes within a name included."""
    _, told = read(f"{TYPED}\n{UNTYPED}")
    entry = told[0].message.partition("[[hinzufuegen]] ")[2].removesuffix(".")
    assert tomllib.loads(entry.replace(", art", "\nart")) == {"massnahme": 'Sozialkaufhaus "Café"', "art": "…"}
