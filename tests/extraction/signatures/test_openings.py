from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, identity
from aqbgraph.extraction.signatures.openings import apart, begins_signature, broken, openings


def read(line: str) -> list[tuple[str | None, str | None, str | None]]:
    return [
        tuple(line[slice(*span)] if span else None for span in (one.place, one.date, one.misread))  # type: ignore[misc]
        for one in openings(line)
    ]


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Wiesbaden, den 2. 8. 2025", "Wiesbaden", "2. 8. 2025"),
        ("Wiesbaden, 2. 8. 2025", "Wiesbaden", "2. 8. 2025"),
        ("Wiesbaden, am 2. 8. 2025", "Wiesbaden", "2. 8. 2025"),
        ("Wiesbaden am 2. 8. 2025", "Wiesbaden", "2. 8. 2025"),
        ("Wiesbaden den 2. 8. 2025", "Wiesbaden", "2. 8. 2025"),
        ("Wiesbaden,den 2.8.2025", "Wiesbaden", "2.8.2025"),
        ("Wiesbaden, den 2. August 2025", "Wiesbaden", "2. August 2025"),
        ("Wiesbaden, den 2025-08-02", "Wiesbaden", "2025-08-02"),
        ("Wiesbaden, den 2.8.25", "Wiesbaden", "2.8.25"),
        ("Wiesbaden, Samstag, den 2.8.2025", "Wiesbaden", "Samstag, den 2.8.2025"),
        ("Wiesbaden, den", "Wiesbaden", None),
        ("Wiesbaden, den ____", "Wiesbaden", None),
        ("Wiesbaden, den ......", "Wiesbaden", None),
        ("Wiesbaden, am", "Wiesbaden", None),
        ("Wiesbaden am", "Wiesbaden", None),
        ("Wiesbaden,", "Wiesbaden", None),
        ("Darmstadt, im August 2025", "Darmstadt", None),
        ("Bad Homburg v. d. Höhe, den 1.12.2025", "Bad Homburg v. d. Höhe", "1.12.2025"),
        ("Lauterbach (Hessen), 11.08.2025", "Lauterbach (Hessen)", "11.08.2025"),
        ("Büttelborn, den 1.2.2025", "Büttelborn", "1.2.2025"),
        ("Büttelborn, den ____", "Büttelborn", None),
        ("Erbach, den l1. O8. 2025", "Erbach", "l1. O8. 2025"),
        ("Jugend und Soziales Erbach, den 1.12.2025", "Erbach", "1.12.2025"),
        ("Heike Hofmann Büttelborn, den 1.2.2025", None, "1.2.2025"),
        ("Wiesbaden, den Heike Hofmann", "Wiesbaden", None),
    ],
)
def test_place_and_day(line: str, place: str | None, day: str | None) -> None:
    assert read(line) == [(place, day, None)]
    assert begins_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "bach, den 11. 08. 2025",
        "ssel-den, 11. 08. 2025",
        "n, den 11. 08. 2025",
        ") fma, den 11. 08. 2025",
        "ad FJlomburg, den 11. 08. 2025",
    ],
)
def test_of_a_torn_place_the_day_is_left(line: str) -> None:
    assert read(line) == [(None, "11. 08. 2025", None)]
    assert not begins_signature(line)


@pytest.mark.parametrize(
    "line", ["und den 11. 08. 2025", "EINGEGANGEN 11. 08. 2025", "am 11. 08. 2025", "bach, 11. 08. 2025", "bach, den"]
)
def test_a_day_without_a_torn_place_is_of_no_signature(line: str) -> None:
    assert read(line) == []


@pytest.mark.parametrize("day", ["11/08/2025", "11.8", "2025", "8. 2025", "11. 08. 20 25", "11.08.20255"])
def test_what_stands_for_a_day_and_is_none(day: str) -> None:
    assert read(f"Erbach, den {day}") == [("Erbach", None, day)]


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("Wiesbaden, den 2. 8. 2025 Erbach, den 11. 08. 2025", ("Wiesbaden", "2. 8. 2025"), ("Erbach", "11. 08. 2025")),
        ("Wiesbaden, den Erbach, den", ("Wiesbaden", None), ("Erbach", None)),
        ("Wiesbaden, den ____ Erbach, den ____", ("Wiesbaden", None), ("Erbach", None)),
        ("Wiesbaden, den Erbach, den 11.8.2025", ("Wiesbaden", None), ("Erbach", "11.8.2025")),
    ],
)
def test_side_by_side(line: str, first: tuple[str, str | None], second: tuple[str, str | None]) -> None:
    assert [row[:2] for row in read(line)] == [first, second]


@pytest.mark.parametrize(
    "line",
    [
        "Ort, Datum",
        "Ort, den ____",
        "Projekt, am Ende",
        "Stand, 2. 8. 2025",
        "Büttelborn, 2. 8. 2025",
        "Im Jahr, den 3",
        "Der Landkreis, den das HMSI fördert, beteiligt sich.",
        "Mittel, die am 2. 8. 2025 fließen",
        "Wiesbaden",
        "Frank Matiaske",
        "A, den 2. 8. 2025" * 20,
        "",
    ],
)
def test_no_place_and_day_in_prose(line: str) -> None:
    assert not begins_signature(line)


@pytest.mark.parametrize(
    "line",
    ["Dar dt den 03.07.2024", "rg„den 27. 00. 2018", "iespaden„den 21. August 2025", "d&y,89.Agril 2014", "11.08.2025"],
)
def test_broken_place_and_day(line: str) -> None:
    found = broken(line)
    assert found is not None
    assert (found.place, found.date, found.misread) == (None, None, (0, len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "Erbach, den 11. 08. 2025",
        "Wiesbaden, den 21. %",
        "rbac„den 27. 00. 2025 Wie„den 2. 8. 2025",
        "03.07.2024 Eingang",
        "Die Vereinbarung gilt in allem vom Tag der Unterschrift bis 31.12.2025",
        "Aktenzeichen 2024.03.07.2024",
        "Landrat",
        "a" * 100_000,
    ],
)
def test_no_broken_place_and_day(line: str) -> None:
    assert broken(line) is None


def test_words_joined_before_place_and_day_are_parted() -> None:
    text = "Sie werden veröffentlicht. Wiesbaden, den 2. 8. 2025"
    line = Line(7, Kind.TEXT, identity(text, 100))
    above, below = apart(line)
    assert (above.text, below.text) == ("Sie werden veröffentlicht.", "Wiesbaden, den 2. 8. 2025")
    assert below.passage.span(0, 9) == (100 + text.index("Wiesbaden"), 100 + text.index(", den"))
    assert (above.number, below.number) == (7, 7)


@pytest.mark.parametrize(
    "text", ["Wiesbaden, den 2. 8. 2025", "Am 2. 8. 2025 in Wiesbaden, den Ort", "Müller Büttelborn, den 2. 8. 2025"]
)
def test_other_lines_stay_whole(text: str) -> None:
    line = Line(1, Kind.TEXT, identity(text))
    assert apart(line) == (line,)
