from __future__ import annotations

import pytest

from aqbgraph.document import Kind
from aqbgraph.reading.composition import Block, Composer
from aqbgraph.reading.pdf.misread import repaired


def mended(*texts: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Kind, words and repairs of each line; each repair is shown where it was made."""
    composer = Composer("a.pdf")
    for text in texts:
        composer.add(Block(text))
    reading = composer.reading()
    found = []
    for line in repaired(reading).lines:
        for repair in line.passage.repairs:
            assert reading.text[repair.start : repair.end] == repair.read
        start, end = line.passage.span(0, len(line.text))
        assert len(reading.text[start:end]) >= len(line.text) - 1
        found.append((line.kind.value, line.text, [(repair.read, repair.written) for repair in line.passage.repairs]))
    return found


@pytest.mark.parametrize("sign", ["«", "°", "e", "o", "¢", "®", "°e", "«e", "~", "a", ". «", "eo", "oe"])
def test_bullets(sign: str) -> None:
    assert mended(f"{sign} Projekt") == [("item", "Projekt", [(sign, "•")])]


@pytest.mark.parametrize("text", ["ein Projekt", "e-Learning Projekt", "a und o", "Es gilt", "§ 4", "€ 491.550"])
def test_what_is_no_bullet(text: str) -> None:
    assert mended(text)[0][::2] == ("text", [])


def test_paragraph_signs_that_count_on() -> None:
    found = mended("8 1", "Text.", "$ 2 Ziele", "Text.", "83", "Text.", "§ 4", "Text.", "S5")
    assert [row[1] for row in found if row[1] != "Text."] == ["§ 1", "§ 2 Ziele", "§ 3", "§ 4", "§ 5"]
    assert [row[2] for row in found if row[2]] == [[("8", "§")], [("$", "§")], [("8", "§")], [("S", "§")]]


@pytest.mark.parametrize("sign", ["$S", "S$", "8$", "§S", "$$"])
def test_a_paragraph_sign_read_as_two(sign: str) -> None:
    assert mended(f"{sign} 1 Ziele", "Text.", "S2") == [
        ("text", "§ 1 Ziele", [(sign, "§")]),
        ("text", "Text.", []),
        ("text", "§ 2", [("S", "§")]),
    ]


@pytest.mark.parametrize("text", ["Sı", "$l", "SI", "s1", "§ l"])
def test_the_first_paragraph_whose_number_is_a_stroke(text: str) -> None:
    found = mended(text, "Text.", "S2", "Text.", text)
    assert [row[1] for row in found if row[1] != "Text."] == ["§ 1", "§ 2", text]


def test_the_number_before_may_be_lost_where_one_was_read() -> None:
    found = mended("§ 3", "Text.", "54a", "Text.", "85", "Text.", "88 Ziele")
    assert [row[1] for row in found if row[1] != "Text."] == ["§ 3", "54a", "§ 5", "88 Ziele"]


@pytest.mark.parametrize("text", ["8 2", "84", "2025", "8 Projekte", "81 Menschen nahmen teil.", "8 1 Euro.", "1"])
def test_numbers_that_do_not_count_on_stay(text: str) -> None:
    assert mended(text) == [("text", text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Ziele aus 8 5.", "die Ziele aus § 5."),
        ("in $ 4 genannten", "in § 4 genannten"),
        ("Rechtskreise SGB Il, Ill, VIIl", "Rechtskreise SGB II, III, VIII"),
        ("Geflüchtete |", "Geflüchtete I"),
    ],
)
def test_signs_within_a_sentence(text: str, expected: str) -> None:
    ((_, words, repairs),) = mended(text)
    assert words == expected
    assert repairs


@pytest.mark.parametrize(
    "text",
    [
        "Startklar | - | Pflege",
        "in 5 10 Euro",
        "alle und Illustration",
        "Il-Projekt l und",
        "nach 8 500 Euro",
        "von 85",
    ],
)
def test_what_has_another_reading_stays(text: str) -> None:
    ((_, words, _repairs),) = mended(text)
    assert words == text or text.startswith("Il-")


def test_furniture_is_left_alone() -> None:
    composer = Composer("a.pdf")
    composer.add(Block("8 1", Kind.FURNITURE))
    assert repaired(composer.reading()).lines[0].text == "8 1"


def test_an_i_within_a_word_of_the_form() -> None:
    assert mended("im SGB XII und AsyIbLG")[0][1:] == ("im SGB XII und AsylbLG", [("AsyIbLG", "AsylbLG")])


@pytest.mark.parametrize("text", ["Teilnehmer und TeilnehmerInnen", "JobInfo", "AusbiIdunk", "MInA"])
def test_an_i_that_makes_no_word_of_the_form_stays(text: str) -> None:
    assert mended(text)[0][1:] == (text, [])
