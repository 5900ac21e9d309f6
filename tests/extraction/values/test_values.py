from __future__ import annotations

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.extraction.values.values import (
    granting_authority,
    key_of,
    legal_code,
    local_party,
    programme,
    state_party,
)
from aqbgraph.vocabulary import vocabulary


@pytest.mark.parametrize("entry", vocabulary().instances("LocalParty"), ids=lambda entry: entry.key)
def test_every_spelling_names_its_party(entry: object) -> None:
    spellings: tuple[str, ...] = entry.spellings  # type: ignore[attr-defined]  # an Entry of the vocabulary
    assert {local_party(spelling) for spelling in spellings} == {entry.key}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Landkreis Werra-Meissner-Kreis", "werra-meissner-kreis"),
        ("Main - Kinzig - Kreis", "main-kinzig-kreis"),
        ("Landkreis Kassel", "kassel-landkreis"),
        ("Stadt Kassel", "kassel-stadt"),
        ("Stadt Offenbach am Main", "offenbach-stadt"),
        ("Stadt Offenbach a. M.", "offenbach-stadt"),
        ("Stadt Frankfurt/Main", "frankfurt-am-main"),
        ("Landkreis Offenbach", "offenbach-landkreis"),
        ("Landeshauptstadt Wiesbaden", "wiesbaden"),
    ],
)
def test_party(text: str, key: str) -> None:
    assert local_party(text) == key


@pytest.mark.parametrize(
    ("text", "message"),
    [("Kassel", "mehrdeutig"), ("Offenbach", "Verzeichnis|mehrdeutig"), ("Entenhausen", "Verzeichnis")],
)
def test_party_that_is_nobody(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        local_party(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Landkreis Odenwaldkreiss", "Odenwaldkreis"),
        ("Main-Taunas-Krais", "Main-Taunus-Kreis"),
        ("Landkreis Fuld", "Fulda"),
    ],
)
def test_the_nearest_name_is_asked_for(text: str, asked: str) -> None:
    with pytest.raises(ValueError, match=f"Meinten Sie „[^“]*{asked}“"):
        local_party(text)


def test_key_of_a_name_that_two_bear() -> None:
    assert key_of("Stadt Kassel", "LocalParty") == "kassel-stadt"
    assert key_of("Kassel", "LocalParty") is None


def test_others() -> None:
    assert state_party("Hessischen Ministerium für Arbeit, Integration, Jugend und Soziales") == "ministerium-arbeit"
    assert granting_authority("Regierungspräsidium Kassel") == "regierungspraesidium-kassel"
    assert programme("Ausbildungs- und Qualifizierungsbudgets") == "aqb"
    assert legal_code("VIII") == legal_code("SGB VIII") == Concept("legal-codes", "sgb-viii")
    with pytest.raises(ValueError, match="Rechtskreis"):
        legal_code("IX")
