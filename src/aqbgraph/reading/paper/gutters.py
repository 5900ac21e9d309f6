"""Columns of a page: what stands side by side with the same gap between it over several lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Word

# In sizes of letters: how far below a line another of the same columns may stand; signatures need room.
_FAR = 9
# Lines of one column alone, above the first that stands beside one of the other.
_MOST_ALONE = 8
# In points: how exactly the lines of a column begin below each other; in sizes, what room a full line leaves before it.
_ALIGNED, _NEAR = 1, 0.7
# The share of a gap that no row may narrow it beyond, where it is not even as wide as a letter is high.
_KEPT = 0.6
# Words of a row that have no wide gap between them.
Segment = tuple["Word", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height of a page, parted at wide gaps."""

    segments: tuple[Segment, ...]

    @property
    def base(self) -> float:
        """The line its words stand on."""
        return median(word.base for segment in self.segments for word in segment)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return median(word.size for segment in self.segments for word in segment)

    def gaps(self) -> list[tuple[float, float]]:
        """From where to where there is room between its parts."""
        return [(end(left), right[0].left) for left, right in pairwise(self.segments)]


def columns(rows: Sequence[Row]) -> tuple[tuple[float, float] | None, list[Row]]:
    """The gutter of the columns that begin with the first row, and the rows they go on for."""
    first = rows[0] if len(rows[0].segments) > 1 else _first_shared(rows)
    if first is None:
        return None, []
    left, right = max(first.gaps(), key=lambda gap: gap[1] - gap[0])
    least = _KEPT * (right - left)
    block: list[Row] = []
    for row in rows:
        parted = _parted(row, right)
        narrowed = _narrowed(parted, left, right, least)
        if narrowed is None or (block and row.base - block[-1].base > _FAR * max(row.size, block[-1].size)):
            break
        left, right = narrowed
        block.append(parted)
    return ((left, right), block) if block else (None, [])


def _first_shared(rows: Sequence[Row]) -> Row | None:
    """The row below that both columns have a line in, where those above it are of one or the other, begun as there.

    Or of both, and the left one so full that it comes near the right one.
    """
    for number, row in enumerate(rows[:_MOST_ALONE]):
        if number and row.base - rows[number - 1].base > _FAR * row.size:
            return None
        if len(row.segments) > 1:
            left, right = max(row.gaps(), key=lambda gap: gap[1] - gap[0])
            starts = row.segments[0][0].left, right
            above = [_parted(one, right) for one in rows[:number]]
            alone = [segment for one in above for segment in one.segments]
            sides = [[abs(one[0].left - start) < _ALIGNED for start in starts] for one in alone]
            inside = all(len(one.segments) > 1 or _is_inside(one.segments[0], left, right) for one in above)
            return row if inside and all(map(any, sides)) and any(side[1] for side in sides) else None
    return None


def _is_inside(segment: Segment, left: float, right: float) -> bool:
    return end(segment) <= left or segment[0].left >= right


def _parted(row: Row, right: float) -> Row:
    """A row, its words parted where they come near the column that begins at `right`, as a full line does."""
    parts: list[Segment] = []
    for segment in row.segments:
        for number, (before, word) in enumerate(pairwise(segment), start=1):
            if abs(word.left - right) < _ALIGNED and word.left - before.right > _NEAR * word.size:
                parts += [segment[:number], segment[number:]]
                break
        else:
            parts.append(segment)
    return Row(tuple(parts))


def _narrowed(row: Row, left: float, right: float, least: float) -> tuple[float, float] | None:
    """What a row leaves of a gutter; None where it crosses it, or less is left than letters are high, and `least`."""
    middle = (left + right) / 2
    for segment in row.segments:
        start, last = segment[0].left, end(segment)
        if last <= middle or (start < left and last < right):
            left = max(left, last)
        elif start >= middle or (start > left and last > right):
            right = min(right, start)
        else:
            return None
    return (left, right) if right - left > min(row.size, least) else None


def left_of(row: Row, gutter: tuple[float, float]) -> tuple[Segment, ...]:
    """What stands left of a gutter."""
    return tuple(segment for segment in row.segments if end(segment) <= gutter[0])


def right_of(row: Row, gutter: tuple[float, float]) -> tuple[Segment, ...]:
    """What stands right of a gutter."""
    return tuple(segment for segment in row.segments if segment[0].left >= gutter[1])


def end(segment: Segment) -> float:
    """Where the last of some words ends."""
    return max(word.right for word in segment)
