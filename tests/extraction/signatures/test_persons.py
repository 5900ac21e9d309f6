from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.extraction.signatures import persons


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Frank Matiaske", "Frank Matiaske"),
        ("Özlem Şahin", "Özlem Şahin"),
        ("Łukasz Đorđević", "Łukasz Đorđević"),
        ("Frank Matiaske (FDP)", "Frank Matiaske"),
        ("Anna Maria Schmidt", "Anna Maria Schmidt"),
        ("Anna-Lena Müller-Lüdenscheidt", "Anna-Lena Müller-Lüdenscheidt"),
        ("Dr. Frank Matiaske", "Dr. Frank Matiaske"),
        ("Dr. Matiaske", "Dr. Matiaske"),
        ("Prof. Dr. med. Anna Muster", "Prof. Dr. med. Anna Muster"),
        ("Prof. Dr. h. c. Anna Muster", "Prof. Dr. h. c. Anna Muster"),
        ("Dr. Dr. h.c. mult. Anna Muster", "Dr. Dr. h.c. mult. Anna Muster"),
        ("Dr.-Ing. Eva Bär", "Dr.-Ing. Eva Bär"),
        ("Dipl.-Ing. Frank Matiaske", "Dipl.-Ing. Frank Matiaske"),
        ("Dipl.-Volksw. Frank Matiaske", "Dipl.-Volksw. Frank Matiaske"),
        ("Frank Matiaske, M.A.", "Frank Matiaske, M.A."),
        ("Frank Matiaske M. A.", "Frank Matiaske M. A."),
        ("Frank Matiaske MdL", "Frank Matiaske MdL"),
        ("Frank Matiaske, LL.M.", "Frank Matiaske, LL.M."),
        ("Frank von der Heide", "Frank von der Heide"),
        ("Frank Freiherr von der Heide", "Frank Freiherr von der Heide"),
        ("Karl von und zu Hohenstein", "Karl von und zu Hohenstein"),
        ("Jean-Pierre d'Artagnan", "Jean-Pierre d'Artagnan"),
        ("Sean O'Neill", "Sean O'Neill"),
        ("K.-H. Meier", "K.-H. Meier"),
        ("K. H. Meier", "K. H. Meier"),
        ("Karl H. Meier", "Karl H. Meier"),
        ("FRANK MATIASKE", "FRANK MATIASKE"),
        ("Frau Dr. Anna Muster", "Dr. Anna Muster"),
        ("gez. Frank Matiaske", "Frank Matiaske"),
        ("i. V. Frank Matiaske", "Frank Matiaske"),
        ("i.A. Frank Matiaske", "Frank Matiaske"),
        ("In Vertretung Frank Matiaske", "Frank Matiaske"),
        ("(Frank Matiaske)", "Frank Matiaske"),
        ("(gez. Dr. Frank Matiaske)", "Dr. Frank Matiaske"),
        ("Frank Matiaske Frank Matiaske", "Frank Matiaske"),
        ("Frank Matiaske Dr. Frank Matiaske", "Dr. Frank Matiaske"),
        ("Matiaske Frank Matiaske", "Frank Matiaske"),
        ("F. Matiaske Frank Matiaske", "Frank Matiaske"),
    ],
)
def test_name(line: str, name: str) -> None:
    found = persons.find(line)
    assert found is not None
    assert line[found.start : found.end] == name


