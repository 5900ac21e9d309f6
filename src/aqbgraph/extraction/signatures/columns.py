"""Two signatures side by side: the cells of each row go to the left one and the right one, or to none.

A row is parted only where it is wide apart in the source (two blanks, a tab, the border of a table), at the second of
two openings or at the second of two offices. A row with one cell may belong to either side, and is left unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.extraction.signatures import offices
from aqbgraph.extraction.signatures.openings import openings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line

_WIDE = re.compile(r"\s{2,}|\t|\s*\|\s*")
# A row that is set in this far may have its left cell empty.
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines of either side, and those of which it is not known whose they are."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    unread: tuple[Line, ...]


def columns(rows: Sequence[Line], source: str) -> Columns:
    """Parts rows, the first of which has two openings; `source` is the text they were read from."""
    left, right, unread = [], [], []
    for row in rows:
        cells = _cells(row, source)
        if len(cells) == 2:
            left.append(cells[0])
            right.append(cells[1])
        else:
            unread.append(row)
    return Columns(tuple(left), tuple(right), tuple(unread))


def _cells(row: Line, source: str) -> list[Line]:
    for found in (openings(row.text), offices.find(row.text)):
        if len(found) == 2:
            second = found[1]
            start = second.start() if isinstance(second, re.Match) else second.start
            return _cut(row, [(0, start), (start, len(row.text))])
    if _is_set_in(row, source):
        return [row]
    return _cut(row, _parts(row, source))


def _is_set_in(row: Line, source: str) -> bool:
    begin = source.rfind("\n", 0, row.passage.position(0)) + 1
    before = source[begin : row.passage.position(0)].expandtabs()
    return before.isspace() and len(before) >= _INDENT


def _parts(row: Line, source: str) -> list[tuple[int, int]]:
    """From where to where the cells of a row reach."""
    borders = [0]
    passage = row.passage
    for index, letter in enumerate(row.text):
        if letter not in " |" or not 0 < index < len(row.text) - 1:
            continue
        if letter == "|" or _WIDE.fullmatch(source[passage.position(index) : passage.position(index + 1)]):
            borders.extend((index, index + 1))
    return [(start, end) for start, end in zip(borders[::2], [*borders[1::2], len(row.text)], strict=True)]


def _cut(row: Line, parts: Sequence[tuple[int, int]]) -> list[Line]:
    """The cells that hold words, without blanks and borders around them."""
    cells = []
    for start, end in parts:
        words = row.text[start:end]
        begin = start + len(words) - len(words.lstrip(" |"))
        stop = end - (len(words) - len(words.rstrip(" |")))
        if begin < stop:
            cells.append(row._replace(passage=row.passage.cut(begin, stop)))
    return cells
