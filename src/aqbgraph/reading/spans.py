"""Cells of a table that span several rows or columns: each row with the cells that stand in it, those begun above too.

As HTML has it (4.9.12, forming a table): a cell is in every row and column that it spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Passage

# The table of an agreement has a handful of columns.
MOST_COLUMNS = 50
# To the end of its group of rows.
ENDLESS = 1 << 16


@dataclass(frozen=True, slots=True)
class Span:
    """How many columns and rows a cell spans."""

    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Grid:
    """The cells of a table, or of a group of its rows, that reach into rows to come: column → rows left, words."""

    _below: dict[int, tuple[int, Passage]] = field(default_factory=dict)

    def reaches_down(self) -> bool:
        """Whether a cell from above stands in the next row."""
        return bool(self._below)

    def forget(self) -> None:
        """What follows is another group of rows, or a row that is none of a table."""
        self._below.clear()

    def row(self, cells: Sequence[Passage], spans: Sequence[Span]) -> tuple[Passage, ...]:
        """The cells of the next row, column by column; none where it has more than any table of an agreement."""
        found: dict[int, Passage] = {column: words for column, (_, words) in self._below.items()}
        going = {column: (rows - 1, words) for column, (rows, words) in self._below.items() if rows > 1}
        column = 0
        for words, span in zip(cells, spans, strict=True):
            while column in found:
                column += 1
            for _ in range(span.columns):
                if column >= MOST_COLUMNS:
                    self._below.clear()
                    return ()
                found.setdefault(column, words)
                if span.rows > 1:
                    going[column] = span.rows - 1, words
                column += 1
        self._below = going
        # A row may end before a cell from above does; none is missing between.
        return tuple(found[column] for column in sorted(found))
