from __future__ import annotations

import pytest

from aqbgraph.extraction.signatures import offices
from aqbgraph.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("line", "role", "key"),
    [
        ("Landrat", "Landrat", "landrat"),
        ("Landrätin", "Landrätin", "landrat"),
        ("Der Landrat", "Landrat", "landrat"),
        ("Die Landrätin", "Landrätin", "landrat"),
        ("Landrat des Landkreises Fulda", "Landrat", "landrat"),
        ("Frank Matiaske, Landrat", "Landrat", "landrat"),
        ("Landrat Frank Matiaske", "Landrat", "landrat"),
        ("LANDRAT", "LANDRAT", "landrat"),
        ("Erste Kreisbeigeordnete", "Erste Kreisbeigeordnete", "erster-kreisbeigeordneter"),
        ("Erster Kreisbeigeordneter", "Erster Kreisbeigeordneter", "erster-kreisbeigeordneter"),
        ("Vizelandrätin", "Vizelandrätin", "erster-kreisbeigeordneter"),
        ("Kreisbeigeordnete", "Kreisbeigeordnete", "kreisbeigeordneter"),
        ("Hauptamtlicher Kreisbeigeordneter", "Hauptamtlicher Kreisbeigeordneter", "kreisbeigeordneter"),
        ("Stellvertretende Landrätin", "Stellvertretende Landrätin", "stellvertretender-landrat"),
        ("stellvertretender Landrat", "stellvertretender Landrat", "stellvertretender-landrat"),
        ("stellv. Landrat", "stellv. Landrat", "stellvertretender-landrat"),
        ("Oberbürgermeisterin", "Oberbürgermeisterin", "oberbuergermeister"),
        ("Bürgermeister", "Bürgermeister", "buergermeister"),
        ("Stadträtin", "Stadträtin", "stadtrat"),
        ("Erster Stadtrat", "Erster Stadtrat", "erster-stadtrat"),
        ("Staatsministerin", "Staatsministerin", "staatsminister"),
        ("Hessischer Staatsminister", "Hessischer Staatsminister", "staatsminister"),
        ("Hessischer Minister für Soziales und Integration", "Hessischer Minister", "staatsminister"),
        ("Hessischer Sozialminister", "Hessischer Sozialminister", "staatsminister"),
        ("Staatssekretär", "Staatssekretär", "staatssekretaer"),
    ],
)
def test_office(line: str, role: str, key: str) -> None:
    (found,) = offices.find(line)
    assert found.group() == role
    concept = offices.concept(role)
    assert concept is not None
    assert concept.key == key


@pytest.mark.parametrize(
    "line",
    [
        "für den Landrat",
        "Vertreter des Landrats",
        "stellvertretender Bürgermeister",
        "Landrat a. D.",
        "Landrat a.D.",
        "Landratsamt",
        "Vize-Landrat",
        "Hessisches Ministerium",
        "Landrat" * 30,
        "",
    ],
)
def test_no_office_in_which_somebody_signs(line: str) -> None:
    assert offices.find(line) == ()


def test_two_offices_in_a_line() -> None:
    assert [match.group() for match in offices.find("Staatsministerin Erster Kreisbeigeordneter")] == [
        "Staatsministerin",
        "Erster Kreisbeigeordneter",
    ]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Landrat", True),
        ("Landrat des Landkreises Fulda", True),
        ("Der Landrat", True),
        ("Der Landrat des Odenwaldkreises", True),
        ("Der Landrat und das HMSI tauschen sich aus.", False),
        ("Frank Matiaske, Landrat", False),
        ("Staatsministerin Landrat", False),
    ],
)
def test_line_that_begins_with_an_office(line: str, *, begins: bool) -> None:
    assert offices.is_office(line) is begins


@pytest.mark.parametrize("entry", vocabulary().concepts(offices.SCHEME), ids=lambda entry: entry.key)
def test_every_office_has_a_side(entry: object) -> None:
    assert offices.sides()[entry.key] in ("StateParty", "LocalParty")  # type: ignore[attr-defined]  # an Entry


def test_an_office_torn_apart_is_no_mans() -> None:
    assert offices.find("Staatsminister in") == ()
    assert offices.find("Staatsminister in Hessen") != ()


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ("Erste", "Kreisbeigeordnete", True),
        ("Hauptamtlicher", "Kreisbeigeordneter des Landkreises", True),
        ("Landrat", "Erster Kreisbeigeordneter", False),
        ("Erika Muster", "Landrätin", False),
        ("Erste", "Hilfe", False),
    ],
)
def test_an_office_goes_on_in_the_next_line(above: str, below: str, goes_on: bool) -> None:
    assert offices.goes_on(above, below) is goes_on


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Landrat des Landkreises Fulda", "Landrat"),
        ("Kreisbeigeordnete und Sozialdezernentin", "Kreisbeigeordnete und Sozialdezernentin"),
        ("Erste Stadträtin und Bürgermeisterin", "Erste Stadträtin und Bürgermeisterin"),
    ],
)
def test_offices_that_one_person_holds(line: str, words: str) -> None:
    found = offices.held(line)
    assert found is not None
    assert line[slice(*found)] == words
    assert offices.concept(words) == offices.concept(words.partition(" und ")[0])


@pytest.mark.parametrize(
    "line", ["Landrat und Erste Kreisbeigeordnete", "Staatsministerin      Kreisbeigeordnete", "Frank Matiaske"]
)
def test_offices_of_two_people(line: str) -> None:
    assert offices.held(line) is None
