"""The table of a picture as CSV: UTF-8, comma, CRLF, decimal point, empty where nothing is known (RFC 4180)."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.tables.csv_files import guarded
from aqbgraph.publication.tables.table_columns import SEPARATOR

if TYPE_CHECKING:
    from aqbgraph.publication.frame.picture import Cell, Table


def to_csv(table: Table) -> bytes:
    """The rows as they stand in the table, unrounded where the table rounds nothing."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(cell) for cell in row.cells] for row in table.rows)
    return file.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    if isinstance(cell.value, tuple):
        return SEPARATOR.join(map(str, cell.value))
    return "" if cell.value is None else guarded(str(cell.value))
