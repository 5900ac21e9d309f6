"""What the template of an agreement sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.publication.agreements.passage_views import Fact
    from aqbgraph.publication.agreements.readable_views import Readable
    from aqbgraph.publication.frame.views import Frame, Link, Mark, Stated
    from aqbgraph.publication.wordings.wording_views import PassageRow


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in its list: its fragment, its name as written, its series over the years."""

    id: str
    label: str
    series: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """A measure type with the measures below it; none when the type is named without one. `id` is its fragment."""

    id: str
    notation: str
    label: Link
    mark: Mark
    measures: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """A signature: whom it is for (None: not said), and what is stated or missing; `date_id` is a fragment.

    `date_unclear` says of a day that is not given that it is not certain to read, and not that the source has none.
    """

    id: str
    party: str | None
    party_mark: Mark | None
    rows: tuple[Stated, ...]
    signed_on: date | None
    date_unclear: bool
    date_mark: Mark | None
    date_id: str


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A clause in words: "§ 4" or "Präambel", heading (None when missing, "" where it needs none), and paragraphs.

    These are in parts, of which some deviate.

    `open` are the passages that are no standing text and were not read; `source` leads to it in the source, `wording`
    to the comparison of its wording.
    """

    id: str
    number: str
    heading: str | None
    paragraphs: tuple[tuple[ClausePart, ...], ...]
    open: tuple[Link, ...]
    source: str
    wording: str | None


@dataclass(frozen=True, slots=True)
class ClausePart:
    """Words of a paragraph; `deviates` says that they are no standing text and nothing was read from them."""

    text: str
    deviates: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source as decoded; `ids` are the evidences it is the sentence of, empty for the rest.

    `page` is the page that the piece is the first on, where the source has pages; `open` says that the piece was not
    understood.
    """

    text: str
    ids: tuple[str, ...]
    page: int | None = None
    open: bool = False


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
    """The file an agreement was read from, its text as a document to read, and the account of its lines.

    `raw` leads to the page with the text as decoded; `reader` names what the file is.
    """

    name: str
    sha256: str
    reader: str
    size: int
    lines: int
    evidence: int
    standing: int
    deviating: int
    not_understood: int
    unread: tuple[PassageRow, ...]
    text: Readable
    raw: str


@dataclass(frozen=True, slots=True)
class BudgetBlock:
    """A budget: its fragment, `amount` in euro, its programme, and the fragments and marks of both."""

    id: str
    amount_id: str
    programme_id: str
    amount: Decimal
    approximate: bool
    amount_mark: Mark
    programme: Link
    programme_mark: Mark


@dataclass(frozen=True, slots=True)
class Total:
    """All budgets together in euro; `approximate` where one of them is."""

    amount: Decimal
    approximate: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction by hand: of which field of what, both readings (None: nothing), who, when, why.

    `ids` are its evidences. One that `confirms` says that what was read holds.
    """

    id: str
    ids: tuple[str, ...]
    name: str
    of: Fact
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
class Note:
    """What readers should know of an agreement, in a sentence, and the way to what it is about, by its name."""

    text: str
    about: Fact | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement. `count` of measures; `notes` on what is missing, doubtful or corrected; `total` of several budgets.

    `with_party` is the place as it follows "mit" or "with"; `since` leads to what changed since the agreement before,
    by its year; None for the first.
    """

    frame: Frame
    title: str
    party: Link
    with_party: str
    state_party: Link
    year: Link
    budgets: tuple[BudgetBlock, ...]
    total: Total | None
    year_mark: Mark
    count: int
    since: Link | None
    notes: tuple[Note, ...]
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
