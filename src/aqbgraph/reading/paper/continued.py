"""Tables of measures with lines around their cells that go on over a page break.

The next page has columns at the same places and above them nothing but running lines or the head once more, and its
first row begins anew: with a number, a bullet, or a name for whose first word there was room in the last line of the
page before. A row that the break may have cut is not put together; the list is refused then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.composition import marked
from aqbgraph.reading.paper import frames, headed_tables
from aqbgraph.reading.paper.rows import in_rows
from aqbgraph.reading.paper.ruled import HALF, ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.headed_tables import Cell, Line, Table
    from aqbgraph.reading.paper.sheets import Sheet, Word

    Row = Sequence[Word]

# The share of a page, at its top and bottom, in which running lines stand, and how many of them.
_MARGIN, _MOST = 0.13, 3
# In points: as near two cells begin at one height.
_LEVEL = 3
_NUMBER = re.compile(r"\d{1,2}[.)]?")


class Open(NamedTuple):
    """A table that a page ends with: its head, where its columns stand, its last name and how far that could reach."""

    head: tuple[Line, ...]
    edges: tuple[float, ...]
    last: Line
    reach: float


def left_open(sheet: Sheet, above: Open | None) -> Open | None:
    """The table that a page ends with, which the next may go on with; `above` is that of the page before."""
    rows = list(in_rows([word for word in sheet.words if not word.turned]))
    table = next((one for _, one in reversed(heads(sheet, rows, above))), None)
    drawn = [one for one in frames.frames(sheet) if table is not None and one.box.bottom == table.bottom]
    if table is None or not drawn:
        return None
    below = [row for row in rows if row[0].base > table.bottom]
    cells = [cell for cell in table.columns[table.names] if cell.lines]
    if len(below) > _MOST or any(row[0].base < (1 - _MARGIN) * sheet.height for row in below) or not cells:
        return None
    head = above.head if table.goes_on and above else table.head
    return Open(head, drawn[0].columns, cells[-1].lines[-1], cells[-1].right or 0.0)


def heads(sheet: Sheet, rows: Sequence[Row], above: Open | None) -> list[tuple[tuple[Line, ...], Table | None]]:
    """The heads of tables of a page with their tables, first that which goes on from the page before, without one.

    Of a table that has its head once more and whose first row may be cut there is the head alone.
    """
    found = headed_tables.heads(sheet, rows)
    going_on = _following(sheet, rows, above) if above else None
    if going_on is not None:
        return [((), going_on), *found]
    if found and (table := found[0][1]) is not None and _has_no_type(table) and _is_at_top(sheet, rows, table.top):
        again = above is not None and _names(table.head) == _names(above.head)
        if above is None or not again or not _begins(table, above):
            return [(found[0][0], None), *found[1:]]
    return found


def _is_at_top(sheet: Sheet, rows: Sequence[Row], top: float) -> bool:
    before = [row for row in rows if row[0].base < top]
    return sheet.number > 1 and len(before) <= _MOST and all(row[0].base < _MARGIN * sheet.height for row in before)


def _has_no_type(table: Table) -> bool:
    first = next((cell for cell in table.columns[table.names] if cell.lines), None)
    return first is not None and not any(
        cell.lines and cell.top < first.bottom and cell.bottom > first.top for cell in table.columns[table.types]
    )


def _names(head: Sequence[Line]) -> list[list[str]]:
    return [[word.text for word in words] for words in head]


def _following(sheet: Sheet, rows: Sequence[Row], above: Open) -> Table | None:
    """The table of a page that goes on with that of the page before, without its head."""
    frame = next(iter(frames.frames(sheet)), None)
    if frame is None or not frame.is_as(above.edges):
        return None
    inside = next((row for row in rows if row[0].base > frame.box.top), None)
    if not _is_at_top(sheet, rows, frame.box.top) or inside is None or headed_tables.head_of(inside) is not None:
        return None
    table = headed_tables.framed(frame, above.head, rows, goes_on=True)
    return table if table is not None and _begins(table, above) else None


def _begins(table: Table, above: Open) -> bool:
    """Whether the first row is one of its own, and no row cut by the page."""
    first = next((cell for cell in table.columns[table.names] if cell.lines), None)
    if first is None or first.lines[0][0].text[:1].islower() or HALF.search(above.last[-1].text):
        return False
    if any(_NUMBER.fullmatch(cell.lines[0][0].text) for cell in _beside(table, first)):
        return True
    line = first.lines[0]
    room = above.reach - above.last[-1].right - (line[0].right - line[0].left)
    return marked(" ".join(word.text for word in line)) is not None or room > ROOM * line[0].size


def _beside(table: Table, first: Cell) -> list[Cell]:
    return [
        cell
        for number, column in enumerate(table.columns)
        for cell in column
        if number != table.names and cell.lines and abs(cell.top - first.top) < _LEVEL
    ]
