"""A line broken at a dash within a name: the two items that it looks like are told, and none is a measure."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

HEAD = "**1. Ausbildungsvorbereitung**\n\n"


def names(items: str) -> list[str]:
    document = parse((HEAD + items + "- Webportal\n").encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert found.faults == []
    return [one.passage.text for one in found.measures]


@pytest.mark.parametrize(
    "items",
    [
        "- MInA\n- Migranten in Arbeit 2025\n",
        "- BUILD\n- Begrüßen und Integrieren - Leben in Deutschland\n",
        "- BUILD - Begrüßen und Integrieren\n- Leben in Deutschland\n",
        "- DREIplus\n- Wiedererlangung der Erwerbsfähigkeit\n",
    ],
)
def test_what_explains_a_short_name_belongs_to_it(items: str) -> None:
    assert names(items) == ["Webportal"]


@pytest.mark.parametrize(
    "items",
    [
        "- MInA - Migranten in Arbeit\n- Tour\n",
        "- BOP\n- InteA\n",
        "- BASS Studenten\n- Beratung\n",
        "- TZ\n- Teilzeit\n",
        "- DREIplus\n- Beratung on Tour\n",
        "- Startklar\n- Wiedererlangung der Erwerbsfähigkeit\n",
    ],
)
def test_others_are_what_they_are(items: str) -> None:
    assert len(names(items)) == 3
