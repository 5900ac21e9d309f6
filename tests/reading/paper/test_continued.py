"""Tables of measures over a page break: rows that are whole are read on, a row that may be cut is not."""

from __future__ import annotations

from tests.reading.paper.test_headed_tables import cells, line, rows

from aqbgraph.reading.paper.paper import compose
from aqbgraph.reading.paper.sheets import Box, Sheet, Word

Words = tuple[Word, ...]

XS = (55.0, 250.0, 420.0)
TEXT = "Der Kreis finanziert mit den Mitteln folgende Projekte, die hier stehen und weiter unten begründet sind:"
HEAD = (*line(700, "Maßnahmenart"), *line(700, "Projekt", 255))
ROW = (*line(720, "1. Vorbereitung"), *line(720, "Jobcafé", 255))
FIRST = (*line(400, TEXT), *HEAD, *ROW)
# The last cell has its line, that of the type beside it goes on.
RULES = cells(685, 708, 730, xs=XS)
FULL = (*line(400, TEXT), *HEAD, *line(720, "1. Vorbereitung"), *line(720, "Werkstatt für das Handwerk", 255))


def read(first: Words, second: Words, rules: tuple[Box, ...], above: tuple[Box, ...] = RULES) -> list[list[str]]:
    sheets = [Sheet(1, 595, 842, first, above), Sheet(2, 595, 842, second, rules)]
    return [[cell.text for cell in line.cells] or [line.text] for line in compose(sheets, "a.pdf").lines]


def test_rows_go_on_on_the_next_page() -> None:
    second = (
        *line(84, "Lernwerkstatt", 255),
        *line(106, "2. Ausbildung"),
        *line(106, "Verbund", 255),
        *line(300, TEXT),
    )
    assert read(FIRST, second, cells(70, 92, 114, xs=XS)) == [
        [TEXT],
        ["Maßnahmenart", "Projekt"],
        ["1. Vorbereitung", "Jobcafé"],
        ["", "Lernwerkstatt"],
        ["2. Ausbildung", "Verbund"],
        [TEXT],
    ]


def test_the_head_may_stand_there_again() -> None:
    head = (*line(84, "Maßnahmenart"), *line(84, "Projekt", 255))
    second = (*head, *line(106, "Lernwerkstatt", 255))
    assert read(FIRST, second, cells(70, 92, 114, xs=XS))[-2:] == [["Maßnahmenart", "Projekt"], ["", "Lernwerkstatt"]]


def test_a_number_begins_a_row_whatever_was_above() -> None:
    second = (*line(84, "2. Ausbildung"), *line(84, "Verbund", 255))
    assert read(FULL, second, cells(70, 92, 114, xs=XS))[-1] == ["2. Ausbildung", "Verbund"]


def test_a_row_that_may_be_cut_is_no_row() -> None:
    full, half = line(84, "Lernwerkstatt", 255), line(84, "und Handel", 255)
    for first, cut in ((FULL, full), (FIRST, half)):
        again = (*line(84, "Maßnahmenart"), *line(84, "Projekt", 255))
        lower = tuple(word._replace(top=word.top + 22, bottom=word.bottom + 22, base=106) for word in cut)
        for second in (cut, (*again, *lower)):
            found = read(first, second, cells(70, 92, 114, xs=XS))
            assert not any(len(row) > 1 and row[-1] == " ".join(word.text for word in cut) for row in found)


def test_another_table_does_not_go_on() -> None:
    second = (*line(84, "Wiesbaden, den"), *line(84, "Erbach, den", 255))
    # Its columns stand elsewhere.
    assert ["Wiesbaden, den", "Erbach, den"] not in read(FIRST, second, cells(70, 92, xs=(55, 240, 420)))
    # Below a text.
    found = read(FIRST, (*line(200, TEXT), *line(220, "Lernen", 255)), cells(206, 228, xs=XS))
    assert ["", "Lernen"] not in found
    # Where the table before has ended.
    ended = (*FIRST, *line(745, "Das ist alles."), *line(760, "Mehr ist nicht.", 60), *line(775, "So ist es."))
    assert ["", "Lernen"] not in read((*ended, *line(735, TEXT)), line(84, "Lernen", 255), cells(70, 92, xs=XS))


def test_lines_of_a_cell_that_stand_apart_like_paragraphs_are_not_joined() -> None:
    head = (*line(300, "Maßnahmenart"), *line(300, "Projekte", 255))
    one = (*line(320, "1. Vorbereitung"), *line(320, "Jobcafé", 255), *line(333, "für alle", 255))
    more = line(358, "Beratung für Frauen", 255)
    two = (*line(392, "2. Ausbildung"), *line(392, "Werkstatt für das Holz im Kreis", 255), *line(417, "Garten", 255))
    found = rows(head, one, more, two, rules=cells(285, 308, 370, 430, xs=XS))
    assert found[-1] == ["2. Ausbildung", "Werkstatt für das Holz im Kreis    Garten"]
