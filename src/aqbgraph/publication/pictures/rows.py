"""A table with drawings in its rows, as one drawing: for the file of a picture that is a table on the page."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.standalone import EDGE, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from aqbgraph.publication.frame.picture import Row, Table

# Pixels: where drawings begin and end, and the gap between rows. The figure of a row stands at the right.
_START, _END, _GAP = 280, WIDTH - 2 * EDGE - 96, 10
# Letters in a line of a name, and its height.
_LETTERS, _LINE = 38, 18


def listed(table: Table) -> tuple[Markup, int]:
    """The drawing, and its height: name, drawing and first figure of each row."""
    parts, y = [], 0
    if table.axis is not None:
        parts.append(_drawing(table.axis, y))
        y += 26
    for row in table.rows:
        lines = wrap(row.cells[0].text, _LETTERS)
        parts += list(_row(table, row, lines, y))
        y += max(row.height, _LINE * len(lines)) + _GAP
    return joined(parts), y


def _row(table: Table, row: Row, lines: Sequence[str], y: int) -> Iterator[Markup]:
    base = y + (row.height // 2 if len(lines) == 1 else 7) + 5
    for number, line in enumerate(lines):
        yield element("text", line, x=0, y=base + _LINE * number)
    if row.drawing is not None:
        yield _drawing(row.drawing, y)
    place = next((place for place, column in enumerate(table.columns) if column.is_figure), 1)
    text = row.cells[place].text
    yield element("text", text, class_="figure", x=WIDTH - 2 * EDGE, y=base)


def _drawing(body: Markup, y: int) -> Markup:
    return element("svg", body, x=_START, y=y, width=_END - _START, height=48, overflow="visible")
