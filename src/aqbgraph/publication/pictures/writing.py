"""Cells of a table as text: euro, numbers and years as a language writes them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.frame.rendering import cents, euro, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.frame.picture import Cell, Column, Row, Table
    from aqbgraph.publication.languages import Language

_MONEY = {"euro": euro, "cents": cents}


def spelled(table: Table, language: Language) -> Table:
    """The table with the text of each cell."""

    def row(one: Row) -> Row:
        cells = zip(one.cells, table.columns, strict=True)
        return replace(one, cells=tuple(replace(cell, text=_written(cell, column, language)) for cell, column in cells))

    return replace(table, rows=tuple(map(row, table.rows)))


def _written(cell: Cell, column: Column, language: Language) -> str:
    """A cell as text; what is missing as the reason."""
    value = cell.value
    if value is None:
        return cell.missing
    if isinstance(value, tuple):
        return number(len(value), language)
    if isinstance(value, Decimal) and column.kind in _MONEY:
        text = _MONEY[column.kind](value, language)
        return language.say("rund {amount}", amount=text) if cell.approximate else text
    if isinstance(value, int | Decimal) and column.kind == "number":
        return number(value, language)
    return str(value)


def runs(years: Iterable[int]) -> str:
    """Years in short: those in a row from first to last.

    >>> runs((2019, 2021, 2022, 2023))
    '2019, 2021–2023'
    """
    found: list[list[int]] = []
    for year in sorted(years):
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
