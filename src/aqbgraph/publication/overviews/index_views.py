"""What the templates of the indexes see: all places, years, projects, types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import Frame, Link, ReportedHint, TypeCount, YearRow
    from aqbgraph.publication.rows.overview_views import Place, Projects


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A district or city with its newest agreements, each by its year, and its programmes where the table tells them:
    their money in euro together, the change to the year before, their measures; `count` is how many agreements of it
    there are. Without any, all of these are empty, None or 0.
    """

    place: Place
    agreements: tuple[Link, ...]
    amount: Decimal | None
    approximate: bool
    change: Decimal | None
    measures: int
    count: int


@dataclass(frozen=True, slots=True)
class PartyIndexView:
    """All districts and cities, and who acts for the Land; `known` is of how many of them there are agreements.

    `map` shows the newest year.
    """

    frame: Frame
    known: int
    total: int
    map: Picture
    districts: tuple[PlaceRow, ...]
    cities: tuple[PlaceRow, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearIndexView:
    """All years, newest first (`spans` in words), and a picture of their sums; `reported` is None when other sources
    report nothing.
    """

    frame: Frame
    spans: str
    budgets: Picture | None
    years: tuple[YearRow, ...]
    reported: ReportedHint | None


@dataclass(frozen=True, slots=True)
class PlaceProjects:
    """A district or city with the number of its projects, and of those that its newest agreement names."""

    place: Place
    count: int
    current: int


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A project of several places."""

    project: Link
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SeriesIndexView:
    """All projects, by place; those of several places, `more` of which are not shown; `review` tells of decisions.

    `by_type` is a picture of the measures over the years.
    """

    frame: Frame
    count: int
    places: tuple[PlaceProjects, ...]
    shared: tuple[SharedRow, ...]
    more: int
    by_type: Picture | None
    review: Link


@dataclass(frozen=True, slots=True)
class PartySeriesView:
    """All projects of a district or city; `over_years` is a picture of those that are named most often."""

    frame: Frame
    party: Link
    over_years: Picture | None
    projects: Projects


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A measure type: what it is, and its measures in the newest year."""

    type: TypeCount
    definition: str


@dataclass(frozen=True, slots=True)
class TypeIndexView:
    """All measure types, with the measures of the newest year."""

    frame: Frame
    year: Link
    types: tuple[TypeEntry, ...]
