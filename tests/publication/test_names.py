"""What places are called in a sentence."""

from __future__ import annotations

import pytest

from aqbgraph.publication.languages import ENGLISH
from aqbgraph.publication.names import party_after_with, party_label, party_label_in
from aqbgraph.publication.rows.overview_rows import local_parties


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


@pytest.mark.parametrize(
    ("key", "year", "name"),
    [
        ("ministerium-arbeit", 2011, "Hessisches Sozialministerium"),
        ("ministerium-arbeit", 2013, "Hessisches Sozialministerium"),
        ("ministerium-arbeit", 2014, "Hessisches Ministerium für Soziales und Integration"),
        ("ministerium-arbeit", 2023, "Hessisches Ministerium für Soziales und Integration"),
        ("ministerium-arbeit", 2024, party_label("ministerium-arbeit")),
        ("regierungspraesidium-kassel", 2018, "Regierungspräsidium Kassel"),
        ("odenwaldkreis", 2018, "Odenwaldkreis"),
    ],
)
def test_a_ministry_bears_the_name_of_its_time(key: str, year: int, name: str) -> None:
    assert party_label_in(key, year) == name
