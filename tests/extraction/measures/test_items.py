"""Names of measures."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.items import unlikely
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse


@pytest.mark.parametrize("name", ["Frankfurter Straße 12", "Sonnenberger Straße 2/2a", "Neue Straße 3 - 65189 Ort"])
def test_an_address_is_no_project(name: str) -> None:
    assert "Fußzeile" in unlikely(name)


def test_a_project_named_after_a_house_is_one() -> None:
    assert unlikely("Neue Straße 3 - Werkstatt") == ""


def test_a_roman_number_goes_on_with_a_name_unless_the_list_has_numbers() -> None:
    document = parse(b"**1. Ausbildungsvorbereitung**\n\n- Werkstatt\n  I. Quartal\n- Tour\n", "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert [one.passage.text for one in found.measures] == ["Werkstatt I. Quartal", "Tour"]
