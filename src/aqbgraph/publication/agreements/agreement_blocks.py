"""The parts of an agreement's page: each statement with its name, and the way to the passage it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.agreement import SheetEvidence
from aqbgraph.identifiers import (
    measure_type_path,
    party_path,
    passage_key,
    programme_path,
    series_path,
    wording_path,
)
from aqbgraph.publication.agreements.agreement_views import (
    BudgetBlock,
    ClauseBlock,
    ClausePart,
    MeasureGroup,
    MeasureRow,
    RepairRow,
    SignatureBlock,
    Total,
)
from aqbgraph.publication.agreements.passage_views import Fact
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link, Stated
from aqbgraph.publication.languages import later
from aqbgraph.publication.names import concept_label, concept_path, party_label, party_label_in, programme_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement, Budget, Clause, Concept, Framework, Provision, Repair, Signature
    from aqbgraph.extraction.wording.accounting import Unread
    from aqbgraph.publication.agreements.marks import Marks
    from aqbgraph.publication.frame.views import Mark
    from aqbgraph.publication.languages import Language

# Rule of a repair → why it was made; queries/corrections.rq says the same.
REASONS = {
    "confused characters": later("verwechselte Zeichen"),
    "two-digit year": later("Jahr nach dem der Vereinbarung ergänzt"),
    "misspelled name": later("ein Buchstabe falsch"),
    "bullet": later("Aufzählungszeichen falsch erkannt"),
    "paragraph sign": later("Paragrafenzeichen falsch erkannt"),
    "Roman numeral": later("römische Zahl falsch erkannt"),
    "I within small letters": later("I statt l erkannt"),
    "hyphen at a line end": later("Trennstrich am Zeilenende"),
    "letters spread out": later("Buchstaben gesperrt gesetzt"),
    "word torn apart": later("Wort zerrissen"),
}
# Attribute of a signature → its field, and what it is called.
_SIGNED = {
    "signatory_name": ("signatoryName", later("Name")),
    "signatory_role": ("signatoryRole", later("Amt")),
    "signed_at": ("signedAt", later("Ort")),
}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Makes the parts of a page in a language; `marks` learns where each fact stands."""

    agreement: Agreement
    marks: Marks
    language: Language

    def _href(self, path: str, fragment: str = "") -> str:
        return href(self.agreement.path, path, fragment)

    def year(self) -> Mark:
        """The year, which is that of the budgets, too."""
        fact = Fact("fact-year", self.language.say("Haushaltsjahr"))
        of_budgets = (item for budget in self.agreement.budgets for item in budget.evidence)
        self.marks.lead_back((item for item in of_budgets if item.supports == "fiscalYear"), fact)
        return self.marks.first(self.agreement.evidence, "year", fact=fact)

    def budget(self, budget: Budget) -> BudgetBlock:
        """An amount, and from which programme it comes."""
        programme = programme_label(budget.programme, self.language)
        of = f" ({programme})" if len(self.agreement.budgets) > 1 else ""
        amount = Fact(f"fact-amount-{budget.programme}", self.language.say("Budget") + of)
        named = Fact(f"fact-programme-{budget.programme}", self.language.say("Programm") + of)
        return BudgetBlock(
            id=budget.key,
            amount_id=amount.id,
            programme_id=named.id,
            amount=budget.amount,
            approximate=budget.approximate,
            amount_mark=self.marks.first(budget.evidence, "amount", fact=amount),
            programme=Link(self._href(programme_path(budget.programme)), programme),
            programme_mark=self.marks.first(budget.evidence, "programme", fact=named),
        )

    def total(self) -> Total | None:
        """All budgets together; None of a single one, which says it itself."""
        budgets = self.agreement.budgets
        if len(budgets) < 2:
            return None
        return Total(sum((one.amount for one in budgets), Decimal()), any(one.approximate for one in budgets))

    def parties(self) -> tuple[Stated, ...]:
        """Both sides."""
        made, say = self.agreement, self.language.say
        sides = (
            (say("Land Hessen"), made.state_party, "stateParty", "fact-state-party"),
            (say("Gebietskörperschaft"), made.local_party, "localParty", "fact-local-party"),
        )
        return tuple(
            Stated(
                name,
                party_label_in(key, made.year),
                self.marks.first(made.evidence, supports, fact=Fact(fragment, name)),
                self._href(party_path(key)),
                fragment,
                german=True,
            )
            for name, key, supports, fragment in sides
        )

    def groups(self) -> Iterator[MeasureGroup]:
        """The types in the order of the scheme, empty ones included."""
        made = self.agreement
        # The first of a type has the heading; one that was added by hand has none in the source.
        concepts = {measure.measure_type: measure.evidence for measure in reversed(made.measures)}
        concepts |= dict.fromkeys(made.empty_measure_types, made.evidence)
        for concept, evidence in sorted(concepts.items(), key=lambda pair: pair[0].key):
            fact = Fact(f"fact-type-{concept.key}", self.language.say("Maßnahmenart {number}", number=concept.key))
            empty = concept in made.empty_measure_types
            yield MeasureGroup(
                id=fact.id,
                notation=concept.key,
                label=Link(self._href(measure_type_path(concept.key)), concept_label(concept, self.language)),
                mark=self.marks.first(evidence, "emptyMeasureTypes", concept, fact)
                if empty
                else self.marks.first(evidence, "measureType", fact=fact),
                measures=tuple(self._measures(concept)),
            )

    def _measures(self, concept: Concept) -> Iterator[MeasureRow]:
        for measure in self.agreement.measures:
            if measure.measure_type == concept:
                series = self._href(series_path(self.agreement.local_party, measure.series))
                fact = Fact(measure.key, measure.label, german=True)
                mark = self.marks.first(measure.evidence, "label", fact=fact)
                yield MeasureRow(measure.key, measure.label, series, mark)

    def signature(self, signature: Signature) -> SignatureBlock:
        """Who signed for whom; what is missing stays None."""
        said = {item.supports for item in signature.evidence}
        party = party_label_in(signature.on_behalf_of, self.agreement.year) if signature.on_behalf_of else None

        def fact(part: str, name: str) -> Fact:
            text = self.language.say("{what} der Unterschrift: {party}", what=name, party=party) if party else name
            return Fact(f"fact-{signature.key}-{part}", text)

        def mark(field: str, fact: Fact) -> Mark | None:
            return self.marks.first(signature.evidence, field, fact=fact) if field in said else None

        rows = []
        for attribute, (field, later_name) in _SIGNED.items():
            name = self.language.translated(later_name)
            where = fact(field.lower(), name)
            text = getattr(signature, attribute)
            unclear = attribute in signature.unclear
            rows.append(Stated(name, text, mark(field, where), id=where.id, german=True, unclear=unclear))
        day = fact("date", self.language.say("Datum"))
        behalf = Fact(signature.key, self.language.say("Unterschrift"))
        return SignatureBlock(
            id=signature.key,
            party=party,
            party_mark=mark("onBehalfOf", behalf),
            rows=tuple(rows),
            signed_on=signature.signed_on,
            date_unclear="signed_on" in signature.unclear,
            date_mark=mark("signedOn", day),
            date_id=day.id,
        )

    def framework(self, framework: Framework) -> Stated:
        """An alliance or strategy, as the agreement calls it."""
        fact = Fact(framework.key, framework.label, german=True)
        kind = self._href("def/frameworks", framework.framework_type.key)
        mark = self.marks.first(framework.evidence, fact=fact)
        return Stated("", framework.label, mark, kind, framework.key, german=True)

    def concepts(self, concepts: Iterable[Concept], supports: str) -> tuple[Stated, ...]:
        """Legal codes or target groups, by the names of their scheme."""
        return tuple(self._concept(concept, supports) for concept in concepts)

    def _concept(self, concept: Concept, supports: str) -> Stated:
        fact = Fact(f"fact-{concept.scheme}-{concept.key}", concept_label(concept, self.language))
        mark = self.marks.first(self.agreement.evidence, supports, concept, fact)
        return Stated("", fact.text, mark, self._href(concept_path(concept), concept.key), fact.id)

    def provision(self, provision: Provision) -> Stated:
        """What a clause lays down, in its own words."""
        kind = provision.provision_type
        fact = Fact(provision.key, concept_label(kind, self.language))
        words = provision.detail or provision.statement
        mark = self.marks.first(provision.evidence, fact=fact)
        return Stated(fact.text, words, mark, self._href(concept_path(kind), kind.key), provision.key, german=True)

    def grant(self) -> Stated | None:
        """The authority that grants the money; None where none is named."""
        grant = self.agreement.grant_decision
        if grant is None:
            return None
        fact = Fact(grant.key, self.language.say("Bescheid"))
        authority = grant.issuing_authority
        mark = self.marks.first(grant.evidence, fact=fact)
        return Stated(fact.text, party_label(authority), mark, self._href(party_path(authority)), fact.id, german=True)

    def clause(self, clause: Clause, unread: Iterable[Unread]) -> ClauseBlock:
        """A clause with its words; `unread` are the passages of the whole document."""
        # A clause has one passage, even where its heading was corrected.
        source = next(item for item in clause.evidence if not isinstance(item, SheetEvidence))
        inside = [row for row in unread if source.start <= row.start < source.end]
        quotes = [" ".join(row.quote.split()) for row in inside]
        preamble = clause.number is None
        return ClauseBlock(
            id=clause.key,
            number=self.language.say("Präambel") if preamble else f"§ {clause.number}",
            heading="" if preamble else clause.heading,
            paragraphs=tuple(parted(paragraph, quotes) for paragraph in clause.text.split("\n\n")),
            open=tuple(self._passage(row) for row in inside),
            source=self.marks.of(source).href,
            wording=self._href(wording_path(clause.wordings[0].section)) if clause.wordings else None,
        )

    def _passage(self, row: Unread) -> Link:
        return Link(f"#{passage_key(row.start, row.end)}", self.language.say("Zeile {line}", line=row.line))

    def repair(self, repair: Repair) -> RepairRow:
        """Damaged words."""
        evidence, why = repair.evidence[0], REASONS.get(repair.rule)
        return RepairRow(
            repair.key,
            evidence.line,
            repair.read_as,
            repair.written_as,
            self.language.translated(why) if why else "",
            self.marks.first(repair.evidence, fact=Fact(repair.key, repair.written_as, german=True)),
        )


def parted(paragraph: str, quotes: Iterable[str]) -> tuple[ClausePart, ...]:
    """A paragraph in parts: those that are one of the quotes, and the rest. What is not found in it, parts nothing."""
    parts = [ClausePart(paragraph, deviates=False)]
    for quote in quotes:
        parts = [piece for part in parts for piece in _cut(part, quote)]
    return tuple(parts)


def _cut(part: ClausePart, quote: str) -> tuple[ClausePart, ...]:
    before, found, after = part.text.partition(quote)
    if part.deviates or not found:
        return (part,)
    pieces = (ClausePart(before, deviates=False), ClausePart(found, deviates=True), ClausePart(after, deviates=False))
    return tuple(piece for piece in pieces if piece.text)
