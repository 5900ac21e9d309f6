from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.extraction.amounts import euro
from aqbgraph.extraction.dates import german_date
from aqbgraph.extraction.values import (
    granting_authority,
    legal_code,
    local_party,
    programme,
    state_party,
)
from aqbgraph.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("491.550", "491550"),
        ("462800", "462800"),
        ("1.140.300", "1140300"),
        ("491.550,00", "491550"),
        ("0,5", None),
        ("491.550,25", "491550.25"),
    ],
)
def test_euro(text: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(ValueError, match="nicht eindeutig"):
            euro(text)
    else:
        assert euro(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["49l.550", "491.55", "4915.50", "1.2345", "", "-5", "491,550", "491 550", "0", "012", "1,2,3"]
)
def test_amount_without_a_single_reading(text: str) -> None:
    with pytest.raises(ValueError, match="nicht eindeutig"):
        euro(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2. 8. 2025", date(2025, 8, 2)),
        ("11. 08. 2025", date(2025, 8, 11)),
        ("23.07.2024", date(2024, 7, 23)),
        ("2. August 2025", date(2025, 8, 2)),
        ("1. März 2024", date(2024, 3, 1)),
    ],
)
def test_date(text: str, day: date) -> None:
    assert german_date(text) == day


@pytest.mark.parametrize(
    "text", ["31.02.2025", "23.07.24", "2025-08-02", "8/2/2025", "32.1.2025", "1. Augst 2025", "", "0.1.2025"]
)
def test_day_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="Das Datum"):
        german_date(text)


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


def test_others() -> None:
    assert state_party("Hessischen Ministerium für Arbeit, Integration, Jugend und Soziales") == "ministerium-arbeit"
    assert granting_authority("Regierungspräsidium Kassel") == "regierungspraesidium-kassel"
    assert programme("Ausbildungs- und Qualifizierungsbudgets") == "aqb"
    assert legal_code("VIII") == legal_code("SGB VIII") == Concept("legal-codes", "sgb-viii")
    with pytest.raises(ValueError, match="Rechtskreis"):
        legal_code("IX")
