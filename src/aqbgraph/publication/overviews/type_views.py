"""What the templates of a measure type and of a programme see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import Frame, Link, ReportedRow, TypeCount, YearRow


@dataclass(frozen=True, slots=True)
class PlaceMeasures:
    """What an agreement names under a type: its measures as written, each with the way to its sentence.

    `programmes` tells which money it is about, "" where that goes without saying in the whole year.
    """

    party: Link
    programmes: str
    agreement: Link
    measures: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TypeBlock:
    """The measures of a type in a year, place by place; `empty` are the places whose agreement names it without one."""

    year: Link
    measures: int
    places: tuple[PlaceMeasures, ...]
    empty: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TypeYear:
    """The measures of a type in a year, counted: they are in the year's table."""

    year: Link
    measures: int
    empty: int
    table: Link


@dataclass(frozen=True, slots=True)
class MeasureTypeView:
    """A measure type: what it is, other wordings, its measures by year (newest first) and place.

    `over_years` is a picture of their number; `earlier` are the years of which they are only counted; `others` are all
    types.
    """

    frame: Frame
    notation: str
    title: str
    definition: str
    wordings: tuple[str, ...]
    over_years: Picture | None
    blocks: tuple[TypeBlock, ...]
    earlier: tuple[TypeYear, ...]
    others: tuple[TypeCount, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme: what it is, its years with sum in euro and number of agreements, what other sources report of it.

    `budgets` is a picture of the sums.
    """

    frame: Frame
    title: str
    definition: str
    budgets: Picture | None
    years: tuple[YearRow, ...]
    reported: tuple[ReportedRow, ...]
