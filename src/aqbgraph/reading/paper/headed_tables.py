"""Tables of measures on a page, told by the names of their columns: with ruled lines around their cells, or without.

Without lines a column is where no word of the table stands between it and the next; a cell ends where lines stand
farther apart, or where a type begins beside it. Where types and measures do not begin at one height nothing tells which
belong together, and the page is read as any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.paper import frames
from aqbgraph.reading.paper.rows import in_rows
from aqbgraph.table_heads import NAME_COLUMN, ONE_BY_ONE, TYPE_COLUMN
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aqbgraph.reading.paper.frames import Frame
    from aqbgraph.reading.paper.sheets import Sheet, Word

    Line = tuple[Word, ...]
    Row = Sequence[Word]

# In sizes of letters: what parts the names of columns, or these of a single word; what parts columns without lines.
_APART, _RIVER = (0.8, 0.2), 0.5
# In line distances: from there on another cell begins; in sizes of letters, lines of a table stand no farther apart.
PARTED, _FAR = 1.07, 4
# In sizes of letters: how exactly two cells begin at one height, and lines of a column below each other.
_LEVEL, _ALIGNED = 0.5, 0.3
# In sizes of letters: so much lower than its type a measure may begin, if all do.
_LOWER = 2.5
_NUMBER = re.compile(r"\d{1,2}[.)]")
_FOOTNOTE = re.compile(r"(?:\d{1,2}|\*{1,3})\)|[*\u00b9\u00b2\u00b3\u2074-\u2079]{1,3}")
_MOST_COLUMNS = 6
# A page has fewer lines and tables; each is looked for in all that stands below its head, each cell in all others.
_MOST_ROWS, _MOST_TABLES = 500, 20


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of words between two heights; `right` is how far they can reach, None where no line tells."""

    top: float
    bottom: float
    lines: tuple[Line, ...]
    right: float | None = None


class Table(NamedTuple):
    """The cells of each column below its head, from the top; `types` and `names` are the numbers of their columns.

    `single` says that each cell of a name holds one, `apart` that rows stand farther apart than the lines of a cell;
    `goes_on` that the table began on the page before, where its head stands.
    """

    top: float
    bottom: float
    head: tuple[Line, ...]
    columns: tuple[tuple[Cell, ...], ...]
    types: int
    names: int
    single: bool
    apart: bool
    goes_on: bool = False


def tables(sheet: Sheet, rows: Sequence[Row]) -> list[Table]:
    """The tables of measures of a page, whose words are given in rows from the top."""
    return [table for _, table in heads(sheet, rows) if table is not None]


def heads(sheet: Sheet, rows: Sequence[Row]) -> list[tuple[tuple[Line, ...], Table | None]]:
    """The heads of tables of measures of a page, each with its table; None where that cannot be told from the page."""
    found: list[Table] = []
    told: list[tuple[tuple[Line, ...], Table | None]] = []
    drawn: list[Frame] | None = None
    for index, row in enumerate(rows):
        head = head_of(row)
        if head is None or (found and row[0].base < found[-1].bottom):
            continue
        drawn = frames.frames(sheet) if drawn is None else drawn
        around = next((one for one in drawn if one.box.top < row[0].base < one.box.bottom), None)
        table = None
        if len(rows) <= _MOST_ROWS:
            table = framed(around, head, rows) if around else _open(head, rows[index + 1 :])
        told.append((head, table))
        if len(told) == _MOST_TABLES:
            break
        if table is not None:
            found.append(table)
    return told


def head_of(row: Row) -> tuple[Line, ...] | None:
    """The names of the columns, if a row is the head of such a table."""
    for apart in _APART:
        segments: list[list[Word]] = [[row[0]]]
        for left, right in pairwise(row):
            if right.left - left.right > apart * right.size:
                segments.append([])
            segments[-1].append(right)
        if any(segment[0].text[:1].islower() for segment in segments):
            # A line of a sentence: "… in den jeweiligen Maßnahmenarten folgende Projekte:".
            continue
        names = [_name(segment) for segment in segments]
        known = sum(name in TYPE_COLUMN for name in names) == 1 == sum(name in NAME_COLUMN for name in names)
        if known and len(names) <= _MOST_COLUMNS:
            return tuple(map(tuple, segments))
    return None


