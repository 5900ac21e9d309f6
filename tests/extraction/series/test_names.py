from __future__ import annotations

import pytest

from aqbgraph.extraction.series.names import form


@pytest.mark.parametrize(
    ("label", "letters"),
    [
        ("„Bewerber-Center“ 2025", "bewerbercenter"),
        ("Schule & Beruf (2024/25)", "schuleundberuf"),
        ("BASS Studenten*innen", "bassstudenteninnen"),
        ("Übergangsmanagement", "uebergangsmanagement"),
        ("U\u0308bergangsmanagement", "uebergangsmanagement"),
        ("Let's work", "letswork"),
        ("", ""),
        ("Привет", ""),
    ],
)
def test_letters(label: str, letters: str) -> None:
    assert form(label).letters == letters


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Geflüchtete I", ("1",)),
        ("Geflüchtete IV 2025", ("4",)),
        ("Kurs XXIX", ("29",)),
        ("Beratung im SGB XII und AsylbLG", ("12",)),
        ("Coaching Ü25", ("ue25",)),
        ("Modul 1 a", ("1", "a")),
        ("Gruppe A", ("a",)),
        ("E-Learning", ()),
        ("Mix aus MINT", ()),
        ("Digital Praxis 2024/25", ()),
    ],
)
def test_numbers(label: str, numbers: tuple[str, ...]) -> None:
    assert form(label).numbers == numbers


@pytest.mark.parametrize(
    ("label", "coined"),
    [
        ("MInA - Migranten in Arbeit", True),
        ("BUILD - Begrüßen und Integrieren", True),
        ("DREIplus - Wiedererlangung", True),
        ("Bewerbungscoaching", False),
        ("Beratung im SGB XII und AsylbLG", False),
        ("Coaching für TeilnehmerInnen", False),
        ("AUSBILDUNG FÜR FRAUEN", False),
        ("Modul III", False),
    ],
)
def test_made_up_words(label: str, coined: bool) -> None:
    assert form(label).coined is coined


@pytest.mark.parametrize(
    ("label", "count"),
    [("Projekt für die Pflege 2", 1), ("MInA - Migranten in Arbeit", 3), ("BASS Studenten*innen", 2)],
)
def test_telling_words(label: str, count: int) -> None:
    assert form(label).telling == count
