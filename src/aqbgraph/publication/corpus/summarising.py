"""An agreement in short: what stays of it for the pages that span agreements."""

from __future__ import annotations

from dataclasses import replace
from sys import intern
from typing import TYPE_CHECKING

from aqbgraph.extraction.values.dates import NEAR
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.graph.rules import rule_key
from aqbgraph.publication.corpus.amount_readings import amount_readings
from aqbgraph.publication.corpus.naming import MeasureSummary
from aqbgraph.publication.corpus.summary import AgreementSummary
from aqbgraph.publication.disk.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aqbgraph.agreement import Agreement, Concept, Evidence
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.graph.findings import Finding


def summarise(
    agreement: Agreement,
    accounting: Accounting,
    triples: int,
    series_labels: Iterable[str],
    findings: Iterable[Finding] = (),
) -> AgreementSummary:
    """What stays of an agreement; `series_labels` are in the order of its measures."""
    return AgreementSummary(
        path=agreement.path,
        title=agreement.title,
        year=agreement.year,
        party=agreement.local_party,
        state_party=agreement.state_party,
        budgets=tuple((budget.programme, budget.amount) for budget in agreement.budgets),
        rounded=tuple(budget.programme for budget in agreement.budgets if budget.approximate),
        measures=Packed.of(
            MeasureSummary(
                measure.key,
                measure.label,
                measure.measure_type.key,
                measure.series,
                label,
                measure.position,
                measure.programme,
                _mark(measure.evidence, "label"),
            )
            for measure, label in zip(agreement.measures, series_labels, strict=True)
        ),
        empty=tuple(concept.key for concept in agreement.empty_measure_types),
        source=agreement.source.name,
        sha256=agreement.source.sha256,
        triples=triples,
        accounting=accounting,
        corrections=len(agreement.corrections),
        newest=newest_day(agreement),
        findings=tuple((intern(rule_key(one.shape)), one.focus.partition("#")[2]) for one in findings),
        amount_marks=tuple(_mark(budget.evidence, "amount") for budget in agreement.budgets),
        empty_marks=tuple(
            _mark(agreement.evidence, "emptyMeasureTypes", concept) for concept in agreement.empty_measure_types
        ),
        named=_named(agreement),
        readings=amount_readings(agreement),
    )


def kept(account: Accounting) -> Accounting:
    """An account that stays until the end, when what was not understood is told."""
    return replace(account, unread=Packed.of(account.unread)) if account.unread else account


def _mark(evidence: Iterable[Evidence], supports: str, value: Concept | None = None) -> str:
    """The fragment of the first sentence that states a field."""
    found = (one for one in evidence if one.supports == supports and (value is None or one.value == value))
    return next((evidence_key(one) for one in found), "")


def _named(agreement: Agreement) -> tuple[Concept, ...]:
    frameworks = (row.framework_type for row in agreement.frameworks)
    return tuple(dict.fromkeys((*frameworks, *agreement.legal_codes, *agreement.target_groups)))


def newest_day(agreement: Agreement) -> date | None:
    """The last day on which it was signed or corrected.

    A day of signing far from the year is published as read, with a warning, but nothing else rests on it.
    """
    signed = (signature.signed_on for signature in agreement.signatures if signature.signed_on)
    near = (day for day in signed if abs(day.year - agreement.year) <= NEAR)
    return max((*near, *(correction.on for correction in agreement.corrections)), default=None)
