"""Names of measures."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.items import unlikely


@pytest.mark.parametrize("name", ["Frankfurter Straße 12", "Sonnenberger Straße 2/2a", "Neue Straße 3 - 65189 Ort"])
def test_an_address_is_no_project(name: str) -> None:
    assert "Fußzeile" in unlikely(name)


def test_a_project_named_after_a_house_is_one() -> None:
    assert unlikely("Neue Straße 3 - Werkstatt") == ""
