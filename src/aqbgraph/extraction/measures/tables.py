"""Measures in a table: its rows as the headings and items they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures import adjoining_tables, cell_lines
from aqbgraph.extraction.measures.fillers import says_none
from aqbgraph.extraction.measures.measure_types import type_of
from aqbgraph.table_heads import NAME_COLUMN, ONE_BY_ONE, TYPE_COLUMN
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.agreement import Concept
    from aqbgraph.document import Line, Passage

MARKER = "|"
# Looked up once, and not for every line.
_TEXT, _RULE = Kind.TEXT, Kind.RULE
_OF = frozenset({"der", "des", "von"})
_HEADS = TYPE_COLUMN | NAME_COLUMN
_NUMBERED = re.compile(r"\d{1,2}[.)] *")
# The bullet or number of a measure among several in a cell.
_BULLET = re.compile(r"(?:[-*+•–—·▪■●○➢]|(?P<number>\(?\d{1,2}[.)])) +(?=\S)")
_SUMS = frozenset(
    {"summe", "gesamt", "gesamtsumme", "insgesamt", "zusammen", "summe gesamt", "zwischensumme", "teilsumme"}
)


def unfolded(lines: Sequence[Line], *, on_paper: bool = False) -> Iterator[Line]:
    """The lines, each table row as what it says: a measure type as a heading, a measure as an item.

    An item that still has several cells is a row of which that cannot be told.
    A head, and a cell whose column is neither, stay out of the list, so the account shows them as not understood.
    """
    if any(map(_of_table, lines)):
        # On paper it was told by their places which lines of a cell go on.
        yield from _by_row(lines, 0 if on_paper else cell_lines.width(lines), on_paper=on_paper)
    else:
        yield from lines


def _of_table(line: Line) -> bool:
    """Whether a line may belong to a table; most lists have none."""
    return bool(line.cells) or line.kind is _RULE or bool(_heads(line))


def _by_row(lines: Sequence[Line], wide: int, *, on_paper: bool) -> Iterator[Line]:
    columns: tuple[str, ...] = ()
    last: Concept | None = None
    torn = False
    above: Line | None = None
    done: set[Passage] = set()
    mark = MARKER if _tell_types(lines) else ""
    typed = any(_type(cell) is not None for line in lines for cell in line.cells)
    spread = [line._replace(cells=line.spread) if line.spread else line for line in lines]
    rows = list(adjoining_tables.parted(list(_by_column(spread)), is_head, on_paper=on_paper))
    for number, line in enumerate(rows):
        ends, above = _goes_on(line, above), line
        if not ends and (heads := _heads(line)):
            columns = heads
            if on_paper and _is_head_alone(line, heads, rows[number + 1 :][:1]):
                # What stands below it was not read by its columns.
                yield line._replace(kind=Kind.ITEM, marker=MARKER)
        elif line.kind is Kind.RULE:
            continue
        elif _names_types(line):
            # Types side by side without a row below: whose what follows is, nothing tells.
            yield line._replace(kind=Kind.ITEM, marker=MARKER)
        elif not line.cells:
            # On paper a line between two rows is of one of them, and nothing tells of which.
            torn = on_paper and _stands_between(rows, number, columns)
            columns = columns if type_of(line.text) or adjoining_tables.keeps_columns(rows, number) else ()
            last = None
            yield line
        elif typed and (unknown := _unknown_type(line, columns)):
            # It is refused as a heading that is none: what follows would be filed under the type above it.
            yield _plain(line, unknown)._replace(kind=Kind.TEXT, strong=True)
            last = None
        else:
            joined = torn or line.level == adjoining_tables.CUT or (on_paper and _may_be_joined(line, columns))
            for part, concept in _row(line, columns, wide, joined=joined):
                # A cell that spans rows or columns names one measure.
                if concept != last if concept else part.passage not in done:
                    yield part._replace(marker=mark) if concept else part
                done.add(part.passage)
                last = concept or last
            torn = False


def _tell_types(lines: Sequence[Line]) -> bool:
    """Whether each row tells the type of its measure, so that none is filed under another's though one is left out."""
    rows = [line for line in lines if line.cells and not _heads(line) and not _is_sum(line)]
    return bool(rows) and all(any(_type(cell) is not None for cell in line.cells) for line in rows)