def _name(words: Sequence[Word]) -> str:
    return normalise(" ".join(word.text for word in words))


def _table(head: Sequence[Line], columns: Sequence[Sequence[Cell]], bottom: float, *, apart: bool) -> Table:
    names = [_name(words) for words in head]
    types = next(number for number, name in enumerate(names) if name in TYPE_COLUMN)
    name = next(number for number, name in enumerate(names) if name in NAME_COLUMN)
    top = min(word.top for words in head for word in words)
    return Table(top, bottom, tuple(head), tuple(map(tuple, columns)), types, name, names[name] in ONE_BY_ONE, apart)


def framed(frame: Frame, head: Sequence[Line], rows: Sequence[Row], *, goes_on: bool = False) -> Table | None:
    """A table with lines around its cells; each word stands in the one that its middle is in.

    One that `goes_on` has its head on the page before.
    """
    count = len(frame.columns) - 1
    beside = [
        word
        for row in rows
        for word in row
        if frame.box.top < word.base < frame.box.bottom and not frame.box.left < word.right < frame.box.right + 1
    ]
    if len(head) != count or beside:
        return None
    below = frame.box.top if goes_on else max(word.base for words in head for word in words)
    columns: list[list[Cell]] = []
    for number in range(count):
        left, right = frame.columns[number : number + 2]
        if not left < head[number][0].left < right:
            return None
        cells = []
        for top, bottom in frame.cells(number):
            lines = _lines(rows, left, right, max(top, below), bottom)
            reach = right - (min(line[0].left for line in lines) - left) if lines else None
            if bottom > below:
                cells.append(Cell(top, bottom, lines, reach))
        columns.append([cell for cell in cells if cell.top > below or cell.lines])
    table = _table(head, columns, frame.box.bottom, apart=True)
    return table._replace(top=frame.box.top, goes_on=True) if goes_on else table


def _lines(rows: Sequence[Row], left: float, right: float, top: float, bottom: float) -> tuple[Line, ...]:
    inside = [
        word
        for row in rows
        for word in row
        if left < (word.left + word.right) / 2 < right and top < word.base <= bottom
    ]
    return tuple(map(tuple, in_rows(inside)))


def _open(head: Sequence[Line], rows: Sequence[Row]) -> Table | None:
    """A table without lines."""
    rivers = [(left[-1].right, right[0].left) for left, right in pairwise(head)]
    body: list[Row] = []
    base = head[0][0].base
    for row in rows:
        narrowed = [_narrowed(river, row) for river in rivers]
        if row[0].base - base > _FAR * row[0].size or None in narrowed:
            break
        rivers = [river for river in narrowed if river is not None]
        body.append(row)
        base = max(word.base for word in row)
    edges = [float("-inf"), *((left + right) / 2 for left, right in rivers), float("inf")]
    columns = [_lines(body, left, right, head[0][0].base, float("inf")) for left, right in pairwise(edges)]
    return _parted(head, columns)


