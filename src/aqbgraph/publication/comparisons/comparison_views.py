"""What the templates of comparisons see: two places, two years, one agreement and the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.frame.views import Frame, Link
    from aqbgraph.publication.wordings.wording_views import Basis, SectionChanges, SectionLink, Version


@dataclass(frozen=True, slots=True)
class Amount:
    """The money of an agreement in euro, and the way to the agreement."""

    href: str
    amount: Decimal
    approximate: bool


@dataclass(frozen=True, slots=True)
class Growth:
    """From one amount to another: euro, and the share of the first (None where that is nothing)."""

    euro: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project by its name in an agreement; `last` is the year that named it before, where that tells more."""

    project: Link
    last: int | None


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects of two agreements: in the later alone, in the earlier alone, in both.

    Of those in the later alone `new` are named by no agreement of the place before, `again` by another one: of an
    earlier year, or on other money.
    """

    new: tuple[ProjectRow, ...]
    again: tuple[ProjectRow, ...]
    ended: tuple[ProjectRow, ...]
    kept: tuple[ProjectRow, ...]


@dataclass(frozen=True, slots=True)
class SinceLastYear:
    """What is different from the agreement before: of the same place on the same money.

    `year` is that of the earlier agreement, `gap` are the years between of which there is none; `sections` are those
    whose words are others, apart from what every agreement fills in; `more` leads to the comparison of both years.
    """

    year: int
    gap: tuple[int, ...]
    before: Amount
    now: Amount
    growth: Growth
    projects: Projects
    sections: tuple[Link, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a comparison: its page, and the agreement that its measures are told of, with the year of that."""

    party: Link
    agreement: Link
    year: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A year: what both agreed, None where one has no agreement; `growth` from the year before on the same money."""

    year: Link
    programmes: str
    one: Amount | None
    one_growth: Growth | None
    other: Amount | None
    other_growth: Growth | None


@dataclass(frozen=True, slots=True)
class Absence:
    """The years of which a place has no agreement here, while the other has."""

    party: str
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeShare:
    """The measures of a type in an agreement; `empty`: it names the type without one."""

    measures: tuple[Link, ...]
    empty: bool


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A measure type in both agreements."""

    type: Link
    notation: str
    one: TypeShare
    other: TypeShare


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A project that both have: its own page, and the years of each by the page of that series."""

    project: Link
    one: tuple[Link, ...]
    other: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Something that agreements name (a framework, a legal code, a target group), and which of both does."""

    kind: str
    name: Link
    one: bool
    other: bool


@dataclass(frozen=True, slots=True)
class WordingPair:
    """A sentence as either has it; None where one has none like it."""

    one: Version | None
    other: Version | None


@dataclass(frozen=True, slots=True)
class SectionPairs:
    """What differs in a section."""

    section: SectionLink
    rows: tuple[WordingPair, ...]


@dataclass(frozen=True, slots=True)
class PartiesView:
    """Two places: `one` comes first in the alphabet of keys.

    `together` is the newest year with an agreement of both on the same money, "" without; measures are those of this
    year, or else of the newest agreement of each. `named` is what one of both names in that year, `differing` where
    their words differ, `same` counts the sections with the same words; `over_years` is a picture of the money.
    """

    frame: Frame
    one: Place
    other: Place
    together: str
    over_years: Picture | None
    money: tuple[MoneyRow, ...]
    absent: tuple[Absence, ...]
    types: tuple[TypeRow, ...]
    shared: tuple[SharedRow, ...]
    named: tuple[NamedRow, ...]
    differing: tuple[SectionPairs, ...]
    same: int
    others: tuple[Link, ...]
    others_of_other: tuple[Link, ...]
    index: Link


@dataclass(frozen=True, slots=True)
class YearTotal:
    """A year in sum: places, their agreements, euro, measures."""

    places: int
    agreements: int
    amount: Decimal
    measures: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in both years; None where there is no agreement."""

    party: Link
    programmes: str
    before: Amount | None
    after: Amount | None
    growth: Growth | None


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What changed in a place."""

    id: str
    name: str
    party: Link
    since: SinceLastYear


@dataclass(frozen=True, slots=True)
class TypePair:
    """The measures of a type in both years."""

    type: Link
    notation: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class YearsView:
    """Two years, the earlier first.

    `first_total` and `second_total` are of all agreements; `first_alike` and `second_alike` of those that have a
    counterpart in the other year, which alone can be compared: with `growth`, `types` and `places`. `unchanged` counts
    the sections with the same words; `comparable` tells whether there are two wordings at all, `bases` what these rest
    on.
    """

    frame: Frame
    first: Link
    second: Link
    first_total: YearTotal
    second_total: YearTotal
    first_alike: YearTotal
    second_alike: YearTotal
    growth: Growth | None
    rows: tuple[PlaceRow, ...]
    types: tuple[TypePair, ...]
    places: tuple[PlaceChange, ...]
    comparable: bool
    bases: tuple[Basis, ...]
    changes: tuple[SectionChanges, ...]
    come: tuple[SectionLink, ...]
    gone: tuple[SectionLink, ...]
    unchanged: int
    others: tuple[Link, ...]
    index: Link


@dataclass(frozen=True, slots=True)
class Choice:
    """A place or a year, and what it can be compared with; `id` is its fragment."""

    id: str
    name: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ComparisonIndexView:
    """All comparisons: by place, by year (newest first), of wordings; `absent` are places without an agreement here.

    `many` is the number of places when they are too many to be compared each with each, else 0.
    """

    frame: Frame
    many: int
    places: tuple[Choice, ...]
    years: tuple[Choice, ...]
    absent: tuple[Link, ...]
    wording: Link
