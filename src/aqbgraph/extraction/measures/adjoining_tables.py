"""Tables of measures that were damaged: two without a type between them, rows that lost their lines or were cut.

Between two tables with a hole between them, or each of which counts from 1, the type of the second was lost. Its first
row is given the gap that parts it from the table above, as the items of a list have one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.items import HOLE
from aqbgraph.extraction.measures.measure_types import heading_at, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aqbgraph.document import Line

# Cells of a row of which one may be cut off.
_FEWEST = 2
_NUMBER = re.compile(r"^\d{1,2}[.)] ")
_END = re.compile(r"\D.{0,58}[^.:!?]")
# The level of a row that is one half of another.
CUT = 9


def parted(rows: Sequence[Line], is_head: Callable[[Line], bool], *, on_paper: bool) -> Iterator[Line]:
    """The rows of all tables, and the lines between them; half a row at the level CUT, a cell of it left out."""
    if on_paper:
        # What is of one row was told by its place.
        yield from rows
        return
    columns = 0
    cut: list[Line] = []
    for number, row in enumerate(rows):
        if row.kind is Kind.RULE:
            cut.append(row)
            continue
        half = _is_half(rows, number, columns) and not is_head(row)
        if not half:
            columns = _columns(rows, number, columns, is_head)
            cut.append(row)
        elif len(row.cells) >= _FEWEST:
            cut.append(row._replace(level=CUT))
    yield from _with_holes(cut, is_head)


def _columns(rows: Sequence[Line], number: int, columns: int, is_head: Callable[[Line], bool]) -> int:
    """How many columns a row has by the head of its table; none where none is above it."""
    if is_head(rows[number]):
        return len(rows[number].cells)
    return columns if rows[number].cells or keeps_columns(rows, number) or heading_at([rows[number]]) else 0


def _with_holes(rows: Sequence[Line], is_head: Callable[[Line], bool]) -> Iterator[Line]:
    head: Line | None = None
    last: Line | None = None
    for row in rows:
        if row.kind is Kind.RULE:
            yield row
        elif not row.cells:
            head = last = None
            yield row
        elif is_head(row):
            head = row
            yield row
        else:
            lost = head is not None and (head.gap >= HOLE or (head.gap > 0 and _is_first(row)))
            yield row._replace(gap=row.number - last.number - 1) if lost and last is not None else row
            head, last = None, row


def _is_first(row: Line) -> bool:
    return row.cells[0].text.strip(" .)") == "1"


def keeps_columns(rows: Sequence[Line], number: int) -> bool:
    """Whether a line without cells stands right between two rows of as many cells: a row that lost its lines."""
    if not 0 < number < len(rows) - 1:
        return False
    above, line, below = rows[number - 1 : number + 2]
    return bool(above.cells) and not (line.gap or below.gap) and len(above.cells) == len(below.cells)


def _is_half(rows: Sequence[Line], number: int, width: int) -> bool:
    """Whether a row is one half of what was a row of so many cells, its other half the next line, or the one before."""
    pairs = (rows[at : at + 2] for at in (number, number - 1) if 0 <= at < len(rows) - 1)
    return width > 0 and any(_is_one(above, below, width) for above, below in pairs)


def _is_one(above: Line, below: Line, width: int) -> bool:
    """Whether a blank within a cell, or one between two cells, was where they were cut."""
    left, right = _width(above), _width(below)
    if not left and below.cells and _is_of_cell(above, below):
        return right == width and not below.gap
    # A row of one cell is text.
    left, right = left or _is_cell(above), right or _is_cell(below)
    if not left or not right or left + right == _FEWEST or max(left, right) > width:
        return False
    if not below.text[:1].islower() and heading_at([below]):
        return False
    if max(left, right) == width:
        # A row of one cell may be a type, or a line above all others.
        return left + right == width + 1 and (below.text[:1].islower() or right == 1 or not above.cells)
    return left + right == width + 1 or (left + right == width > _FEWEST)


def _is_of_cell(above: Line, below: Line) -> bool:
    """Whether a line goes on in the first cell of the row below it."""
    whole = _NUMBER.sub("", f"{above.text} {below.cells[0].text}")
    return below.text[:1].islower() or type_of(whole) is not None


def _is_cell(line: Line) -> int:
    """Whether a line directly below a row may be half of a cell: no sentence, no type, no row that lost its lines."""
    alone = line.kind is Kind.TEXT and not (line.cells or line.gap or line.strong) and "|" not in line.text
    return int(alone and _END.fullmatch(line.text) is not None and heading_at([line]) is None)


def _width(line: Line) -> int:
    """How many cells a row has, or the half of one that stands apart as text."""
    return len(line.cells) or (line.text.count("|") + (not line.text.rstrip().endswith("|")) if "|" in line.text else 0)
