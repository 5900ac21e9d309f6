"""The lines of a page in the order they are read: tables of measures row by row, all else as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading import headed_tables, table_rows
from aqbgraph.reading.rows import Strip, in_rows, upright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.reading.sheets import Sheet


def strips(sheet: Sheet) -> list[Strip]:
    """The lines of a page; text that is turned comes last."""
    turned = tuple(word for word in sheet.words if word.turned)
    edge = max((word.right for word in sheet.words if not word.turned), default=0.0)
    found = list(_upright(sheet, edge))
    return [*found, Strip(sheet.number, turned, edge)] if turned else found


def _upright(sheet: Sheet, edge: float) -> Iterator[Strip]:
    rows = list(in_rows([word for word in sheet.words if not word.turned]))
    for table in headed_tables.tables(sheet, rows):
        yield from upright(sheet, [row for row in rows if row[0].base < table.top], edge)
        yield from table_rows.strips(sheet.number, table)
        rows = [row for row in rows if row[0].base > table.bottom]
    yield from upright(sheet, rows, edge)
