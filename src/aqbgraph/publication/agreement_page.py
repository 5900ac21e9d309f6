"""The page of an agreement: each fact beside the sentence it was read from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.identifiers import (
    measure_type_path,
    party_path,
    programme_path,
    series_path,
    wording_path,
    year_path,
)
from aqbgraph.publication.accounting_page import passage_row
from aqbgraph.publication.agreement_views import (
    AgreementView,
    BudgetBlock,
    ClauseBlock,
    MeasureGroup,
    MeasureRow,
    RepairRow,
    SignatureBlock,
    SourceBlock,
)
from aqbgraph.publication.correction_rows import corrections_block
from aqbgraph.publication.found import found_of
from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.marks import Marks
from aqbgraph.publication.names import concept_label, concept_path, party_label, programme_label
from aqbgraph.publication.sources import page_of, pieces
from aqbgraph.publication.views import Link, Stated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from aqbgraph.agreement import Agreement, Budget, Clause, Concept, Repair, Signature
    from aqbgraph.document import Document
    from aqbgraph.extraction.accounting import Accounting
    from aqbgraph.publication.settings import Settings

# Rule of a repair → why it was made.
_REASONS = {
    "confused characters": "verwechselte Zeichen",
    "two-digit year": "Jahr nach dem der Vereinbarung ergänzt",
    "misspelled name": "ein Buchstabe falsch",
    "bullet": "Aufzählungszeichen falsch erkannt",
    "paragraph sign": "Paragrafenzeichen falsch erkannt",
    "Roman numeral": "römische Zahl falsch erkannt",
}
# Field of a signature → what it is called.
_SIGNED = {"signatory_name": "Name", "signatory_role": "Amt", "signed_at": "Ort"}


def agreement_view(
    settings: Settings, agreement: Agreement, document: Document, account: Accounting, json_ld: Mapping[str, Any]
) -> AgreementView:
    """All that the page shows."""
    link, marks = partial(href, agreement.path), Marks(agreement)
    party, year = party_label(agreement.local_party), str(agreement.year)
    return AgreementView(
        frame=frame(
            settings,
            agreement.path,
            agreement.title,
            f"{_programmes(agreement)} {year}: Zielvereinbarung des Landes Hessen mit {party}.",
            trail=((year_path(agreement.year), year), (party_path(agreement.local_party), party)),
            json_ld=json_ld,
            found=found_of(agreement.path, types={measure.measure_type.key for measure in agreement.measures}),
        ),
        title=agreement.title,
        party=Link(link(party_path(agreement.local_party)), party),
        state_party=Link(link(party_path(agreement.state_party)), party_label(agreement.state_party)),
        year=Link(link(year_path(agreement.year)), year),
        budgets=tuple(_budget(budget, link, marks) for budget in agreement.budgets),
        year_mark=marks.first(agreement.evidence, "year"),
        count=len(agreement.measures),
        parties=_parties(agreement, link, marks),
        groups=tuple(_groups(agreement, link, marks)),
        signatures=tuple(_signature(signature, marks) for signature in agreement.signatures),
        frameworks=tuple(
            Stated(
                "",
                framework.label,
                marks.first(framework.evidence),
                link("def/frameworks", framework.framework_type.key),
                framework.key,
            )
            for framework in agreement.frameworks
        ),
        legal_codes=_concepts(agreement, agreement.legal_codes, "legalCodes", link, marks),
        target_groups=_concepts(agreement, agreement.target_groups, "targetGroups", link, marks),
        provisions=tuple(
            Stated(
                concept_label(provision.provision_type),
                provision.detail or provision.statement,
                marks.first(provision.evidence),
                link(concept_path(provision.provision_type), provision.provision_type.key),
                provision.key,
            )
            for provision in agreement.provisions
        ),
        grant=_grant(agreement, link, marks),
        clauses=tuple(_clause(clause, link) for clause in agreement.clauses),
        repairs=tuple(_repair(repair, marks) for repair in agreement.repairs),
        source=_source(agreement, account, document),
        corrections=corrections_block(agreement),
    )


def _programmes(agreement: Agreement) -> str:
    return " und ".join(map(programme_label, agreement.programmes))


def _budget(budget: Budget, link: Callable[[str], str], marks: Marks) -> BudgetBlock:
    return BudgetBlock(
        id=budget.key,
        amount=budget.amount,
        approximate=budget.approximate,
        amount_mark=marks.first(budget.evidence, "amount"),
        programme=Link(link(programme_path(budget.programme)), programme_label(budget.programme)),
        programme_mark=marks.first(budget.evidence, "programme"),
    )


def _parties(agreement: Agreement, link: Callable[[str], str], marks: Marks) -> tuple[Stated, ...]:
    sides = (
        ("Land Hessen", agreement.state_party, "stateParty"),
        ("Gebietskörperschaft", agreement.local_party, "localParty"),
    )
    return tuple(
        Stated(name, party_label(key), marks.first(agreement.evidence, supports), link(party_path(key)))
        for name, key, supports in sides
    )


def _groups(agreement: Agreement, link: Callable[..., str], marks: Marks) -> list[MeasureGroup]:
    """The types in the order of the scheme, empty ones included."""
    concepts = {measure.measure_type: measure.evidence for measure in agreement.measures}
    concepts |= dict.fromkeys(agreement.empty_measure_types, agreement.evidence)
    return [
        MeasureGroup(
            notation=concept.key,
            label=Link(link(measure_type_path(concept.key)), concept_label(concept)),
            mark=marks.first(evidence, "emptyMeasureTypes", concept)
            if concept in agreement.empty_measure_types
            else marks.first(evidence, "measureType"),
            measures=tuple(
                MeasureRow(
                    measure.key,
                    measure.label,
                    link(series_path(agreement.local_party, measure.series)),
                    marks.first(measure.evidence, "label"),
                )
                for measure in agreement.measures
                if measure.measure_type == concept
            ),
        )
        for concept, evidence in sorted(concepts.items(), key=lambda pair: pair[0].key)
    ]


def _signature(signature: Signature, marks: Marks) -> SignatureBlock:
    found = {item.supports: marks.first(signature.evidence, item.supports) for item in signature.evidence}
    fields = {"signatory_name": "signatoryName", "signatory_role": "signatoryRole", "signed_at": "signedAt"}
    return SignatureBlock(
        id=signature.key,
        party=party_label(signature.on_behalf_of) if signature.on_behalf_of else "Ohne Angabe, für wen",
        rows=tuple(
            Stated(name, getattr(signature, field), found.get(fields[field])) for field, name in _SIGNED.items()
        ),
        signed_on=signature.signed_on,
        date_mark=found.get("signedOn"),
    )


def _concepts(
    agreement: Agreement, concepts: tuple[Concept, ...], supports: str, link: Callable[..., str], marks: Marks
) -> tuple[Stated, ...]:
    return tuple(
        Stated(
            "",
            concept_label(concept),
            marks.first(agreement.evidence, supports, concept),
            link(concept_path(concept), concept.key),
        )
        for concept in concepts
    )


def _grant(agreement: Agreement, link: Callable[[str], str], marks: Marks) -> Stated | None:
    grant = agreement.grant_decision
    if grant is None:
        return None
    path = party_path(grant.issuing_authority)
    return Stated("Bescheid", party_label(grant.issuing_authority), marks.first(grant.evidence), link(path), grant.key)


def _clause(clause: Clause, link: Callable[[str], str]) -> ClauseBlock:
    number = "" if clause.number is None else f"§ {clause.number}"
    wording = link(wording_path(clause.wordings[0].section)) if clause.wordings else None
    return ClauseBlock(clause.key, number, clause.heading, tuple(clause.text.split("\n\n")), wording)


def _repair(repair: Repair, marks: Marks) -> RepairRow:
    return RepairRow(
        repair.key,
        repair.evidence[0].line,
        repair.read_as,
        repair.written_as,
        _REASONS.get(repair.rule, ""),
        marks.first(repair.evidence),
    )


def _source(agreement: Agreement, account: Accounting, document: Document) -> SourceBlock:
    return SourceBlock(
        name=agreement.source.name,
        sha256=agreement.source.sha256,
        lines=account.lines,
        evidence=account.evidence,
        standing=account.standing,
        deviating=account.deviating,
        not_understood=account.not_understood,
        unread=tuple(
            passage_row(agreement.path, agreement.path, passage, page_of(document, passage.start, passage.end))
            for passage in account.unread
        ),
        pieces=pieces(document, agreement, account.unread),
    )
