"""Lines of a cell: which go on and which end."""

from __future__ import annotations

import pytest

from aqbgraph.reading.paper.rows import strips
from aqbgraph.reading.paper.ruled import End, ends, reach
from aqbgraph.reading.paper.sheets import Box, Sheet, Word

SIZE = 10.0


def line(base: float, words: str, left: float = 106) -> tuple[Word, ...]:
    """Words whose letters are five points wide."""
    made = []
    for text in words.split():
        made.append(Word(text, left, base - 7, left + 5 * len(text), base + 2, base, SIZE))
        left += 5 * len(text) + 3
    return tuple(made)


def borders(*across: float) -> tuple[Box, ...]:
    """A frame from 80 to 200 below each other, with upright lines at these places."""
    upright = tuple(Box(x, 80, x, 200) for x in across)
    level = tuple(Box(min(across), y, max(across), y) for y in (80, 200))
    return (*upright, *level)


@pytest.mark.parametrize(
    ("lines", "limit", "expected"),
    [
        (["Webportal", "Jobcafé"], 214, [End.EARLY]),
        (["Beratung und Aktiv", "Unterstützung"], 194, [End.OPEN]),
        (["Beratung und Akti", "Tour"], 214, [End.OPEN]),
        (["Webportal", "für alle"], 194, [End.FULL]),
        (["Beratung und", "Hilfe"], 194, [End.FULL]),
        (["Webportal", "Jobcafé"], None, [End.OPEN]),
        (["Webportal"], 194, []),
    ],
)
def test_how_lines_end(lines: list[str], limit: float | None, expected: list[End]) -> None:
    assert list(ends([line(100 + 12 * n, words) for n, words in enumerate(lines)], limit)) == expected


def test_a_line_reaches_as_near_its_right_border_as_it_begins_to_its_left() -> None:
    sheet = Sheet(1, 595, 842, (), borders(100, 200, 400))
    assert reach(sheet, [line(100, "Webportal"), line(112, "Jobcafé")]) == 194
    assert reach(sheet, [line(100, "Webportal", 20), line(112, "Jobcafé", 20)]) is None
    assert reach(sheet, []) is None


def test_cells_with_a_line_that_ends_early_are_read_line_by_line() -> None:
    words = (*line(100, "Vorbereitung"), *line(100, "Webportal", 306), *line(112, "Jobcafé", 306))
    read = [strip.text for strip in strips(Sheet(1, 595, 842, words, borders(100, 300, 400)))]
    assert read == ["Vorbereitung", "Webportal", "Jobcafé"]


def test_without_upright_lines_a_break_is_left_in_the_cell() -> None:
    rules = (Box(100, 85, 400, 85), Box(100, 120, 400, 120))
    words = (*line(100, "Vorbereitung"), *line(100, "Webportal", 306), *line(112, "Jobcafé", 306))
    (row,) = strips(Sheet(1, 595, 842, words, rules))
    assert [[word.text for word in cell] for cell in row.cells] == [["Vorbereitung"], ["Webportal", "   Jobcafé"]]
