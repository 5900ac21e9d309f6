from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import Kind, Line
from aqbgraph.reading.texts.markdown import lines


def one(text: str) -> Line:
    (line,) = lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "kind", "words", "strong"),
    [
        ("## **§ 1**", Kind.HEADING, "§ 1", True),
        ("## **§ 6** **Zielsteuerung**", Kind.HEADING, "§ 6 Zielsteuerung", True),
        ("**zwischen**", Kind.TEXT, "zwischen", True),
        ("aus dem **Budget 2025**", Kind.TEXT, "aus dem Budget 2025", False),
        ("- BASS Studenten\\*innen", Kind.ITEM, "BASS Studenten*innen", False),
        ("1. Ausbildung", Kind.ITEM, "Ausbildung", False),
        ("a &amp; b", Kind.TEXT, "a & b", False),
        ("*Heike Hofmann*", Kind.TEXT, "Heike Hofmann", False),
        ("    eingerückt", Kind.TEXT, "eingerückt", False),
        ("<b>x</b>", Kind.TEXT, "<b>x</b>", False),
        ("[x]: http://example.org", Kind.TEXT, "[x]: http://example.org", False),
        ("---", Kind.RULE, "---", False),
        ("=====", Kind.RULE, "=====", False),
        ("Bürger*innen und Kund*innen", Kind.TEXT, "Bürger*innen und Kund*innen", False),
        ("2. August 2025", Kind.TEXT, "2. August 2025", False),
        ("- 2. Chance", Kind.ITEM, "2. Chance", False),
        ("[Portal](https://x.de 'Titel')", Kind.TEXT, "Portal", False),
        ("![Logo des Landes](logo.png)", Kind.TEXT, "Logo des Landes", False),
        ("![](logo.png)", Kind.TEXT, "![](logo.png)", False),
        ("**Land**<br>**Hessen**", Kind.TEXT, "Land Hessen", False),
        ("> **Ziel**", Kind.TEXT, "Ziel", True),
        ("\\- x", Kind.ITEM, "x", False),
        ("a&#12;b", Kind.TEXT, "a\ufffdb", False),
        ("so zial", Kind.TEXT, "sozial", False),
    ],
)
def test_markup_is_taken_away(text: str, kind: Kind, words: str, strong: bool) -> None:
    line = one(text)
    assert (line.kind, line.text, line.strong) == (kind, words, strong)


def test_words_lead_back_to_the_source() -> None:
    text = "- BASS Studenten\\*innen"
    passage = one(text).passage
    start, end = passage.span(5, len(passage.text))
    assert text[start:end] == "Studenten\\*innen"


def test_lines_of_a_paragraph() -> None:
    found = lines("**§ 6**  \n**Zielsteuerung**\n\n\nText\n---\n")
    assert [(line.number, line.text, line.gap) for line in found] == [
        (1, "§ 6", 0),
        (2, "Zielsteuerung", 0),
        (5, "Text", 2),
        (6, "---", 0),
    ]
    assert found[2].kind is Kind.TEXT


def test_rows_without_a_head() -> None:
    (row,) = lines("| Budget | **491.550 Euro** |  |")
    assert [cell.text for cell in row.cells] == ["Budget", "491.550 Euro", ""]
    assert (row.kind, row.text, row.strong) == (Kind.TEXT, "Budget | 491.550 Euro", False)
    assert row.cells[1].span(0, 3) == (13, 16)


def test_a_row_keeps_cells_beyond_its_head() -> None:
    assert [cell.text for cell in lines("|a|b|\n|-|-|\n|c|d|e|")[2].cells] == ["c", "d", "e"]


def test_bold_over_two_lines() -> None:
    assert [(line.text, line.strong) for line in lines("**zur Umsetzung\ndes Budgets**")] == [
        ("zur Umsetzung", True),
        ("des Budgets", True),
    ]


def test_deep_nesting_keeps_its_words() -> None:
    assert lines("> " * 300 + "x")[0].text == "x"
    assert lines("- " * 300 + "x")[0].text == "x"


def test_line_below_an_item_is_no_item() -> None:
    assert [(line.kind, line.marker) for line in lines("- a\nb")] == [(Kind.ITEM, "-"), (Kind.TEXT, "")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_line_ends(end: str) -> None:
    text = end.join(["# a", "", "**b**", "c"])
    found = lines(text)
    assert [(line.number, line.text) for line in found] == [(1, "a"), (3, "b"), (4, "c")]
    for line in found:
        start, stop = line.passage.span(0, 1)
        assert text[start:stop] == line.text


@given(st.text(alphabet="ab *_#-\\`>[]()&;1.\t\n\r\u0308\u00ad", max_size=80))
def test_every_line_is_there_once_and_leads_back(text: str) -> None:
    found = lines(text)
    numbers = [line.number for line in found]
    assert numbers == sorted(set(numbers))
    for line in found:
        passage = line.passage
        spans = [passage.span(index, index + 1) for index in range(len(passage.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
