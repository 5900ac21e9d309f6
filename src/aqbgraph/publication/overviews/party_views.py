"""What the template of a party's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.comparisons.comparison_views import SinceLastYear
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import BudgetRow, Frame, Link, ReportedRow, Stated
    from aqbgraph.publication.rows.overview_views import Brief, PerHead, Projects


@dataclass(frozen=True, slots=True)
class SinceOf:
    """What changed with an agreement; `programmes` tells on which money, "" where there is but one kind of it."""

    programmes: str
    since: SinceLastYear


@dataclass(frozen=True, slots=True)
class Together:
    """The money of several agreements in euro, and for each inhabitant (None: not known)."""

    amount: Decimal
    approximate: bool
    per_head: PerHead | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A district, city or authority: its facts, its agreements (newest first), its projects.

    `kind` is what it is, "" where its name says so. `newest` are the agreements of its newest year, one in almost every
    case, and only those of a district or city; `several` says whether these and those of the year before are on
    different money. `together` is the money of several of them, None where there is one. `spans` tells the years of
    all. `earlier` are the years whose agreements are on the pages of these years only; `reported` is what other sources
    tell of its money, newest first. `budgets` is a picture of the money over the years, `since` tells what changed with
    the newest agreements, `comparisons` lead to the place beside each other one.
    """

    frame: Frame
    title: str
    kind: str
    count: int
    spans: str
    newest: tuple[Brief, ...]
    several: bool
    together: Together | None
    since: tuple[SinceOf, ...]
    budgets: Picture | None
    projects: Projects | None
    agreements: tuple[BudgetRow, ...]
    earlier: tuple[Link, ...]
    reported: tuple[ReportedRow, ...]
    comparisons: tuple[Link, ...]
    facts: tuple[Stated, ...]
