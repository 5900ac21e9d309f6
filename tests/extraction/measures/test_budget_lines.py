"""Where the name of the next budget was joined to an item."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.budget_lines import parted
from aqbgraph.reading.readers import parse


def texts(item: str) -> list[str]:
    (line,) = parse(f"- {item}\n".encode(), "a.md").lines
    return [part.text for part in parted(line)]


@pytest.mark.parametrize("above", ["Startklar", "Pflege aktiv", "Sprachkurs (A1)"])
def test_it_is_a_line_of_its_own(above: str) -> None:
    assert texts(f"{above} Arbeitsmarktbudget") == [above, "Arbeitsmarktbudget"]


def test_its_number_and_its_year_go_with_it() -> None:
    below = "II. Projekte aus dem Arbeitsmarktbudget 2017"
    assert texts(f"Startklar {below}") == ["Startklar", below]


@pytest.mark.parametrize("name", ["Beratung zum Arbeitsmarktbudget", "Hilfen aus dem Arbeitsmarktbudget", "Startklar"])
def test_a_name_may_speak_of_a_budget(name: str) -> None:
    assert texts(name) == [name]
