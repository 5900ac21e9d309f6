"""What the templates of the wordings and of the account see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.extraction.wording.comparison import Step
    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section: its page, its name in the language of the page ("§ 1"), its heading as documents have it."""

    href: str
    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence as one side has it: who or when, a way to it, its words with those that differ."""

    name: str
    href: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change: its fragment, what kind it is, the sentence before and after, None where there is none."""

    id: str
    kind: str
    before: Version | None
    after: Version | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a comparison of two years rests on: of each the name and the number of agreements.

    `places` are those of both sides where none is on both ("" else): what differs may be theirs and not the year's.
    """

    first: str
    first_count: int
    second: str
    second_count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeBlock:
    """The changes from one year to the next, and what they rest on; `id` is its fragment."""

    id: str
    title: str
    basis: Basis
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class YearUse:
    """Who has a sentence in a year: `count` of `total`; `having` or `lacking` are to be named, whichever are few."""

    year: Link
    count: int
    total: int
    having: tuple[Link, ...]
    lacking: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with its blanks, and who has it."""

    id: str
    text: str
    years: tuple[YearUse, ...]


@dataclass(frozen=True, slots=True)
class OutlierRow:
    """Agreements that say otherwise than the most of their year: what these say, and what they say."""

    year: str
    agreements: tuple[Link, ...]
    usual: Version | None
    own: Version


@dataclass(frozen=True, slots=True)
class Reading:
    """What a section says in years that follow each other with the same words; `first` is "" where it is one year."""

    first: str
    last: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section over the years: changes newest first, deviating agreements, the sentences of today and all others.

    `readings` are all wordings it ever had, newest first. `few` are the years with too few agreements to say who
    deviates, `judged` tells whether there are others.
    """

    frame: Frame
    name: str
    heading: str
    changes: tuple[ChangeBlock, ...]
    outliers: tuple[OutlierRow, ...]
    few: tuple[str, ...]
    judged: bool
    newest: str
    current: tuple[SentenceRow, ...]
    readings: tuple[Reading, ...]
    others: tuple[SentenceRow, ...]
    above: Link


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the index: of the newest year its sentences and deviating agreements; the number of last changes."""

    section: SectionLink
    sentences: int
    changes: int
    outliers: int


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in a section."""

    section: SectionLink
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """All sections, and the last changes; `changed` says from when to when, "" without any, `bases` what they rest on.

    `since` tells that there are years after it, in which nothing changed, `one_year` that there is nothing to compare.
    """

    frame: Frame
    rows: tuple[SectionRow, ...]
    newest: str
    changed: str
    bases: tuple[Basis, ...]
    since: bool
    one_year: bool
    changes: tuple[SectionChanges, ...]
    comparison: Link


@dataclass(frozen=True, slots=True)
class PassageRow:
    """Words that were not understood: line, way to them, words; `steps` are the difference to the known sentence.

    `reason` says why words were left out that could be read.
    """

    line: int
    page: int | None
    href: str
    quote: str
    steps: tuple[Step, ...]
    known: str | None
    similarity: Decimal | None
    reason: str = ""