def _narrowed(river: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """What the words of a row leave between two columns; None where one stands across."""
    left, right = river
    for word in row:
        if word.left < right and word.right > left:
            left, right = max(((left, word.left), (word.right, right)), key=lambda part: part[1] - part[0])
    return (left, right) if right - left >= _RIVER * row[0].size else None


def _parted(head: Sequence[Line], columns: Sequence[Sequence[Line]]) -> Table | None:
    """The lines of columns as cells, where each type begins beside a measure."""
    names = [_name(words) for words in head]
    types = next(number for number, name in enumerate(names) if name in TYPE_COLUMN)
    name = next(number for number, name in enumerate(names) if name in NAME_COLUMN)
    if not columns[types] or not columns[name]:
        return None
    size, pitch = columns[types][0][0].size, _pitch(columns[types], columns[name])
    kinds = list(_clusters(columns[types], pitch, lambda line: _NUMBER.match(line[0].text) is not None))
    starts = [cluster[0][0].base for cluster in kinds]
    titles = list(
        _clusters(columns[name], pitch, lambda line: any(abs(line[0].base - y) < _LEVEL * size for y in starts))
    )
    titles = _without_footnote(titles, columns[types][-1])
    kinds = _aligned(kinds, [one[0][0].base for one in titles], size)
    if not kinds or not _begin(kinds, columns[name], pitch, size):
        return None
    end = max(line[0].base for one in (*kinds, *titles) for line in one)
    if any(kinds[-1][-1][0].base < line[0].base <= end for line in columns[types]):
        return None
    made: list[list[Cell]] = []
    for number, lines in enumerate(columns):
        clusters = kinds if number == types else titles if number == name else [[line] for line in lines]
        tops = [one[0][0].base for one in clusters]
        # A type reaches down to the next, all else as far as its words.
        bottoms = [*tops[1:], end + size] if number == types else [one[-1][0].base + size for one in clusters]
        made.append(
            [
                Cell(top - size, bottom - size, tuple(one))
                for top, bottom, one in zip(tops, bottoms, clusters, strict=True)
                if top <= end
            ]
        )
    return _table(head, made, end + size / 4, apart=_rows_apart(kinds, (*columns[types], *columns[name]), pitch))


def _without_footnote(titles: Sequence[list[Line]], last: Line) -> list[list[Line]]:
    """The cells of the names without a footnote below the last type; where several bear such marks none is one."""
    marked = [_FOOTNOTE.fullmatch(one[0][0].text) is not None for one in titles]
    below = len(titles) > 1 and titles[-1][0][0].base > last[0].base
    return list(titles[:-1] if below and marked[-1] and sum(marked) == 1 else titles)


def _pitch(*columns: Sequence[Line]) -> float:
    """How far apart the lines of a cell stand, if one has several."""
    return min((below[0].base - above[0].base for lines in columns for above, below in pairwise(lines)), default=0.0)


def _begin(kinds: Sequence[Sequence[Line]], names: Sequence[Line], pitch: float, size: float) -> bool:
    """Whether a name begins beside each type: none is the middle of a cell that begins above its type."""
    starts = [one[0][0].base for one in kinds]
    return not any(
        below[0].base - above[0].base <= PARTED * pitch
        and any(abs(below[0].base - start) < _LEVEL * size for start in starts)
        and not any(abs(above[0].base - start) < _LEVEL * size for start in starts)
        for above, below in pairwise(names)
    )


def _rows_apart(kinds: Sequence[Sequence[Line]], lines: Sequence[Line], pitch: float) -> bool:
    """Whether between the last line of a row and the next row there is more room than within a cell."""
    bases = [line[0].base for line in lines]
    starts = [one[0][0].base for one in kinds[1:]]
    gaps = [start - max(base for base in bases if base < start) for start in starts]
    return min(gaps, default=0.0) > PARTED * pitch


def _aligned(kinds: Sequence[list[Line]], titles: Sequence[float], size: float) -> list[list[Line]]:
    """The types up to the last that measures stand beside; none if one is set in, or stands lower than its first."""
    starts = [one[0][0].base - _LEVEL * size for one in kinds]
    beside = [[title for title in titles if start <= title < end] for start, end in pairwise([*starts, float("inf")])]
    last = max((number for number, found in enumerate(beside) if found), default=-1)
    lower = [found[0] - start for start, found in zip(starts, beside, strict=True) if found]
    level = max(lower, default=0) - min(lower, default=0) < _LEVEL * size and max(lower, default=0) < _LOWER * size
    left = kinds[0][0][0].left
    below = all(abs(line[0].left - left) < _ALIGNED * size for one in kinds[: last + 1] for line in one)
    return list(kinds[: last + 1]) if level and below and titles[0] >= starts[0] else []


def _clusters(lines: Sequence[Line], pitch: float, begins: Callable[[Line], bool]) -> Iterator[list[Line]]:
    """Lines of a column, parted where they stand farther apart than others or where one `begins` a cell."""
    distances = [below[0].base - above[0].base for above, below in pairwise(lines)]
    cluster = [lines[0]]
    for line, distance in zip(lines[1:], distances, strict=True):
        if distance > PARTED * pitch or begins(line):
            yield cluster
            cluster = []
        cluster.append(line)
    yield cluster
