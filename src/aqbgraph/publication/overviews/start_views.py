"""What the template of the start page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import Alternate, Frame, Link, ReportedHint, SeriesRow
    from aqbgraph.publication.rows.overview_views import Place


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement among the last ones: `on` is the day on which it was last signed or corrected."""

    agreement: Link
    on: date


@dataclass(frozen=True, slots=True)
class Example:
    """A statement by which a reader is shown the way to its sentence: the amount (euro) of an agreement."""

    agreement: Link
    amount: Decimal
    approximate: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class StartView:
    """The start page: the newest year with its sum in euro, its number of measures, of places with an agreement
    here (`known`) and of those that conclude some (`expected`); ways in by place, year, type and project.

    `map`, `budgets` and `by_type` are pictures of the newest year, of the sums over the years, and of the measures.
    `lasting` are the projects named in most years; `latest` the agreements signed last;
    `reported` is None when nothing is reported by other sources.
    """

    frame: Frame
    newest: Link
    total: Decimal
    known: int
    expected: int
    measures: int
    map: Picture
    cities: tuple[Place, ...]
    districts: tuple[Place, ...]
    years: tuple[Link, ...]
    budgets: Picture | None
    by_type: Picture | None
    lasting: tuple[SeriesRow, ...]
    latest: tuple[Signed, ...]
    example: Example
    downloads: tuple[Alternate, ...]
    reported: ReportedHint | None
    places_index: Link
    years_index: Link
    projects_index: Link
    data: Link
    changes: Link
