"""What the template of an agreement sees."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.publication.views import Frame, Link, Mark, Stated
    from aqbgraph.publication.wording_views import PassageRow


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in its list: its fragment, its name as written, its series over the years."""

    id: str
    label: str
    series: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """A measure type with the measures below it; none when the type is named without one."""

    notation: str
    label: Link
    mark: Mark
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """A signature: whom it is for, and what is stated or missing."""

    id: str
    party: str
    rows: tuple[Stated, ...]
    signed_on: date | None
    date_mark: Mark | None


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A clause in words: "§ 4", heading (None when missing), paragraphs, the way to the comparison of its wording."""

    id: str
    number: str
    heading: str | None
    paragraphs: tuple[str, ...]
    wording: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source as read; `ids` are the evidences it is the sentence of, empty for the rest.

    `page` is the page that the piece is the first on, where the source has pages; `open` says that the piece was not
    understood. `markup` are the characters of it, from and to, that are signs of Markdown and no words.
    """

    text: str
    ids: tuple[str, ...]
    page: int | None = None
    open: bool = False
    markup: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text in parts, each with whether it is markup. Guarantee: joined, they are the text."""
        borders = (0, *(place for span in self.markup for place in span), len(self.text))
        found = [(self.text[start:end], index % 2 == 1) for index, (start, end) in enumerate(pairwise(borders))]
        return tuple(part for part in found if part[0])


@dataclass(frozen=True, slots=True)
class RepairRow:
    """Damaged words of a line, what they were taken for, and why; `reason` may be empty."""

    id: str
    line: int
    read: str
    written: str
    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """The file an agreement was read from, its text with the sentences marked, and the account of its lines."""

    name: str
    sha256: str
    lines: int
    evidence: int
    standing: int
    deviating: int
    not_understood: int
    unread: tuple[PassageRow, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BudgetBlock:
    """A budget: its fragment, `amount` in euro, its programme, and the marks of both."""

    id: str
    amount: Decimal
    approximate: bool
    amount_mark: Mark
    programme: Link
    programme_mark: Mark


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction by hand: of what, both readings (None: nothing), who, when, why; `ids` are its evidences.

    One that `confirms` says that what was read holds.
    """

    id: str
    ids: tuple[str, ...]
    name: str
    read: str | None
    corrected: str | None
    by: str
    on: date
    reason: str
    reference: str | None
    confirms: bool


@dataclass(frozen=True, slots=True)
class CorrectionsBlock:
    """All corrections of an agreement and the file they stand in."""

    rows: tuple[CorrectionRow, ...]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement. `count` of measures."""

    frame: Frame
    title: str
    party: Link
    state_party: Link
    year: Link
    budgets: tuple[BudgetBlock, ...]
    year_mark: Mark
    count: int
    parties: tuple[Stated, ...]
    groups: tuple[MeasureGroup, ...]
    signatures: tuple[SignatureBlock, ...]
    frameworks: tuple[Stated, ...]
    legal_codes: tuple[Stated, ...]
    target_groups: tuple[Stated, ...]
    provisions: tuple[Stated, ...]
    grant: Stated | None
    clauses: tuple[ClauseBlock, ...]
    repairs: tuple[RepairRow, ...]
    source: SourceBlock
    corrections: CorrectionsBlock | None
