from __future__ import annotations

import pytest

from aqbgraph.reading.paper.rows import strips
from aqbgraph.reading.paper.sheets import Box, Sheet, Word

SIZE = 10.0


def row(base: float, *parts: tuple[float, str]) -> list[Word]:
    """Words of a line; each part begins at its own place and its letters are five points wide."""
    words = []
    for start, text in parts:
        left = start
        for word in text.split():
            right = left + 5 * len(word)
            words.append(Word(word, left, base - 7, right, base + 2, base, SIZE))
            left = right + 3
    return words


def read(rows: list[list[Word]], rules: tuple[Box, ...] = ()) -> list[str]:
    sheet = Sheet(1, 595, 842, tuple(word for line in rows for word in line), rules)
    return [
        " | ".join(" ".join(word.text for word in cell) for cell in strip.cells) if strip.cells else strip.text
        for strip in strips(sheet)
    ]


SIGNATURES = [
    row(100, (70, "Der Text reicht über die ganze Breite der Seite und noch weiter bis hier")),
    row(130, (70, "Wiesbaden, den 2. 8. 2025"), (320, "Erbach, den 11. 08. 2025")),
    row(190, (70, "Erste Person"), (320, "Zweite Person")),
    row(204, (70, "Staatsministerin"), (320, "Landrat")),
    row(218, (70, "Ministerium")),
]


def test_columns_are_read_one_after_the_other() -> None:
    assert read(SIGNATURES)[1:] == [
        "Wiesbaden, den 2. 8. 2025",
        "Erste Person",
        "Staatsministerin",
        "Ministerium",
        "Erbach, den 11. 08. 2025",
        "Zweite Person",
        "Landrat",
    ]


@pytest.mark.parametrize("shift", [0.0, 3.0, 4.0])
def test_columns_need_not_stand_on_one_base(shift: float) -> None:
    moved = [
        [word._replace(base=word.base + shift, top=word.top + shift) if word.left > 300 else word for word in line]
        for line in SIGNATURES[1:]
    ]
    assert read(moved) == read(SIGNATURES[1:])


def test_a_long_line_leaves_the_column_it_stands_in() -> None:
    """It ends beyond the middle of the gap that the first line leaves."""
    rows = [*SIGNATURES[1:3], row(204, (70, "Hessischer Minister für Soziales und Arbeit"), (320, "Landrat"))]
    assert rows[-1][-2].right > (195 + 320) / 2
    assert read(rows) == [
        "Wiesbaden, den 2. 8. 2025",
        "Erste Person",
        "Hessischer Minister für Soziales und Arbeit",
        "Erbach, den 11. 08. 2025",
        "Zweite Person",
        "Landrat",
    ]


def test_a_line_that_fills_its_column_ends_where_the_next_begins() -> None:
    """The gap is no wide one, but the next column begins there exactly."""
    words = "Hessischer Minister für Soziales und Integratione"
    full = row(204, (70, words), (320, "Landrat"))
    assert 10 < full[-1].left - full[-2].right < 25
    assert read([*SIGNATURES[1:3], full])[2::3] == [words, "Landrat"]


def test_a_sentence_across_the_columns_is_not_parted() -> None:
    """A word may begin where the column does: the blank before it is one of a sentence."""
    words = "Dieser Vereinbarung zwischen Gemeinden Arbeitsmarkt und mehr Worte noch dahinter"
    across = row(204, (70, words))
    assert 320 in [word.left for word in across]
    assert read([*SIGNATURES[1:3], across])[-1] == words


def test_three_columns() -> None:
    rows = [row(100, (50, "a"), (200, "b"), (350, "c")), row(114, (50, "d"), (200, "e"), (350, "f"))]
    wide = [[word._replace(text=word.text * 3, right=word.left + 60) for word in line] for line in rows]
    assert read(wide) == ["aaa", "ddd", "bbb", "eee", "ccc", "fff"]


