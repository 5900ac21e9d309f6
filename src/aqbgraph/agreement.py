"""What an agreement says, as plain values. Each field is a line in ontology/context.jsonld and a term of the ontology.

`None` means: not stated in the source. Parties, concepts and programmes are named by their keys; identifiers.py makes
IRIs of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.document import Region, Source


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one of our SKOS schemes: scheme "legal-codes", key "sgb-ii"."""

    scheme: str
    key: str


class Evidence(NamedTuple):
    """The words a fact was read from: `text[start:end] == quote`, characters from 0, end exclusive; `line` from 1.

    `supports` is the field it stands for, `value` the one of several values (a legal code, a target group); `regions`
    are where the words stand on paper, one a page, if there is paper. A tuple, as facts are: an agreement has most of
    these.
    """

    start: int
    end: int
    line: int
    quote: str
    rule: str
    supports: str
    value: Concept | None = None
    regions: tuple[Region, ...] = ()


class SheetEvidence(Evidence):
    """The words of a correction that a fact rests on; their places count in the sheet beside the source."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of one programme for one year; `amount` in units of `currency`, `approximate` when it is rounded."""

    key: str
    programme: str
    fiscal_year: int
    amount: Decimal
    approximate: bool
    currency: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A project paid from a budget: its name as written, its type, its place (from 1) among those of its type.

    `programme` is that of its budget, where an agreement on several budgets lists it below one of them.
    """

    key: str
    label: str
    measure_type: Concept
    position: int
    programme: str | None
    series: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a party, in which office, where and when. What the source leaves open is None.

    So is what is not certain to read: `unclear` names these fields.
    """

    key: str
    on_behalf_of: str | None
    signatory_name: str | None
    signatory_role: str | None
    office: Concept | None
    signed_at: str | None
    signed_on: date | None
    evidence: tuple[Evidence, ...]
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """What a clause lays down beyond money and measures; `detail` holds the words that vary between agreements."""

    key: str
    provision_type: Concept
    in_clause: str
    statement: str
    detail: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """An alliance, concept or strategy that the Präambel leans on, with its years where it names them."""

    key: str
    label: str
    framework_type: Concept
    start_year: int | None
    end_year: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class WordingKey:
    """A sentence with its blanks, by its section and fingerprint; the same key in another agreement: the same words."""

    section: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A § with its heading and words. The Präambel is a clause without a number.

    `wordings` are its sentences in order, each once; they are known when agreements are compared.
    """

    key: str
    number: int | None
    heading: str | None
    text: str
    evidence: tuple[Evidence, ...]
    wordings: tuple[WordingKey, ...] = ()


@dataclass(frozen=True, slots=True)
class GrantDecision:
    """The Bescheid by which the money is granted, and the authority that issues it."""

    key: str
    issuing_authority: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """Damaged words: the source has `read_as`, they were understood as `written_as`, by a rule that leaves no other."""

    key: str
    read_as: str
    written_as: str
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that somebody corrected by hand: of which node and field, what was read, what holds, who, when, why.

    One that `confirms` says that the doubtful reading is right. `readings` is the evidence of what was read and is no
    longer said by any node; `span` is the place of the corrected value in the sheet, characters from 0, end exclusive.
    """

    fragment: str
    corrects: str
    field: str
    read_value: str | None
    corrected_value: str | None
    by: str
    on: date
    reason: str
    reference: str | None
    line: int
    span: tuple[int, int]
    source: Source
    readings: tuple[Evidence, ...] = ()
    confirms: bool = False


Node = Budget | Measure | Signature | Clause | Provision | Framework | GrantDecision | Repair


@dataclass(frozen=True, slots=True)
class Agreement:
    """A target agreement between the Land and a district or city on the money of one or two programmes for a year."""

    path: str
    title: str
    year: int
    programmes: tuple[str, ...]
    state_party: str
    local_party: str
    budgets: tuple[Budget, ...]
    measures: tuple[Measure, ...]
    empty_measure_types: tuple[Concept, ...]
    signatures: tuple[Signature, ...]
    clauses: tuple[Clause, ...]
    provisions: tuple[Provision, ...]
    frameworks: tuple[Framework, ...]
    legal_codes: tuple[Concept, ...]
    target_groups: tuple[Concept, ...]
    grant_decision: GrantDecision | None
    repairs: tuple[Repair, ...]
    evidence: tuple[Evidence, ...]
    source: Source = field(repr=False)
    corrections: tuple[Correction, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All parts that have evidence of their own."""
        grant = (self.grant_decision,) if self.grant_decision else ()
        return (
            *self.budgets,
            *self.measures,
            *self.signatures,
            *self.clauses,
            *self.provisions,
            *self.frameworks,
            *grant,
            *self.repairs,
        )
