"""What places are called in a sentence."""

from __future__ import annotations

import pytest

from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.names import party_after_with, party_label
from aqbgraph.publication.overview_rows import local_parties


@pytest.mark.parametrize("key", local_parties())
def test_each_place_follows_with_under_its_article(key: str) -> None:
    name = party_label(key)
    feminine = name.split()[0] == "Stadt"
    masculine = name.split()[0] == "Landkreis" or name.lower().endswith("kreis")
    assert feminine != masculine
    assert party_after_with(key) == f"{'der' if feminine else 'dem'} {name}"
    assert party_after_with(key, ENGLISH) == name


def test_all_places_are_asked() -> None:
    assert len(local_parties()) == 27
    assert party_after_with("odenwaldkreis") == "dem Odenwaldkreis"
    assert party_after_with("fulda") == "dem Landkreis Fulda"
    assert party_after_with("wiesbaden") == "der Stadt Wiesbaden"
