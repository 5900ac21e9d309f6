"""The rows of a table of measures: a line for each measure, with its type where that is told beside it.

A cell may hold several measures, one a line; a line that was too full for the next word may go on instead. Where that
is open a break is left in the name, as in a cell of HTML, for those who read the list to ask about.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.reading.composition import marked
from aqbgraph.reading.paper.headed_tables import PARTED
from aqbgraph.reading.paper.rows import BREAK, Strip
from aqbgraph.reading.paper.ruled import HALF, ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.headed_tables import Cell, Line, Table

# With a year a name ends.
_YEAR = re.compile(r"20\d\d")
_SHORTEST_WORD = 4
# In sizes of letters: lines of one paragraph stand no farther apart.
_APART = 1.6


def strips(page: int, table: Table) -> Iterator[Strip]:
    """The head and the rows, each as one line of cells."""
    if not table.goes_on:
        yield strip(page, table.head)
    told: set[int] = set()
    for cell in table.columns[table.names]:
        yield from _before(page, table, cell, told)
        others = [_beside(column, cell, told) for column in table.columns]
        for words in _measures(cell, table):
            row = [words if number == table.names else one for number, one in enumerate(others)]
            if any(row):
                yield strip(page, row)
            others = [() for _ in others]
    yield from _before(page, table, None, told)


def strip(page: int, cells: Sequence[Line]) -> Strip:
    """A row as one line."""
    return Strip(page, tuple(word for cell in cells for word in cell), 0, tuple(cells))


def _before(page: int, table: Table, cell: Cell | None, told: set[int]) -> Iterator[Strip]:
    """The types above a cell beside which there is no measure."""
    for one in table.columns[table.types]:
        if id(one) not in told and one.lines and (cell is None or one.bottom <= cell.top + one.lines[0][0].size / 2):
            told.add(id(one))
            words = tuple(word for line in one.lines for word in line)
            yield strip(page, [words if number == table.types else () for number in range(len(table.columns))])


def _beside(column: Sequence[Cell], cell: Cell, told: set[int]) -> Line:
    """The words of the cells of a column that stand beside a measure, once."""
    found: list[Line] = []
    for one in column:
        middle = (max(one.top, cell.top) + min(one.bottom, cell.bottom)) / 2
        if (
            one is not cell
            and id(one) not in told
            and one.top < middle < one.bottom
            and cell.top < middle < cell.bottom
        ):
            told.add(id(one))
            found += one.lines
    return tuple(word for line in found for word in line)


def _measures(cell: Cell, table: Table) -> list[Line]:
    """The words of each measure of a cell; a cell without any is one without words."""
    if not cell.lines:
        return [()]
    lines = cell.lines
    reach = max(line[-1].right for one in table.columns[table.names] for line in one.lines)
    pitch = _pitch(cell)
    single = table.apart and (table.single or _apart(table))
    bulleted = _is_marked(lines[0])
    found: list[list[Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        # A dash of a name may come to stand at the beginning of a line, too.
        dashed = _is_marked(below) and not bulleted
        ends = not dashed and _ends(above, below, cell.right or reach, found[-1][0], pitch)
        if ends and not table.single:
            found.append([below])
        elif _goes_on(above, below) or (single and not ends and not dashed and not _far(above, below)):
            found[-1].append(below)
        else:
            found[-1].append((below[0]._replace(text=BREAK + below[0].text), *below[1:]))
    return [tuple(word for line in one for word in line) for one in found]


def _apart(table: Table) -> bool:
    """Whether measures of one type stand farther apart than their lines: nearer lines are of one measure."""
    column = table.columns[table.names]
    if any(
        line[0].base - above[0].base > PARTED * _pitch(one) for one in column for above, line in pairwise(one.lines)
    ):
        return True
    # The last may be a sum, or a footnote.
    measures = [one for one in column if one.lines][:-1]
    return any(sum(kind.top <= one.top < kind.bottom for one in measures) > 1 for kind in table.columns[table.types])


def _pitch(cell: Cell) -> float:
    return min((below[0].base - above[0].base for above, below in pairwise(cell.lines)), default=0.0)


def _ends(above: Line, below: Line, reach: float, first: Line, pitch: float) -> bool:
    """Whether a measure ends with a line: the next one stands apart, begins as it did, or would have fitted."""
    if _is_marked(below) or below[0].base - above[0].base > PARTED * pitch:
        return True
    if _goes_on(above, below):
        return False
    again = below[0].text == first[0].text and len(first[0].text) >= _SHORTEST_WORD
    room = reach - above[-1].right - (below[0].right - below[0].left)
    return again or _YEAR.fullmatch(above[-1].text) is not None or room > ROOM * below[0].size


def _far(above: Line, below: Line) -> bool:
    """Whether two lines stand apart like paragraphs, though all of the cell may."""
    return below[0].base - above[0].base > _APART * below[0].size


def _is_marked(line: Line) -> bool:
    return marked(" ".join(word.text for word in line)) is not None


def _goes_on(above: Line, below: Line) -> bool:
    """Whether a line is half a phrase that the next one ends."""
    return below[0].text[:1].islower() or HALF.search(above[-1].text) is not None
