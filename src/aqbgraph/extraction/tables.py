"""Measures in a table: its rows as the headings and items they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measure_types import type_of
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.agreement import Concept
    from aqbgraph.document import Line, Passage

MARKER = "|"
# What the columns of such a table are called, as compared.
_TYPE_COLUMN = frozenset({"massnahmenart", "massnahmeart", "massnahmenarten", "art", "art der massnahme", "bereich"})
_NAME_COLUMN = frozenset(
    {"projekt", "projekte", "massnahme", "massnahmen", "projektname", "bezeichnung", "name", "titel", "projekttitel"}
)
_HEADS = _TYPE_COLUMN | _NAME_COLUMN
_NUMBERED = re.compile(r"\d{1,2}[.)] *")


_compared = remembered(normalise)


def unfolded(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each table row as what it says: a measure type as a heading, a measure as an item.

    A head, and a cell whose column is neither, stay out of the list, so the account shows them as not understood.
    """
    columns: tuple[str, ...] = ()
    last: Concept | None = None
    above: Line | None = None
    for line in lines:
        ends, above = _goes_on(line, above), line
        if not ends and (heads := _heads(line)):
            columns = heads
        elif line.kind is Kind.RULE:
            continue
        elif not line.cells:
            columns, last = (), None
            yield line
        else:
            for part, concept in _row(line, columns):
                if concept is None or concept != last:
                    yield part
                last = concept or last


def _goes_on(line: Line, above: Line | None) -> bool:
    """Whether a line is the end of a paragraph, which may be a single word: "… diese / Projekte:"."""
    if above is None or line.gap or line.cells:
        return False
    return line.kind is above.kind is Kind.TEXT and not above.cells and not line.strong


def _heads(line: Line) -> tuple[str, ...]:
    """The names of the columns; empty for a row that is no head."""
    if line.kind is not Kind.TEXT:
        return ()
    names = tuple([_compared(cell.text) for cell in line.cells or (line.passage,)])
    known = all(name in _HEADS for name in names) if len(names) == 1 else any(name in _HEADS for name in names)
    return names if known else ()


def _row(line: Line, columns: tuple[str, ...]) -> Iterator[tuple[Line, Concept | None]]:
    """The types and measures of a row, a type with its concept; nothing of the rule below a head."""
    named = len(columns) == len(line.cells) and any(column in _NAME_COLUMN for column in columns)
    gap = line.gap
    for index, cell in enumerate(line.cells):
        if not any(letter.isalpha() for letter in cell.text):
            continue
        if concept := type_of(_NUMBERED.sub("", cell.text, count=1)):
            yield _plain(line, cell)._replace(kind=Kind.TEXT, gap=gap), concept
        elif not named or columns[index] in _NAME_COLUMN:
            yield _plain(line, cell)._replace(kind=Kind.ITEM, marker=MARKER, gap=gap), None
        gap = 0


def _plain(line: Line, cell: Passage) -> Line:
    return line._replace(passage=cell, level=0, marker="", strong=False, cells=())
