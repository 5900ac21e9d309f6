"""Two or three years are no course: instead of an axis with columns they get a line each in a table, with a bar."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.pictures import bars
from aqbgraph.publication.pictures.scale import up_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.publication.frame.picture import Table

# From so many years on, a drawing over an axis shows more than their figures.
COURSE = 4


def is_course(years: Sequence[int]) -> bool:
    """Whether there are enough years to be drawn over an axis."""
    return len(years) >= COURSE


def barred(table: Table, values: Sequence[Decimal | None]) -> Table:
    """A table of years with a bar in each line, from nothing to the largest value; a year without has none."""
    to = up_to(max(value for value in values if value is not None))
    drawn = (bars.bar(to.share(value or Decimal(0))).body for value in values)
    return replace(table, rows=tuple(replace(row, drawing=body) for row, body in zip(table.rows, drawn, strict=True)))
