"""Measures in a table: its rows as the headings and items they stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measure_types import type_of
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line, Passage

MARKER = "|"
# What the columns of such a table are called, as compared.
_TYPE_COLUMN = frozenset({"massnahmenart", "massnahmeart", "massnahmenarten", "art", "art der massnahme", "bereich"})
_NAME_COLUMN = frozenset(
    {"projekt", "projekte", "massnahme", "massnahmen", "projektname", "bezeichnung", "name", "titel", "projekttitel"}
)
_NUMBER_COLUMN = frozenset({"nr", "nummer", "lfd nr", "lfd nummer", "ziffer"})
_NUMBER = re.compile(r"(?:Nr\. ?)?\d{1,2}(?:\.\d{1,2})?[.)]?")
_NUMBERED = re.compile(r"\d{1,2}[.)] *")


def unfolded(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each table row as what it says: a measure type as a heading, a measure as an item.

    A cell whose column is neither stays out of the list, so the account shows it as not understood.
    """
    columns: tuple[str, ...] = ()
    for line in lines:
        if not line.cells:
            columns = () if line.kind is not Kind.RULE else columns
            yield line
        elif heads := _heads(line):
            columns = heads
        else:
            yield from _row(line, columns)


def _heads(line: Line) -> tuple[str, ...]:
    """The names of the columns; empty for a row that is no head."""
    names = tuple(normalise(cell.text) for cell in line.cells)
    known = _TYPE_COLUMN | _NAME_COLUMN | _NUMBER_COLUMN
    return (
        names if any(name in _NAME_COLUMN | _TYPE_COLUMN for name in names) and any(n in known for n in names) else ()
    )


def _row(line: Line, columns: tuple[str, ...]) -> Iterator[Line]:
    named = len(columns) == len(line.cells) and any(column in _NAME_COLUMN for column in columns)
    gap = line.gap
    for index, cell in enumerate(line.cells):
        if not cell.text or _NUMBER.fullmatch(cell.text):
            continue
        if type_of(_NUMBERED.sub("", cell.text, count=1)):
            yield replace(_plain(line, cell), kind=Kind.TEXT, gap=gap)
        elif not named or columns[index] in _NAME_COLUMN:
            yield replace(_plain(line, cell), kind=Kind.ITEM, marker=MARKER, gap=gap)
        gap = 0


def _plain(line: Line, cell: Passage) -> Line:
    return replace(line, passage=cell, level=0, marker="", strong=False, cells=())