def test_what_runs_across_ends_the_columns() -> None:
    rows = [
        *SIGNATURES[1:3],
        row(220, (70, "Dieser Satz steht wieder über die ganze Breite der Seite")),
        *SIGNATURES[:1],
    ]
    assert read(rows)[-1].startswith("Dieser Satz")


def test_an_indent_is_no_gutter() -> None:
    assert read([row(100, (70, "•"), (110, "Projekt")), row(114, (70, "1."), (110, "Art"))]) == ["• Projekt", "1. Art"]


def test_ruled_lines_make_a_table() -> None:
    rows = [
        row(100, (70, "Art"), (200, "Projekt")),
        row(120, (70, "Vorbereitung"), (200, "Digitale Praxis")),
        row(132, (200, "in der Region")),
        row(152, (200, "Beratung")),
    ]
    rules = tuple(Box(60, y, 400, y) for y in (88, 105, 138, 158))
    assert read(rows, rules) == ["Art | Projekt", "Vorbereitung | Digitale Praxis in der Region", " | Beratung"]
    assert read(rows) == ["Art", "Vorbereitung", "Projekt", "Digitale Praxis", "in der Region", "Beratung"]


def test_turned_words_come_last() -> None:
    turned = [word._replace(turned=True) for word in row(90, (20, "am Rand"))]
    assert read([turned, row(100, (70, "Text"))]) == ["Text", "am Rand"]


def test_every_word_is_read_once() -> None:
    words = [word for line in SIGNATURES for word in line]
    found = [word for strip in strips(Sheet(1, 595, 842, tuple(words))) for word in strip.words]
    assert sorted(found) == sorted(words)
    assert strips(Sheet(1, 595, 842, ())) == []


def test_columns_whose_lines_stand_between_each_other() -> None:
    left, right = ["Wiesbaden", "Hofmann", "Ministerin"], ["Erbach", "Matiaske", "Landrat"]
    rows = [row(100 + 14 * n, (70, text)) for n, text in enumerate(left)]
    rows += [row(107 + 14 * n, (300, text)) for n, text in enumerate(right)]
    assert read(rows) == [*left, *right]


def test_a_justified_line_of_few_words_is_no_row_of_columns() -> None:
    full = row(86, (70, "Worte bis an den Rand der Seite"))
    edge = full[-1].right
    few = [*row(100, (70, "Projekte")), *row(100, (edge - 15, "zur"))]
    below = row(114, (70, "Arbeitsmarktintegration Ja"))
    assert read([full, few, below])[1:] == ["Projekte zur", "Arbeitsmarktintegration Ja"]
    # Two signatures, and a line below them.
    apart = [*row(100, (70, "Projekte")), *row(100, (edge - 15, "zur"))]
    assert "Projekte zur" not in read([full, apart, row(140, (70, "Arbeitsmarktintegration Ja"))])


def test_columns_that_begin_in_turn() -> None:
    rows = [
        row(100, (70, "Wiesbaden")),
        row(114, (300, "Erbach")),
        row(128, (70, "Hofmann")),
        row(142, (70, "Ministerin"), (300, "Matiaske")),
    ]
    assert read(rows) == ["Wiesbaden", "Hofmann", "Ministerin", "Erbach", "Matiaske"]


def test_columns_that_begin_with_a_full_line() -> None:
    # The left one ends nearer to the right one than words of a line are apart where it is wide.
    full = row(130, (70, "Wiesbaden, den zwölften März zweitausendzwölf"), (302, "Darmstadt, den 20. März"))
    assert full[-4].left - full[-5].right < 2 * SIZE
    rows = [full, row(190, (70, "Erste Person"), (302, "Zweite Person")), row(204, (70, "Minister"))]
    assert read(rows) == [
        "Wiesbaden, den zwölften März zweitausendzwölf",
        "Erste Person",
        "Minister",
        "Darmstadt, den 20. März",
        "Zweite Person",
    ]