def _by_column(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a table that has a measure type for each column as its columns, one below the other."""
    index = 0
    while index < len(lines):
        table = _below_types(lines[index:]) if _names_types(lines[index]) else ()
        if not table:
            yield lines[index]
            index += 1
            continue
        yield from _columns([line for line in table if line.cells])
        index += len(table)


def _columns(table: Sequence[Line]) -> Iterator[Line]:
    """The columns of a table whose head names the types; a type, and a measure of it, may span several."""
    head, *rows = table
    types: list[Passage] = []
    of: dict[Passage, Passage] = {}
    for column, cell in enumerate(head.cells):
        if _type(cell) is None:
            continue
        if cell not in types:
            types.append(cell)
            yield _plain(head, cell)._replace(kind=Kind.TEXT)
        for row in rows:
            words = row.cells[column]
            if not any(map(str.isalnum, words.text)) or of.get(words) == cell:
                continue
            item = _plain(row, words)._replace(kind=Kind.ITEM, marker=MARKER, gap=0)
            # A measure below two types is of which, nothing tells; "entfällt" is said of both.
            yield item._replace(cells=row.cells) if words in of and not says_none(words.text) else item
            of[words] = cell


def _below_types(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a table whose first row names several types; none where one has other columns or was cut in two."""
    width = len(lines[0].cells)
    others = (
        n for n, line in enumerate(lines) if (not line.cells and line.kind is not Kind.RULE) or _names_types(line)
    )
    table = lines[: next((n for n in others if n), len(lines))]
    if _is_cut(lines[len(table) - 1 : len(table) + 1]):
        return ()
    widths = [len(line.cells) for line in table if line.cells]
    return table if len(widths) > 1 and set(widths) == {width} else ()


def _is_cut(lines: Sequence[Line]) -> bool:
    """Whether a line that is no row stands directly below one: half of a row that was cut in two."""
    return len(lines) > 1 and lines[0].number + 1 == lines[1].number and not lines[1].cells


def _names_types(row: Line) -> bool:
    return len(row.cells) > 1 and len({cell for cell in row.cells if _type(cell) is not None}) > 1


def _type(cell: Passage) -> Concept | None:
    return type_of(_NUMBERED.sub("", cell.text, count=1))


def _goes_on(line: Line, above: Line | None) -> bool:
    """Whether a line is the end of a paragraph, which may be a single word: "… diese / Projekte:"."""
    if above is None or line.gap or line.cells:
        return False
    return line.kind is above.kind is Kind.TEXT and not above.cells and not line.strong


def _measures(cell: Passage, wide: int) -> list[Passage]:
    """The measures of a cell, several where lines end, or have bullets or numbers, which are none of their names."""
    lines = cell_lines.lines(cell)
    marks = [mark for line in lines if (mark := _BULLET.match(line.text))]
    # A single number is of the name: "1. Chance".
    if len(marks) < len(lines) or (len(marks) == 1 and marks[0]["number"]):
        return cell_lines.measures(cell, wide) if wide and not marks else [cell]
    return [line.cut(mark.end(), len(line.text.rstrip())) for line, mark in zip(lines, marks, strict=True)]


def _heads(line: Line) -> tuple[str, ...]:
    """The names of the columns; empty for a row that is no head."""
    if line.kind is not _TEXT:
        return ()
    names = tuple([normalise(cell.text) for cell in line.cells or (line.passage,)])
    known = all(name in _HEADS for name in names) if len(names) == 1 else any(name in _HEADS for name in names)
    return names if known else ()


def is_head(line: Line) -> bool:
    """Whether a row is the head of a table of types or measures."""
    return bool(_heads(line))


def _is_head_alone(line: Line, columns: tuple[str, ...], below: Sequence[Line]) -> bool:
    """Whether a head of types and names has no row of its columns below it."""
    if len(columns) < 2 or TYPE_COLUMN.isdisjoint(columns) or NAME_COLUMN.isdisjoint(columns):
        return False
    return not any(len(one.cells) == len(line.cells) for one in below)


def _stands_between(rows: Sequence[Line], number: int, columns: tuple[str, ...]) -> bool:
    """Whether a line without cells stands between two rows of a table, and is no type."""
    if not columns or not number or number + 1 == len(rows) or type_of(_NUMBERED.sub("", rows[number].text, count=1)):
        return False
    return bool(rows[number - 1].cells) and bool(rows[number + 1].cells)


def _may_be_joined(row: Line, columns: tuple[str, ...]) -> bool:
    """Whether two columns of a page were read as one: in the head, or in a row that has fewer cells than the head."""
    fewer = len(row.cells) < len(columns) and not NAME_COLUMN.isdisjoint(columns)
    return any(map(_joins_columns, columns)) or (fewer and any(_names(row, ())))


def _joins_columns(name: str) -> bool:
    """Whether what stands above a column is the names of two: "träger projekt", but not "name des projekts"."""
    words = name.split()
    return name not in _HEADS and not NAME_COLUMN.isdisjoint(words) and _OF.isdisjoint(words)


def _row(line: Line, columns: tuple[str, ...], wide: int, *, joined: bool) -> Iterator[tuple[Line, Concept | None]]:
    """The types and measures of a row, a type with its concept; nothing of the rule below a head."""
    named = len(columns) == len(line.cells) and any(column in NAME_COLUMN for column in columns)
    gap = line.gap
    if _is_sum(line):
        return
    if joined or len(set(_names(line, columns if named else ()))) > 1:
        # Which of them is the measure, nothing tells; that it is but this row, a head does.
        yield line._replace(kind=Kind.ITEM, marker=MARKER, level=int(not NAME_COLUMN.isdisjoint(columns))), None
        return
    for index, cell in _types_first(line.cells):
        if not any(letter.isalpha() for letter in cell.text):
            continue
        if concept := _type(cell):
            yield _plain(line, cell)._replace(kind=Kind.TEXT, gap=gap), concept
        elif not named or columns[index] in NAME_COLUMN:
            several = named and columns[index] not in ONE_BY_ONE
            for words in _measures(cell, wide if several else 0):
                yield _plain(line, words)._replace(kind=Kind.ITEM, marker=MARKER, gap=gap), None
                gap = 0
        gap = 0


def _unknown_type(line: Line, columns: tuple[str, ...]) -> Passage | None:
    """What a row has in the column of the types, where that is none of the scheme."""
    if len(columns) != len(line.cells) or _is_sum(line) or not NAME_COLUMN.intersection(columns):
        return None
    cells = (cell for cell, column in zip(line.cells, columns, strict=True) if column in TYPE_COLUMN)
    return next((cell for cell in cells if any(map(str.isalpha, cell.text)) and _type(cell) is None), None)


def _is_sum(line: Line) -> bool:
    """Whether a row holds the sum of those above."""
    filled = [cell.text for cell in line.cells if any(map(str.isalnum, cell.text))]
    first, *others = filled or [""]
    return normalise(first.rstrip(":")) in _SUMS and all(any(map(str.isdigit, text)) for text in others)


def _types_first(cells: Sequence[Passage]) -> list[tuple[int, Passage]]:
    """The cells of a row with the number of their columns: the type of a measure may stand right of it."""
    return sorted(enumerate(cells), key=lambda cell: _type(cell[1]) is None)


def _names(line: Line, columns: tuple[str, ...]) -> Iterator[Passage]:
    """The cells that may name the measure of a row: those of the columns for it, if there are any, else all."""
    for index, cell in enumerate(line.cells):
        named = not columns or columns[index] in NAME_COLUMN
        if named and any(map(str.isalpha, cell.text)) and _type(cell) is None:
            yield cell


def _plain(line: Line, cell: Passage) -> Line:
    return line._replace(passage=cell, level=0, marker="", strong=False, cells=())
