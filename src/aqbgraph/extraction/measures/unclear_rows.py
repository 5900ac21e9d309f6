"""Rows and cells of a table that cannot be taken for one measure, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures import cell_lines, tables
from aqbgraph.extraction.measures.measure_types import type_of

if TYPE_CHECKING:
    from aqbgraph.document import Line, Passage
    from aqbgraph.extraction.measures.measure_types import TypeHeading

# The border of cells, where it is but a sign of the text.
_BORDER = " | "
_FOOTNOTE = re.compile(r"(?:\d{1,2}\)|\*{1,3}\)?) ?(?:[a-zäöü].*|.*\.)")
_NUMBERED = re.compile(r"\d{1,2}[.)] *")


def unclear(item: Line) -> str:
    """Why an item that was a row, or a cell, cannot be taken for one measure."""
    if len(item.cells) > 1 or _BORDER in item.text:
        return f"„{item.text}“ steht in mehreren Spalten, und keine Überschrift sagt, welche das Projekt nennt."
    return open_break(item) if item.marker == tables.MARKER else ""


def footnote(item: Line) -> str:
    """Why a cell may be a footnote of its table: it has the mark of one, and goes on as no name does."""
    if item.marker == tables.MARKER and _FOOTNOTE.fullmatch(item.text):
        return f"„{item.text}“ steht in einer Tabelle: Ist es ein Projekt oder eine Fußnote?"
    return ""


def files_nothing(heading: TypeHeading, item: Line) -> bool:
    """Whether what follows a row of a table with a head is filed no otherwise without it.

    So it is where the row has no other type, or where each row has its own.
    """
    types = {type_of(_NUMBERED.sub("", cell.text, count=1)) for cell in item.cells}
    return item.level > 0 and (types <= {None, heading.concept} or heading.lines[0].marker == tables.MARKER)


def open_break(item: Line) -> str:
    """Why a cell may be one measure or several."""
    if item.marker == tables.MARKER and len(item.cells) < 2 and _BORDER not in item.text and _has_break(item.passage):
        return f"In der Zelle „{item.text}“ endet eine Zeile: Ist es ein Projekt oder sind es mehrere?"
    return ""


def _has_break(cell: Passage) -> bool:
    """Whether a line of a cell ends (<br>) before what may be another measure, or may go on with the one above."""
    return any(not cell.text[at + 1 : at + 2].islower() for at in cell_lines.breaks(cell))
