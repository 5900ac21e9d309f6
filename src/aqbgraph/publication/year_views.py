"""What the template of a year's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.overview_views import Place
    from aqbgraph.publication.views import Alternate, BudgetRow, Frame, Link, ReportedRow, TypeCount


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: all agreements with their sum in euro, measures by type, districts and cities without an agreement here.

    `expected` is how many districts and cities conclude agreements in the year; `before` and `after` lead to the next
    years that have a page. `reported` is what other sources tell for the year; it is in no sum. `since` leads to
    what changed since the last year before, `compared` to the comparisons with each other year, newest first.
    """

    frame: Frame
    year: int
    total: Decimal
    expected: int
    measures: int
    agreements: tuple[BudgetRow, ...]
    types: tuple[TypeCount, ...]
    absent: tuple[Place, ...]
    reported: tuple[ReportedRow, ...]
    downloads: tuple[Alternate, ...]
    before: Link | None
    after: Link | None
    since: Link | None
    compared: tuple[Link, ...]
