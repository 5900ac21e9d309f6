"""Cells in each row and column that they span."""

from __future__ import annotations

from aqbgraph.document import identity
from aqbgraph.reading.spans import ENDLESS, MOST_COLUMNS, Grid, Span
from aqbgraph.reading.web import html


def placed(*rows: tuple[tuple[str, int, int], ...]) -> list[str]:
    grid = Grid()
    return [
        " ".join(
            cell.text
            for cell in grid.row(
                [identity(text) for text, _, _ in row], [Span(across, down) for _, across, down in row]
            )
        )
        for row in rows
    ]


def test_rows_and_columns() -> None:
    assert placed((("a", 1, 2), ("b", 2, 1)), (("c", 1, 1), ("d", 1, 2)), (("e", 2, 1),)) == ["a b b", "a c d", "e e d"]
    assert placed((("a", 1, 1), ("b", 1, ENDLESS)), (("c", 1, 1),), (("d", 1, 1),)) == ["a b", "c b", "d b"]
    assert placed((("a", 2, 2),), (("b", 1, 1),), (("c", 1, 1),)) == ["a a", "a a b", "c"]


def test_a_row_wider_than_any_table_is_left_as_it_is() -> None:
    assert placed((("a", MOST_COLUMNS + 1, 9),), (("b", 1, 1), ("c", 1, 1))) == ["", "b c"]


def test_the_words_stand_in_the_text_once() -> None:
    reading = html.read(b"<html><table><tr><td rowspan=2>a b<td>c<tr><td>d</table>", "a.html")
    assert reading.text.count("a b") == 1
    first, second = reading.lines
    assert first.spread == ()
    assert [cell.text for cell in second.cells] == ["d"]
    assert [cell.text for cell in second.spread] == ["a b", "d"]
    assert second.spread[0] == first.cells[0]


def test_tables_in_tables_have_spans_of_their_own() -> None:
    inner = "<table><tr><td rowspan=3>x<td>y</table>"
    page = f"<html><table><tr><td>{inner}<td>b<tr><td>c<td>d</table>"
    assert all(line.spread == () for line in html.read(page.encode(), "a.html").lines)


def test_hostile_spans_end() -> None:
    row = "<tr>" + "<td colspan=999999 rowspan=999999>a" * 20
    assert html.read(f"<html><table>{row * 200}</table>".encode(), "a.html").lines
