"""What the template of the page on the quality of the data sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.publication.frame.views import Frame, Link
    from aqbgraph.publication.wordings.wording_views import PassageRow


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The account of a source, of a year or of all: its lines and where they went, passages to look at, repairs.

    `shares` are the parts of the lines in percent, in the order of the columns: evidence, standing text, deviating, not
    understood. `corrections` were made by hand.
    """

    name: Link
    lines: int
    evidence: int
    standing: int
    deviating: int
    not_understood: int
    passages: int
    repairs: int
    corrections: int
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class YearAccount:
    """A year: the sum of its accounts, its agreements, and of how many districts and cities there is none."""

    account: AccountRow
    agreements: int
    absent: int


@dataclass(frozen=True, slots=True)
class OpenPassages:
    """What was not understood of an agreement: the first passages, and how many more there are."""

    agreement: Link
    rows: tuple[PassageRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Listed:
    """How often something is so, the newest agreements of which it is, and of how many more."""

    count: int
    agreements: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TypeWithout:
    """A measure type that agreements name without a project."""

    type: Link
    notation: str
    listed: Listed


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule in a sentence; `grave` says that nothing is published that breaks it."""

    text: str
    grave: bool


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that some agreements break, which does not forbid them: its fragment, its sentence, and which they are."""

    id: str
    text: str
    warning: bool
    listed: Listed


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules on one subject, in the order of the file, and how many of them are grave."""

    id: str
    title: str
    rules: tuple[RuleText, ...]
    grave: int


@dataclass(frozen=True, slots=True)
class PrecisionCount:
    """How many reported amounts are so precise."""

    precision: Link
    count: int


@dataclass(frozen=True, slots=True)
class ReportedStatus:
    """What other sources report: how many amounts, how precise, for how many of them there is an agreement."""

    page: Link
    count: int
    precisions: tuple[PrecisionCount, ...]
    agreed: int


@dataclass(frozen=True, slots=True)
class QualityView:
    """How good the data is. `rows` are the accounts of the newest years, `earlier` tells that there are older ones.

    `gaps` are years between the first and the last without any agreement; `undated` are the signatures without a day,
    None where all have one; `corrected` and `repaired` are the agreements of which it is. `unlisted` counts the open
    passages that are told on the pages of their agreements alone.
    """

    frame: Frame
    agreements: int
    total: AccountRow
    years: tuple[YearAccount, ...]
    rows: tuple[AccountRow, ...]
    earlier: bool
    open: tuple[OpenPassages, ...]
    unlisted: int
    gaps: tuple[int, ...]
    without: tuple[TypeWithout, ...]
    undated: BrokenRule | None
    corrected: Listed
    repaired: Listed
    broken: tuple[BrokenRule, ...]
    files: tuple[RuleFile, ...]
    rules: int
    questions: int
    review: Link
    reported: ReportedStatus | None
    ontology: Link
