"""The lines of a page in the order they are read: tables of measures row by row, columns of prose one
after the other, all else as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading.paper import continued, page_columns, table_rows
from aqbgraph.reading.paper.rows import Strip, in_rows, upright

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.continued import Open
    from aqbgraph.reading.paper.sheets import Sheet, Word


def strips(
    sheet: Sheet, columns: Sequence[float] = (), edge: float | None = None, table: Open | None = None
) -> list[Strip]:
    """The lines of a page; text that is turned comes last.

    `columns` is where those of prose begin on the right, `edge` how far lines reach: None for as far as on this page;
    `table` the one that the page before ended with.
    """
    turned = tuple(word for word in sheet.words if word.turned)
    if edge is None:
        edge = max((word.right for word in sheet.words if not word.turned), default=0.0)
    found = list(_upright(sheet, [word for word in sheet.words if not word.turned], edge, columns, table))
    return [*found, Strip(sheet.number, turned, edge)] if turned else found


def _upright(
    sheet: Sheet, words: Sequence[Word], edge: float, columns: Sequence[float], above: Open | None = None
) -> Iterator[Strip]:
    rows = list(in_rows(words))
    heads = continued.heads(sheet, rows, above)
    if not rows:
        return
    of_tables = [[word for words in head for word in words] for head, _ in heads]
    # Of most agreements no page has columns of prose.
    if columns and (parted := page_columns.columns(sheet, words, of_tables, columns)) is not None:
        gutter = max(word.right for word in parted.left)
        for part, reach in zip(parted[:4], (edge, gutter, edge, edge), strict=True):
            yield from _upright(sheet, part, reach, ())
        return
    plain = list(upright(sheet, rows, edge)) if any(table is None for _, table in heads) else []
    for head, table in heads:
        if table is not None:
            yield from upright(sheet, [row for row in rows if row[0].base < table.top], edge)
            yield from table_rows.strips(sheet.number, table)
            rows = [row for row in rows if row[0].base > table.bottom]
        elif not any(_is_row(strip, head) for strip in plain):
            # The head alone as a row: who reads the list sees that no row of it follows.
            top, bottom = min(word.top for words in head for word in words), max(words[0].base for words in head)
            yield from upright(sheet, [row for row in rows if row[0].base < top], edge)
            yield table_rows.strip(sheet.number, head)
            rows = [row for row in rows if row[0].base > bottom]
    yield from upright(sheet, rows, edge)


def _is_row(strip: Strip, cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a line is the row of these cells."""
    return [[word.text for word in cell] for cell in strip.cells] == [[word.text for word in cell] for cell in cells]
