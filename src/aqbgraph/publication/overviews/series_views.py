"""What the templates of series see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from aqbgraph.publication.frame.views import Frame, Link, MeasureUse
    from aqbgraph.publication.rows.overview_views import YearBox


@dataclass(frozen=True, slots=True)
class JoinRow:
    """Two names that were taken for one project, and why."""

    id: str
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A measure over the years, newest first; `shared` leads to the project of several parties it belongs to.

    `spans` tells the years in which it is named, in `count` places; `boxes` are all years of its party, oldest first.
    """

    frame: Frame
    title: str
    party: Link
    spans: str
    count: int
    boxes: tuple[YearBox, ...]
    uses: tuple[MeasureUse, ...]
    shared: tuple[Link, ...]
    joins: tuple[JoinRow, ...]


@dataclass(frozen=True, slots=True)
class SharedMember:
    """A project of several parties as one of them has it: its series there, and the years of it as text."""

    party: Link
    series: Link
    years: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """A project of several parties: the series of each."""

    frame: Frame
    title: str
    members: tuple[SharedMember, ...]
    joins: tuple[JoinRow, ...]


@dataclass(frozen=True, slots=True)
class MovedView:
    """A series that has become part of another."""

    frame: Frame
    title: str
    party: Link
    target: Link


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Series of which some may be one, `more` of them not shown; `turtle` is what the clerk copies to answer."""

    id: str
    series: tuple[Link, ...]
    more: int
    parties: tuple[str, ...]
    reason: str
    turtle: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision by hand: what, on which series (None where the publication has no such series), who, when, why."""

    id: str
    joins: bool
    series: tuple[Link, ...]
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All decisions, and open questions, `more` of them not shown; `head` are the prefixes of the file for answers."""

    frame: Frame
    title: str
    questions: tuple[QuestionView, ...]
    more: int
    answers: tuple[Answer, ...]
    head: str
