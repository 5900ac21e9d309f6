"""Words on a page to lines in the order they are read: line by line, columns one after the other, rows of a table.

Columns are what stands side by side with the same gap between it over several lines, such as two signatures; where
ruled lines run across the gap it is a table, and each row one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from aqbgraph.reading.paper import ruled
from aqbgraph.reading.paper.gutters import Row, Segment, columns, end, left_of, right_of
from aqbgraph.reading.paper.sums import rows_of_sums
from aqbgraph.reading.paper.two_places import parted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word

# In sizes of letters: a gap between words that is none of a sentence; nothing stands in a gutter narrower than this.
_WIDE = 2.5
# In sizes of letters: how far apart lines of a paragraph stand at most; in points, how exactly they begin and end.
_FAR_LINES, _EXACT = 1.7, 1.5
# In sizes of letters: lines of a text never stand so near.
_NEARER = 0.9
# How much of their height two words must share to stand on one line.
_SHARED = 0.3
# A gap behind a bullet, a number or a § is an indent.
_MARKER = re.compile(r"[^\w\s]{1,2}|o|\d{1,2}[.)]?|[a-z]\)|§ ?\d{1,2}\.?")
# With the blank between words as wide as a break of HTML.
BREAK = "   "
# Columns of fewer lines hold no prose.
_PROSE = 13
# Ruled lines do not end exactly where they should.
_SLACK = 4


@dataclass(frozen=True)
class Strip:
    """One line of a page, or the cells of a row; `right` is how far a line could reach there.

    Of what stands side by side `gutter` is the gap between, and `right_side` says on which side of it this stands.
    """

    page: int
    words: tuple[Word, ...]
    right: float
    cells: tuple[tuple[Word, ...], ...] = ()
    gutter: tuple[float, float] | None = None
    right_side: bool = False

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


def strips(sheet: Sheet) -> list[Strip]:
    """The lines of a page in the order they are read; text that is turned comes last."""
    edge = max((word.right for word in sheet.words if not word.turned), default=0.0)
    found = list(upright(sheet, list(in_rows([word for word in sheet.words if not word.turned])), edge))
    turned = tuple(word for word in sheet.words if word.turned)
    return [*found, Strip(sheet.number, turned, edge)] if turned else found


def upright(sheet: Sheet, rows: Sequence[Sequence[Word]], edge: float) -> Iterator[Strip]:
    """The lines of rows of words of a page, of which none reaches beyond `edge`."""
    parts = [Row(tuple(part for found in _segments(words) for part in parted(found))) for words in rows]
    yield from _read(sheet, list(_side_by_side_rows(parts)), edge)


def _side_by_side_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each two as one that stand nearer than lines of a text do: of columns with lines of their own."""
    above: Row | None = None
    for row in rows:
        if above is not None and row.base - above.base < _NEARER * min(row.size, above.size) and _are_apart(above, row):
            yield Row(tuple(sorted((*above.segments, *row.segments), key=lambda segment: segment[0].left)))
            above = None
            continue
        if above is not None:
            yield above
        above = row
    if above is not None:
        yield above


def _is_justified(rows: Sequence[Row], edge: float) -> bool:
    """Whether a row is a line whose few words were set apart to fill it: it ends at the edge, and goes on below."""
    if len(rows) < 2 or len(rows[1].segments) > 1:
        return False
    row, below = rows
    near = below.base - row.base < _FAR_LINES * row.size
    aligned = abs(row.segments[0][0].left - below.segments[0][0].left) < _EXACT
    return near and aligned and abs(end(row.segments[-1]) - edge) < _EXACT


def _are_apart(one: Row, other: Row) -> bool:
    left, right = sorted((one.segments, other.segments), key=lambda segments: segments[0][0].left)
    return right[0][0].left - max(map(end, left)) > _WIDE * max(one.size, other.size)


def in_rows(words: Sequence[Word]) -> Iterator[list[Word]]:
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


def _segments(words: Sequence[Word]) -> Iterator[Segment]:
    segment = [words[0]]
    for left, right in pairwise(words):
        gap = right.left - max(word.right for word in segment)
        indent = len(segment) <= 2 and _MARKER.fullmatch(" ".join(word.text for word in segment)) is not None
        if gap > _WIDE * max(left.size, right.size) and not indent:
            yield tuple(segment)
            segment = []
        segment.append(right)
    yield tuple(segment)


