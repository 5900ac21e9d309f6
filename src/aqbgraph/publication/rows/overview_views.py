"""What the templates of places, years, types and projects share: a place, a project over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.publication.frame.views import Link


@dataclass(frozen=True, slots=True)
class Place:
    """A district or city in a list that goes by names: what its name begins with ("Landkreis ", "Stadt " or nothing),
    the rest, and the year of its newest agreement here (None: there is none). Nothing is cut off a name that two would
    bear. `since` is the year from which on it concludes agreements, None where that goes without saying.
    """

    href: str
    before: str
    name: str
    year: int | None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An agreed amount in euro: of which programme, and the way to the sentence that states it.

    `mended` marks one that is not what the source has.
    """

    programme: Link
    amount: Decimal
    approximate: bool
    sentence: str
    mended: Link | None


@dataclass(frozen=True, slots=True)
class Brief:
    """An agreement in short: its money by programme, the change of the whole to the year before (None: there is none),
    euro for each inhabitant (None: not known), its measures.
    """

    agreement: Link
    year: int
    money: tuple[Money, ...]
    change: Decimal | None
    per_head: PerHead | None
    measures: int


@dataclass(frozen=True, slots=True)
class PerHead:
    """Euro for each inhabitant, how many there were, and on which day."""

    amount: Decimal
    inhabitants: int
    counted_on: date


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year that names a project: `at` is its place among the years shown, from 1; `href` leads to the sentence."""

    year: int
    at: int
    href: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its page, the years shown that name it (oldest first), and those before as text ("2009–2012")."""

    link: Link
    marks: tuple[YearMark, ...]
    earlier: str


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """The projects of a type, as the newest agreement with each files it.

    `missing` leads to the sentence by which the newest agreement names the type without a project, by its year.
    """

    type: Link
    notation: str
    projects: tuple[Project, ...]
    missing: Link | None


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects of a place by type; `years` are those shown, `absent` tells in which of them there is no agreement.

    `count` is how many projects there are, `more` how many of them are not shown; `all` leads to the page of all.
    """

    years: tuple[int, ...]
    absent: str
    groups: tuple[ProjectGroup, ...]
    count: int
    more: int
    all: Link


@dataclass(frozen=True, slots=True)
class YearBox:
    """A year of a project's life: `href` leads to the sentence that names it; `agreed`: is there an agreement."""

    year: int
    href: str | None
    agreed: bool
