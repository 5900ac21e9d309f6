from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, identity
from aqbgraph.extraction.forms.layouts import AQB
from aqbgraph.extraction.outlining.titles import LONGEST_HEADING, Titles, is_title

TITLES = Titles(AQB)


def lines(*texts: str, kind: Kind = Kind.TEXT) -> list[Line]:
    return [Line(number, kind, identity(text)) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("texts", "key", "count"),
    [
        (["Zielsteuerung"], "6", 1),
        (["ZIELSTEUERUNG"], "6", 1),
        (["Haushaltsmittel", "und Eckdaten"], "4", 2),
        (["Ziele für die Umsetzung des Landkreises", "Fulda"], "5", 2),
        (["Ziele für die Umsetzung der Stadt Kassel", "Die Stadt"], "5", 1),
        (["Praeambel"], "preamble", 1),
        (["Ziele fuer die Umsetzung des Landkreises Fulda"], "5", 1),
        (["Ausbildungs- und Qualifizierungsbudget Ziele des Landes"], "1", 1),
    ],
)
def test_headings(texts: list[str], key: str, count: int) -> None:
    found = TITLES.at(lines(*texts))
    assert found is not None
    assert (found[0].key, found[1]) == (key, count)


@pytest.mark.parametrize("texts", [["Finanzen"], ["Haushaltsmittel", "Eckdaten", "und"], ["Die Zielsteuerung"]])
def test_others(texts: list[str]) -> None:
    assert TITLES.at(lines(*texts)) is None


@pytest.mark.parametrize("words", ["Zielvereinbarung", "ZieIvereinbarung", "Zielvercinbarung"])
def test_the_title_may_have_a_wrong_letter(words: str) -> None:
    assert is_title(words)


@pytest.mark.parametrize("words", ["Änderungsvereinbarung", "Zielvereinbarung zur Änderung", "Vereinbarung", "Ziele"])
def test_no_title(words: str) -> None:
    assert not is_title(words)


def test_a_line_of_a_paragraph_is_near_no_heading() -> None:
    first, *others = lines("Zie1steuerung", "im Kreis")
    assert TITLES.at([first, *others]) is None
    assert TITLES.at([first._replace(gap=1), *others]) is not None


def test_an_item_is_no_heading() -> None:
    assert TITLES.at(lines("Zielsteuerung", kind=Kind.ITEM)) is None


def test_a_sentence_is_too_long_for_one() -> None:
    assert TITLES.of("Ziele für die Umsetzung des Landkreises " + "x" * LONGEST_HEADING) is None