@pytest.mark.parametrize(
    "line",
    [
        "Heike Hofmann Frank Matiaske",  # two people
        "Wiesbaden Heike Hofmann",
        "Heike Hofmann Wiesbaden",
        "Matiaske",
        "Matiaske, Frank",
        "frank matiaske",
        "Hessisches Ministerium",
        "Fachbereich Jugend",
        "Jugend und Soziales",
        "Frankfurt am Main",
        "Main - Kinzig - Kreis",
        "Erste Beigeordnete",
        "Arbeitswelt Hessen",
        "Anlage Eins",
        "In Vertretung",
        "Ort Datum",
        "Frank Matiaske 2025",
        "Frank Matiaske und Anna Muster",
        "Dr.",
        "",
    ],
)
def test_no_name(line: str) -> None:
    assert persons.find(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Ort, Datum",
        "(Ort, Datum)",
        "Ort und Datum",
        "Unterschrift",
        "(Unterschrift)",
        "Datum, Unterschrift",
        "Name, Funktion",
        "Dienstsiegel",
        "L.S.",
        "i. V.",
        "In Vertretung",
        "Im Auftrag",
        "Ort, den ______",
    ],
)
def test_label(line: str) -> None:
    assert persons.is_label(line)
    assert persons.find(line) is None


@pytest.mark.parametrize("line", ["Frank Matiaske", "Landrat", "Ortrud Muster", "Datumsgrenze", ""])
def test_no_label(line: str) -> None:
    assert not persons.is_label(line)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("Heike Hofmann", True),
        ("H. Hofmann", True),
        ("Hofmann", True),
        ("Dr. Heike Hofmann", True),
        ("gez. Hofmann", True),
        ("Heike", False),
        ("Frank Hofmann", False),
        ("Heike Matiaske", False),
        ("Landrätin Hofmann", False),
    ],
)
def test_signature_of_the_printed_name(line: str, *, same: bool) -> None:
    printed = persons.find("Heike Hofmann")
    assert printed is not None
    assert persons.same(line, printed) is same


GIVEN = st.sampled_from(["Anna", "Heike", "Karl-Heinz", "Änne", "Özlem", "K.-H.", "J."])
SURNAMES = st.sampled_from(["Muster", "Hofmann", "Müller-Lüdenscheidt", "O'Neill", "Löwe", "Schäfer", "Weiß"])
TITLES = st.sampled_from(["", "Dr. ", "Prof. Dr. ", "Dr. h. c. ", "Dipl.-Ing. ", "Dr.-Ing. "])
PARTICLES = st.sampled_from(["", "von ", "von der ", "zu ", "Freiherr von "])
AROUND = st.sampled_from([("", ""), ("gez. ", ""), ("(", ")"), ("i. V. ", ""), ("i. A. ", "")])


@given(TITLES, GIVEN, PARTICLES, SURNAMES, AROUND)
def test_any_name_is_found_as_a_whole(
    title: str, given_name: str, particle: str, surname: str, around: tuple[str, str]
) -> None:
    name = f"{title}{given_name} {particle}{surname}"
    line = f"{around[0]}{name}{around[1]}"
    found = persons.find(line)
    assert found is not None
    assert line[found.start : found.end] == name


@pytest.mark.parametrize("line", ["Dr. " * 30, "A" * 159, "von " * 39, "Ort, " * 31 + "x", "(" * 159, "Abc " * 39])
def test_any_line_ends(line: str) -> None:
    start = time.perf_counter()
    persons.find(line)
    persons.is_label(line)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("line", "below", "one"),
    [
        ("Dr.", "Erika Muster", True),
        ("Prof. Dr.", "Muster", True),
        ("Dr. Erika", "Muster", True),
        ("Dr. Muster", "Landrätin des Kreises", False),
        ("Dr. Muster", "Kassel", False),
        ("Dr. Erika Muster", "Beispiel", False),
        ("Erika", "Muster", False),
        ("Erika Muster", "Landrätin", False),
        ("Frau", "Ministerium", False),
    ],
)
def test_a_name_over_two_lines(line: str, below: str, *, one: bool) -> None:
    assert persons.goes_on(line, below) is one


@pytest.mark.parametrize("name", ["Ş. Demir", "Josef Bauer jun.", "Ž. Novák"])
def test_initials_of_all_languages_and_what_tells_son_from_father(name: str) -> None:
    found = persons.find(name)
    assert found is not None
    assert name[found.start : found.end] == name
