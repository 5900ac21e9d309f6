"""What the template of a year's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import Alternate, BudgetRow, Frame, Link, ReportedRow, TypeCount
    from aqbgraph.publication.rows.overview_views import Place


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: all agreements with their sum in euro, measures by type, districts and cities without an agreement here.

    `known` is of how many there are some, `expected` how many conclude agreements in the year; `later` are
    those that do so only from a later year on. `before` and `after` lead to the next years that have a page, `since` to
    what changed since the one before. `map`, `by_party` and `by_type` are pictures of the money and of the measures.
    `reported` is what other sources tell for the year; it is in no sum.
    """

    frame: Frame
    year: int
    total: Decimal
    known: int
    expected: int
    measures: int
    map: Picture
    by_party: Picture | None
    agreements: tuple[BudgetRow, ...]
    by_type: Picture | None
    types: tuple[TypeCount, ...]
    absent_cities: tuple[Place, ...]
    absent_districts: tuple[Place, ...]
    later: tuple[Place, ...]
    reported: tuple[ReportedRow, ...]
    downloads: tuple[Alternate, ...]
    before: Link | None
    after: Link | None
    since: Link | None
    comparisons: tuple[Link, ...]
