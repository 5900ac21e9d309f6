"""The lines of a page in the order they are read: tables of measures row by row, all else as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading.paper import headed_tables, table_rows
from aqbgraph.reading.paper.rows import Strip, in_rows, upright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word


def strips(sheet: Sheet) -> list[Strip]:
    """The lines of a page; text that is turned comes last."""
    turned = tuple(word for word in sheet.words if word.turned)
    edge = max((word.right for word in sheet.words if not word.turned), default=0.0)
    found = list(_upright(sheet, edge))
    return [*found, Strip(sheet.number, turned, edge)] if turned else found


def _upright(sheet: Sheet, edge: float) -> Iterator[Strip]:
    rows = list(in_rows([word for word in sheet.words if not word.turned]))
    heads = headed_tables.heads(sheet, rows)
    plain = list(upright(sheet, rows, edge)) if any(table is None for _, table in heads) else []
    for head, table in heads:
        top, bottom = min(word.top for words in head for word in words), max(words[0].base for words in head)
        if table is not None:
            yield from upright(sheet, [row for row in rows if row[0].base < table.top], edge)
            yield from table_rows.strips(sheet.number, table)
            rows = [row for row in rows if row[0].base > table.bottom]
        elif not any(_is_row(strip, head) for strip in plain):
            # The head alone as a row: who reads the list sees that no row of it follows.
            yield from upright(sheet, [row for row in rows if row[0].base < top], edge)
            yield table_rows.strip(sheet.number, head)
            rows = [row for row in rows if row[0].base > bottom]
    yield from upright(sheet, rows, edge)


def _is_row(strip: Strip, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a line is the row of these cells."""
    return [[word.text for word in cell] for cell in strip.cells] == [[word.text for word in cell] for cell in cells]
