from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line
from aqbgraph.reading.texts.plain import lines


def one(text: str) -> Line:
    (line,) = lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "kind", "marker", "words"),
    [
        ("Bürger*innen und *Kund*innen*", Kind.TEXT, "", "Bürger*innen und *Kund*innen*"),
        ("a_b_c &amp; <b>x</b> `y` \\* # [x](y)", Kind.TEXT, "", "a_b_c &amp; <b>x</b> `y` \\* # [x](y)"),
        ("          Zielvereinbarung", Kind.TEXT, "", "Zielvereinbarung"),
        ("# 4", Kind.TEXT, "", "# 4"),
        ("> x", Kind.TEXT, "", "> x"),
        ("- x", Kind.ITEM, "-", "x"),
        ("   * x", Kind.ITEM, "*", "x"),
        ("• x", Kind.ITEM, "•", "x"),
        ("\t1. Ausbildung", Kind.ITEM, "1.", "Ausbildung"),
        ("2) Ausbildung", Kind.ITEM, "2)", "Ausbildung"),
        ("2. August 2025", Kind.TEXT, "", "2. August 2025"),
        ("2.8.2025", Kind.TEXT, "", "2.8.2025"),
        ("§ 4", Kind.TEXT, "", "§ 4"),
        ("==========", Kind.RULE, "", "=========="),
        ("- - -", Kind.RULE, "", "- - -"),
        ("so zial", Kind.TEXT, "", "sozial"),
    ],
)
def test_a_line(text: str, kind: Kind, marker: str, words: str) -> None:
    line = one(text)
    assert (line.kind, line.marker, line.text, line.level) == (kind, marker, words, int(kind is Kind.ITEM))


def test_a_wrapped_sentence_makes_no_item() -> None:
    found = lines("Die Besprechung findet am\n12. Dezember und am\n13. statt\n\n13. Punkt")
    assert [line.kind for line in found] == [Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.ITEM]


def test_numbers_go_on_below_an_item() -> None:
    found = lines("1. a\n   geht weiter\n2. b\n\nText\n1. c")
    assert [(line.kind, line.marker) for line in found] == [
        (Kind.ITEM, "1."),
        (Kind.TEXT, ""),
        (Kind.ITEM, "2."),
        (Kind.TEXT, ""),
        (Kind.ITEM, "1."),
    ]


def test_columns() -> None:
    text = "  Wiesbaden, den 2. 8. 2025\tErbach, den 11. 8. 2025      Seite"
    line = one(text)
    assert [cell.text for cell in line.cells] == ["Wiesbaden, den 2. 8. 2025", "Erbach, den 11. 8. 2025", "Seite"]
    assert line.text == "Wiesbaden, den 2. 8. 2025 Erbach, den 11. 8. 2025 Seite"
    assert text[slice(*line.cells[1].span(0, 6))] == "Erbach"
    assert one("Block  satz   Zeile").cells == ()


def test_gaps_numbers_and_places() -> None:
    text = "a\r\n\r\n\r\n  b\rc"
    found = lines(text)
    assert [(line.number, line.gap, line.text) for line in found] == [(1, 0, "a"), (4, 2, "b"), (5, 0, "c")]
    assert [text[slice(*line.passage.span(0, 1))] for line in found] == ["a", "b", "c"]
