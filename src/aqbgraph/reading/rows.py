"""Words on a page to lines in the order they are read: line by line, columns one after the other, rows of a table.

Columns are what stands side by side with the same gap between it over several lines, such as two signatures; where
ruled lines run across the gap it is a table, and each row one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from aqbgraph.reading import ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.sheets import Sheet, Word

# In sizes of letters: a gap between words that is none of a sentence; nothing stands in a gutter narrower than this.
_WIDE = 2.5
# In sizes of letters: how far below a line another of the same columns may stand; signatures need room.
_FAR = 9
# In points: how exactly the lines of a column begin below each other; in sizes, what room a full line leaves before it.
_ALIGNED, _NEAR = 1, 1
# How much of their height two words must share to stand on one line.
_SHARED = 0.3
# A gap behind a bullet, a number or a § is an indent.
_MARKER = re.compile(r"[^\w\s]{1,2}|o|\d{1,2}[.)]?|[a-z]\)|§ ?\d{1,2}\.?")
# With the blank between words as wide as a break of HTML.
BREAK = "   "
# Ruled lines do not end exactly where they should.
_SLACK = 4


@dataclass(frozen=True)
class Strip:
    """One line of a page, or the cells of a row; `right` is how far a line could reach there."""

    page: int
    words: tuple[Word, ...]
    right: float
    cells: tuple[tuple[Word, ...], ...] = ()

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return min(word.left for word in self.words)

    @cached_property
    def end(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def base(self) -> float:
        """The line it stands on."""
        return median(word.base for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of its letters."""
        return median(word.size for word in self.words)

    @cached_property
    def strong(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


# Words of a row that have no wide gap between them.
_Segment = tuple["Word", ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands at one height of a page, parted at wide gaps."""

    segments: tuple[_Segment, ...]

    @property
    def base(self) -> float:
        return median(word.base for segment in self.segments for word in segment)

    @property
    def size(self) -> float:
        return median(word.size for segment in self.segments for word in segment)

    def gaps(self) -> list[tuple[float, float]]:
        return [(_end(left), right[0].left) for left, right in pairwise(self.segments)]


def strips(sheet: Sheet) -> list[Strip]:
    """The lines of a page in the order they are read; text that is turned comes last."""
    rows = [_Row(tuple(_segments(words))) for words in _rows([word for word in sheet.words if not word.turned])]
    edge = max((word.right for word in sheet.words if not word.turned), default=0.0)
    found = list(_read(sheet, rows, edge))
    turned = tuple(word for word in sheet.words if word.turned)
    return [*found, Strip(sheet.number, turned, edge)] if turned else found


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words at one height, from the top; each joins the nearest row that it shares its height with."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        for row in rows[:-4:-1]:
            if _share(row[0], word) or _share(row[-1], word):
                row.append(word)
                break
        else:
            rows.append([word])
    for row in rows:
        yield sorted(row, key=lambda word: word.left)


def _share(one: Word, other: Word) -> bool:
    top = max(one.base - 0.7 * one.size, other.base - 0.7 * other.size)
    bottom = min(one.base + 0.1 * one.size, other.base + 0.1 * other.size)
    return bottom - top > _SHARED * min(one.size, other.size)


def _segments(words: Sequence[Word]) -> Iterator[_Segment]:
    segment = [words[0]]
    for left, right in pairwise(words):
        gap = right.left - max(word.right for word in segment)
        indent = len(segment) <= 2 and _MARKER.fullmatch(" ".join(word.text for word in segment)) is not None
        if gap > _WIDE * max(left.size, right.size) and not indent:
            yield tuple(segment)
            segment = []
        segment.append(right)
    yield tuple(segment)


def _read(sheet: Sheet, rows: Sequence[_Row], edge: float) -> Iterator[Strip]:
    index = 0
    while index < len(rows):
        gutter, block = _columns(rows[index:])
        if gutter is None:
            for segment in rows[index].segments:
                yield Strip(sheet.number, segment, edge)
            index += 1
            continue
        if bands := _ruled(sheet, block, gutter):
            yield from _table(sheet, block, bands)
        else:
            yield from _side_by_side(sheet, block, gutter, edge)
        index += len(block)


def _columns(rows: Sequence[_Row]) -> tuple[tuple[float, float] | None, list[_Row]]:
    """The gutter of the columns that begin with the first row, and the rows they go on for."""
    if len(rows[0].segments) < 2:
        return None, []
    left, right = max(rows[0].gaps(), key=lambda gap: gap[1] - gap[0])
    block = [rows[0]]
    for row in rows[1:]:
        parted = _parted(row, right)
        narrowed = _narrowed(parted, left, right)
        if narrowed is None or row.base - block[-1].base > _FAR * max(row.size, block[-1].size):
            break
        left, right = narrowed
        block.append(parted)
    return (left, right), block


def _parted(row: _Row, right: float) -> _Row:
    """A row, its words parted where they come near the column that begins at `right`, as a full line does."""
    parts: list[_Segment] = []
    for segment in row.segments:
        for number, (before, word) in enumerate(pairwise(segment), start=1):
            if abs(word.left - right) < _ALIGNED and word.left - before.right > _NEAR * word.size:
                parts += [segment[:number], segment[number:]]
                break
        else:
            parts.append(segment)
    return _Row(tuple(parts))


def _narrowed(row: _Row, left: float, right: float) -> tuple[float, float] | None:
    """What a row leaves of a gutter; None where it crosses it."""
    middle = (left + right) / 2
    for segment in row.segments:
        start, end = segment[0].left, _end(segment)
        if end <= middle or (start < left and end < right):
            left = max(left, end)
        elif start >= middle or (start > left and end > right):
            right = min(right, start)
        else:
            return None
    return (left, right) if right - left > row.size else None


def _side_by_side(sheet: Sheet, block: Sequence[_Row], gutter: tuple[float, float], edge: float) -> Iterator[Strip]:
    """The lines left of the gutter, then those right of it, which may have a gutter of their own."""
    for side, reach in ((_left_of, gutter[1]), (_right_of, edge)):
        yield from _read(sheet, [_Row(parts) for row in block if (parts := side(row, gutter))], reach)


def _left_of(row: _Row, gutter: tuple[float, float]) -> tuple[_Segment, ...]:
    return tuple(segment for segment in row.segments if _end(segment) <= gutter[0])


def _right_of(row: _Row, gutter: tuple[float, float]) -> tuple[_Segment, ...]:
    return tuple(segment for segment in row.segments if segment[0].left >= gutter[1])


def _ruled(sheet: Sheet, block: Sequence[_Row], gutter: tuple[float, float]) -> list[float]:
    """The heights of the ruled lines that run across a gutter; none where it is no table's."""
    top, bottom = block[0].base - 2 * block[0].size, block[-1].base + 2 * block[-1].size
    across = sorted(
        rule.top
        for rule in sheet.rules
        if top <= rule.top <= bottom and rule.left < gutter[0] - _SLACK and rule.right > gutter[1] + _SLACK
    )
    return across if len(across) > 1 else []


def _table(sheet: Sheet, block: Sequence[_Row], bands: Sequence[float]) -> Iterator[Strip]:
    """The rows between ruled lines; a cell may have several lines."""
    columns = _gutters(block)
    limits = [*bands, float("inf")]
    above = float("-inf")
    for limit in limits:
        rows = [row for row in block if above < row.base <= limit + _SLACK]
        above = limit + _SLACK
        cells: list[list[_Segment]] = [[] for _ in range(len(columns) + 1)]
        for row in rows:
            inside = [sum(segment[0].left >= right for _, right in columns) for segment in row.segments]
            for index in dict.fromkeys(inside):
                parts = zip(inside, row.segments, strict=True)
                cells[index].append(tuple(word for at, segment in parts if at == index for word in segment))
        if any(cells):
            yield from _of_cells(sheet, cells)


def _of_cells(sheet: Sheet, cells: Sequence[Sequence[_Segment]]) -> Iterator[Strip]:
    """The cells of a row as one line; line by line, cell after cell, where one has a line that ends early."""
    limits = [ruled.reach(sheet, lines) for lines in cells]
    ends = [list(ruled.ends(lines, limit)) for lines, limit in zip(cells, limits, strict=True)]
    if any(ruled.End.EARLY in found for found in ends):
        for lines, limit in zip(cells, limits, strict=True):
            for line in lines:
                # Nothing goes on from one cell in the next.
                yield Strip(sheet.number, line, limit if limit and line is not lines[-1] else float("inf"))
        return
    whole = [_as_one(lines, found) for lines, found in zip(cells, ends, strict=True)]
    yield Strip(sheet.number, tuple(word for cell in whole for word in cell), 0, tuple(whole))


def _as_one(lines: Sequence[_Segment], ends: Sequence[ruled.End]) -> _Segment:
    """The words of a cell; where it is open whether the next line goes on, a break is left before it."""
    found: list[Word] = []
    for line, above in zip(lines, [ruled.End.FULL, *ends], strict=False):
        first = line[0]._replace(text=BREAK + line[0].text) if above is ruled.End.OPEN else line[0]
        found += [first, *line[1:]]
    return tuple(found)


def _gutters(block: Sequence[_Row]) -> list[tuple[float, float]]:
    """The gaps that no word of the block stands in, widest table or not."""
    spans = sorted((segment[0].left, _end(segment)) for row in block for segment in row.segments)
    gutters, reach = [], spans[0][1]
    for left, right in spans[1:]:
        if left - reach > block[0].size:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters


def _end(segment: _Segment) -> float:
    return max(word.right for word in segment)
