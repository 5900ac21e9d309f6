from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.reading.paper.paper import compose
from aqbgraph.reading.paper.sheets import Sheet, Word

if TYPE_CHECKING:
    from aqbgraph.reading.reading import Reading


def sheet(number: int, *lines: tuple[float, float, str], bold: bool = False, size: float = 10) -> Sheet:
    """A page of lines: left edge, base, words; a letter is half as wide as high."""
    words = []
    for left, base, text in lines:
        at = left
        for word in text.split():
            right = at + size / 2 * len(word)
            words.append(Word(word, at, base - 0.7 * size, right, base + 0.2 * size, base, size, bold))
            at = right + 0.3 * size
    return Sheet(number, 595, 842, tuple(words))


FULL = "Zielvereinbarungen werden mit den Kreisen und den kreisfreien Städten des Landes jährlich geschlossen und"


def shown(*sheets: Sheet) -> list[tuple[str, str, int]]:
    reading = compose(sheets, "a.pdf")
    check(reading)
    return [(line.kind.value, line.text, line.gap) for line in reading.lines]


def check(reading: Reading) -> None:
    """Words stand in the text where they say, in its order; lines lead back to it."""
    assert [word.start for word in reading.words] == sorted(word.start for word in reading.words)
    assert "".join(reading.text[word.start : word.end] for word in reading.words) == "".join(reading.text.split())
    for line in reading.lines:
        start, _ = line.passage.span(0, len(line.text))
        assert reading.text.count("\n", 0, start) + 1 == line.number


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    page = sheet(1, (70, 100, FULL), (70, 113, "veröffentlicht."), (70, 126, "Neuer Absatz."))
    assert shown(page) == [("text", f"{FULL} veröffentlicht.", 0), ("text", "Neuer Absatz.", 1)]


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = (sheet(1, (70, 780, FULL), (70, 820, "Seite 1")), sheet(2, (70, 60, "Absatz."), (70, 820, "Seite 2")))
    assert shown(*pages) == [
        ("text", f"{FULL} Absatz.", 0),
        ("furniture", "Seite 1", 1),
        ("furniture", "Seite 2", 1),
    ]
    reading = compose(pages, "a.pdf")
    assert reading.text.startswith(f"{FULL}\nAbsatz.\n\nSeite 1")
    assert [word.page for word in reading.words][-5:] == [2, 1, 1, 2, 2]


def test_a_word_parted_at_a_line_end_is_whole() -> None:
    line = FULL.removesuffix("und") + "für Ausbil-"
    (text,) = (row[1] for row in shown(sheet(1, (70, 100, line), (70, 113, "dung."))))
    assert text.endswith("für Ausbildung.")


def test_items_and_what_only_looks_so() -> None:
    page = sheet(1, (70, 100, f"• {FULL}"), (82, 113, "mehr"), (70, 126, "• b"), (70, 152, FULL), (70, 165, "– mit c."))
    assert [row[:2] for row in shown(page)] == [
        ("item", f"{FULL} mehr"),
        ("item", "b"),
        ("text", f"{FULL} – mit c."),
    ]


def test_items_as_long_as_the_line_stay_two() -> None:
    page = sheet(1, (70, 100, f"• {FULL}"), (70, 113, f"• {FULL}"))
    assert [row[0] for row in shown(page)] == ["item", "item"]


def test_large_bold_lines_are_headings() -> None:
    head = sheet(1, (70, 60, "Präambel"), bold=True, size=14)
    both = Sheet(1, 595, 842, (*head.words, *sheet(1, (70, 100, FULL)).words))
    assert shown(both) == [("heading", "Präambel", 0), ("text", FULL, 1)]
    assert compose([both], "a.pdf").lines[0].strong
    small = Sheet(1, 595, 842, (*sheet(1, (70, 60, "Präambel"), bold=True).words, *both.words[1:]))
    line = compose([small], "a.pdf").lines[0]
    assert (line.kind, line.strong) == (Kind.TEXT, True)


def test_boxes_of_a_page_that_was_read_turned() -> None:
    upright = sheet(1, (70, 100, "Wort"))
    (word,) = compose([upright._replace(turned=180)], "a.pdf").words
    assert (word.left, word.right) == (595 - 90, 595 - 70)
    assert (word.top, word.bottom) == (842 - 102, 842 - 93)
    (word,) = compose([upright._replace(turned=90)], "a.pdf").words
    assert (word.left, word.top, word.right, word.bottom) == (93, 595 - 90, 102, 595 - 70)
    (word,) = compose([upright._replace(turned=270)], "a.pdf").words
    assert (word.left, word.top, word.right, word.bottom) == (842 - 102, 70, 842 - 93, 90)


def test_short_lines_alone_on_a_page_end_where_they_end() -> None:
    signature = ["Wiesbaden, den 1. April 2011", "Stefan Grüttner", "Staatsminister", "Hessisches Sozialministerium"]
    last = sheet(2, *((60, 100 + 14 * number, line) for number, line in enumerate(signature)))
    found = compose([sheet(1, (60, 100, f"{FULL} endet.")), last], "a.pdf")
    assert [line.text for line in found.lines] == [f"{FULL} endet.", *signature]


def test_one_item_beside_another_is_not_below_it() -> None:
    page = sheet(1, (70, 100, "Projekte:"), (70, 130, "• Startklar"), (300, 130, "• Werkstatt"), (70, 160, FULL))
    levels = {line.text: line.level for line in compose([page], "a.pdf").lines if line.kind is Kind.ITEM}
    assert levels == {"Startklar": 1, "Werkstatt": 1}
