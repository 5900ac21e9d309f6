"""Tables of measures on a page: with lines around each cell, and without any."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aqbgraph.reading.paper.frames import frames
from aqbgraph.reading.paper.page_lines import strips
from aqbgraph.reading.paper.sheets import Box, Sheet, Word

SIZE = 10.0
TEXT = "Der Kreis finanziert mit den Mitteln folgende Projekte, die hier stehen und weiter unten begründet sind:"


def line(base: float, words: str, left: float = 60) -> tuple[Word, ...]:
    """Words whose letters are five points wide."""
    made = []
    for text in words.split():
        made.append(Word(text, left, base - 7, left + 5 * len(text), base + 2, base, SIZE))
        left += 5 * len(text) + 3
    return tuple(made)


def cells(*ys: float, xs: tuple[float, ...] = (55, 250, 420)) -> tuple[Box, ...]:
    """The borders of cells, of each of them its own."""
    level = [Box(left, y, right, y + 0.7) for y in ys for left, right in pairwise(xs)]
    upright = [Box(x, top, x + 0.7, bottom) for x in xs for top, bottom in pairwise(ys)]
    return (*level, *upright)


def rows(*words: tuple[Word, ...], rules: tuple[Box, ...] = ()) -> list[list[str]]:
    """The texts of the cells of each line, of one cell where it is no row."""
    sheet = Sheet(1, 595, 842, tuple(word for one in words for word in one), rules)
    return [
        [" ".join(word.text for word in cell) for cell in (strip.cells or (strip.words,))] for strip in strips(sheet)
    ]


HEAD = (*line(100, "Maßnahmenart"), *line(100, "Projekte", 255))
FIRST = (*line(120, "1. Vorbereitung"), *line(120, "Jobcafé", 255), *line(134, "Lernwerkstatt", 255))
SECOND = (
    *line(156, "2. Ausbildung in anerkannten"),
    *line(170, "Berufen"),
    *line(156, "Verbund der Betriebe im Kreis", 255),
)
EXPECTED = [
    ["Maßnahmenart", "Projekte"],
    ["1. Vorbereitung", "Jobcafé"],
    ["", "Lernwerkstatt"],
    ["2. Ausbildung in anerkannten Berufen", "Verbund der Betriebe im Kreis"],
]


def test_borders_of_each_cell_make_a_frame() -> None:
    (frame,) = frames(Sheet(1, 595, 842, (), cells(85, 108, 142, 178)))
    assert frame.columns == (55, 250, 420)
    assert frame.cells(0) == [(85, 108), (108, 142), (142, 178)]
    assert frames(Sheet(1, 595, 842, (), (Box(50, 80, 500, 80.5), Box(50, 200, 500, 200.5)))) == []


def test_a_table_with_lines() -> None:
    assert rows(HEAD, FIRST, SECOND, line(200, TEXT), rules=cells(85, 108, 142, 178)) == [*EXPECTED, [TEXT]]


def test_a_table_without_lines() -> None:
    assert rows(line(80, TEXT), HEAD, FIRST, SECOND, line(200, TEXT)) == [[TEXT], *EXPECTED, [TEXT]]


def test_a_type_without_a_measure_stands_where_it_is() -> None:
    third = (*line(192, "3. Weiterbildung"), *line(214, "4. Projekte"), *line(214, "Tour", 255))
    found = rows(HEAD, FIRST, SECOND, third, rules=cells(85, 108, 142, 178, 200, 220))
    assert found == [*EXPECTED, ["3. Weiterbildung", ""], ["4. Projekte", "Tour"]]


def test_a_full_line_may_go_on_and_is_asked_about() -> None:
    full = (*line(120, "1. Vorbereitung"), *line(120, "Beratung in der Nachbarschaft", 255), *line(134, "Lernen", 255))
    found = rows(HEAD, full, SECOND, rules=cells(85, 108, 142, 178))
    assert found[1] == ["1. Vorbereitung", "Beratung in der Nachbarschaft    Lernen"]


def test_a_small_letter_goes_on() -> None:
    two = (*line(120, "1. Vorbereitung"), *line(120, "Beratung", 255), *line(134, "für alle", 255))
    assert rows(HEAD, two, SECOND, rules=cells(85, 108, 142, 178))[1] == ["1. Vorbereitung", "Beratung für alle"]


def test_types_in_the_middle_of_their_row_are_not_guessed() -> None:
    lower = (*line(120, "1. Vorbereitung"), *line(120, "Jobcafé", 255), *line(134, "Lernwerkstatt", 255))
    middle = (*line(163, "2. Ausbildung"), *line(156, "Verbund", 255), *line(170, "Betriebe", 255))
    assert ["2. Ausbildung", "Verbund"] not in rows(HEAD, lower, middle)
    assert ["1. Vorbereitung", "Jobcafé"] not in rows(HEAD, lower, middle)


def test_with_lines_they_are_of_their_row() -> None:
    middle = (*line(163, "2. Ausbildung"), *line(156, "Verbund", 255), *line(170, "Betriebe", 255))
    found = rows(HEAD, FIRST, middle, rules=cells(85, 108, 142, 178))
    assert found[3:] == [["2. Ausbildung", "Verbund"], ["", "Betriebe"]]


def test_of_a_cell_that_should_hold_one_a_line_that_ends_early_is_asked_about() -> None:
    head = (*line(100, "Maßnahmenart"), *line(100, "Projekt", 255))
    assert rows(head, FIRST, SECOND, rules=cells(85, 108, 142, 178))[1] == [
        "1. Vorbereitung",
        "Jobcafé    Lernwerkstatt",
    ]
    full = (*line(120, "1. Vorbereitung"), *line(120, "Beratung in der Nachbarschaft", 255), *line(134, "Lernen", 255))
    found = rows(head, full, SECOND, rules=cells(85, 108, 142, 178))
    assert found[1] == ["1. Vorbereitung", "Beratung in der Nachbarschaft Lernen"]


ONE_EACH = (*line(100, "Maßnahmenart"), *line(100, "Projekt", 255))
LONG = line(184, "2. Ausbildung in anerkannten"), line(198, "Berufen und Begleitung")


def test_rows_that_stand_little_farther_apart_than_lines_are_not_joined() -> None:
    first = (*line(120, "1. Vorbereitung"), *line(120, "Haus der Jugend und Familie", 255))
    below = (*line(136, "Lernwerkstatt Holz und Metall", 255), *line(152, "Tour durch Betriebe der Region", 255))
    second = (*LONG[0], *LONG[1], *line(184, "Verbund der Betriebe und", 255), *line(198, "Betriebsräte im Kreis", 255))
    found = rows(ONE_EACH, first, below, second)
    assert [row[1] for row in found[1:4]] == [
        "Haus der Jugend und Familie",
        "Lernwerkstatt Holz und Metall",
        "Tour durch Betriebe der Region",
    ]
    assert found[4] == [
        "2. Ausbildung in anerkannten Berufen und Begleitung",
        "Verbund der Betriebe und Betriebsräte im Kreis",
    ]


def test_where_rows_stand_as_near_as_lines_a_full_line_is_asked_about() -> None:
    first = (*line(156, "1. Vorbereitung"), *line(156, "Haus der Jugend und Familie", 255))
    below = line(170, "Lernwerkstatt Holz und Metall", 255)
    second = (*LONG[0], *LONG[1], *line(184, "Verbund", 255))
    found = rows((*line(142, "Maßnahmenart"), *line(142, "Projekt", 255)), first, below, second)
    assert not any("Familie Lernwerkstatt" in row[-1] for row in found)


def test_a_cell_that_begins_above_its_type_is_not_cut() -> None:
    first = (*line(120, "1. Vorbereitung"), *line(120, "Jobcafé", 255))
    second = (*line(146, "Verbund der", 255), *line(160, "2. Ausbildung"), *line(160, "Betriebe", 255))
    third = (*line(184, "3. Weiterbildung"), *line(184, "Fachtag", 255))
    found = rows(HEAD, first, second, third)
    assert ["2. Ausbildung", "Betriebe"] not in found
    assert found[0] == ["Maßnahmenart", "Projekte"]
    assert all(len(row) == 1 for row in found[1:])


def test_a_dash_at_the_beginning_of_a_line_is_no_bullet() -> None:
    two = (*line(120, "1. Vorbereitung"), *line(120, "BUILD", 255), *line(134, "- Leben in Hessen", 255))
    found = rows(HEAD, two, SECOND, rules=cells(85, 108, 142, 178))
    assert found[1] == ["1. Vorbereitung", "BUILD    - Leben in Hessen"]


def test_a_footnote_below_the_last_type_is_none_of_its_measures() -> None:
    head = (*line(100, "Projekte"), *line(100, "Maßnahmenart", 255))
    first = (*line(120, "Jobcafé"), *line(120, "1. Vorbereitung", 255))
    second = (*line(144, "Verbund"), *line(144, "2. Ausbildung in", 255), *line(158, "Betrieben", 255))
    found = rows(head, first, second, line(182, "1) wenn der Träger zustimmt"))
    assert found[2:] == [["Verbund", "2. Ausbildung in Betrieben"], ["1) wenn der Träger zustimmt"]]


def test_a_page_of_very_many_lines_is_no_table() -> None:
    many = [(*line(120 + 14 * n, "1. Vorbereitung"), *line(120 + 14 * n, "Jobcafé", 255)) for n in range(600)]
    assert [row for row in rows(HEAD, *many) if len(row) > 1] == [["Maßnahmenart", "Projekte"]]


def test_a_sum_below_the_last_type_does_not_tell_that_rows_stand_apart() -> None:
    head = (*line(100, "Projekte"), *line(100, "Maßnahmenart", 255))
    first = (*line(120, "Koordination"), *line(120, "1. Vorbereitung", 255), *line(134, "Verbund der Betriebe"))
    second = (*line(160, "Pflege"), *line(160, "2. Ausbildung", 255), *line(180, "Summe"))
    assert rows(head, first, second)[1] == ["Koordination    Verbund der Betriebe", "1. Vorbereitung"]


@pytest.mark.parametrize("words", ["jeweiligen Maßnahmenarten folgende Projekte:", "Maßnahmenarten folgende Projekte:"])
def test_the_last_line_of_a_sentence_is_no_head(words: str) -> None:
    # Without this a justified or a short line ("… in den / jeweiligen Maßnahmenarten folgende Projekte:") is one.
    bullets = (line(124, "1. Ausbildungsvorbereitung"), line(138, "- Jobcafé"), line(152, "- Lernwerkstatt"))
    wide = [*line(110, words)]
    wide[-1] = wide[-1]._replace(left=400, right=450)
    expected = [[TEXT], [words], ["1. Ausbildungsvorbereitung"], ["- Jobcafé"], ["- Lernwerkstatt"]]
    assert rows(line(96, TEXT), line(110, words), *bullets) == expected
    assert all(len(cells) == 1 for cells in rows(line(96, TEXT), tuple(wide), *bullets))