def _read(sheet: Sheet, rows: Sequence[Row], edge: float) -> Iterator[Strip]:
    index = 0
    while index < len(rows):
        gutter, block = columns(rows[index:])
        if gutter is None:
            for segment in rows[index].segments:
                yield Strip(sheet.number, segment, edge)
            index += 1
            continue
        if len(block) == 1 and _is_justified(rows[index : index + 2], edge):
            yield Strip(sheet.number, tuple(word for segment in block[0].segments for word in segment), edge)
            index += 1
            continue
        if (count := rows_of_sums(block)) and not _ruled(sheet, block[:count], gutter):
            for row in block[:count]:
                words = tuple(word for segment in row.segments for word in segment)
                yield Strip(sheet.number, words, 0, row.segments)
            index += count
            continue
        if bands := _ruled(sheet, block, gutter):
            yield from _table(sheet, block, bands)
        else:
            yield from _side_by_side(sheet, block, gutter, edge)
        index += len(block)


def _side_by_side(sheet: Sheet, block: Sequence[Row], gutter: tuple[float, float], edge: float) -> Iterator[Strip]:
    """The lines left of the gutter, then those right of it, which may have a gutter of their own."""
    if len(block) < _PROSE:
        # Of a page that holds but two signatures no line tells how far those on the right reach: as far as on the left.
        edge = max(edge, 2 * gutter[1] - min(row.segments[0][0].left for row in block))
    for side, reach in ((left_of, gutter[1]), (right_of, edge)):
        for strip in _read(sheet, [Row(parts) for row in block if (parts := side(row, gutter))], reach):
            yield replace(strip, gutter=gutter, right_side=side is right_of)


def _ruled(sheet: Sheet, block: Sequence[Row], gutter: tuple[float, float]) -> list[float]:
    """The heights of the ruled lines that run across a gutter; none where it is no table's."""
    top, bottom = block[0].base - 2 * block[0].size, block[-1].base + 2 * block[-1].size
    across = sorted(
        rule.top
        for rule in sheet.rules
        if top <= rule.top <= bottom and rule.left < gutter[0] - _SLACK and rule.right > gutter[1] + _SLACK
    )
    return across if len(across) > 1 else []


def _table(sheet: Sheet, block: Sequence[Row], bands: Sequence[float]) -> Iterator[Strip]:
    """The rows between ruled lines; a cell may have several lines."""
    columns = _gutters(block)
    limits = [*bands, float("inf")]
    above = float("-inf")
    for limit in limits:
        rows = [row for row in block if above < row.base <= limit + _SLACK]
        above = limit + _SLACK
        cells: list[list[Segment]] = [[] for _ in range(len(columns) + 1)]
        for row in rows:
            inside = [sum(segment[0].left >= right for _, right in columns) for segment in row.segments]
            for index in dict.fromkeys(inside):
                parts = zip(inside, row.segments, strict=True)
                cells[index].append(tuple(word for at, segment in parts if at == index for word in segment))
        if any(cells):
            yield from _of_cells(sheet, cells)


def _of_cells(sheet: Sheet, cells: Sequence[Sequence[Segment]]) -> Iterator[Strip]:
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


def _as_one(lines: Sequence[Segment], ends: Sequence[ruled.End]) -> Segment:
    """The words of a cell; where it is open whether the next line goes on, a break is left before it."""
    found: list[Word] = []
    for line, above in zip(lines, [ruled.End.FULL, *ends], strict=False):
        first = line[0]._replace(text=BREAK + line[0].text) if above is ruled.End.OPEN else line[0]
        found += [first, *line[1:]]
    return tuple(found)


def _gutters(block: Sequence[Row]) -> list[tuple[float, float]]:
    """The gaps that no word of the block stands in, widest table or not."""
    spans = sorted((segment[0].left, end(segment)) for row in block for segment in row.segments)
    gutters, reach = [], spans[0][1]
    for left, right in spans[1:]:
        if left - reach > block[0].size:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters
