"""What the page of an agreement shows of corrections by hand: both readings side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import SheetEvidence
from aqbgraph.extraction.values.amounts import euro
from aqbgraph.extraction.values.readings import day, spoken
from aqbgraph.graph.mapping import property_iri
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.agreements.agreement_views import CorrectionRow, CorrectionsBlock
from aqbgraph.publication.agreements.marks import part, whole
from aqbgraph.publication.languages import later
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.agreement import Agreement, Correction
    from aqbgraph.publication.agreements.passage_views import Fact
    from aqbgraph.publication.languages import Language

# Fields whose values are written otherwise in Germany than in data.
_GERMAN = {"signedOn": day, "amount": euro}
# Properties that are not ours and so have no name in ontology/.
_FOREIGN = {"label": later("Name")}


def corrections_block(agreement: Agreement, language: Language) -> CorrectionsBlock | None:
    """All corrections; None when there are none."""
    if not agreement.corrections:
        return None
    source = agreement.corrections[0].source
    rows = tuple(_row(agreement, one, language) for one in agreement.corrections)
    return CorrectionsBlock(rows, source.name, source.sha256)


def _row(agreement: Agreement, one: Correction, language: Language) -> CorrectionRow:
    foreign = _FOREIGN.get(one.field)
    return CorrectionRow(
        id=one.fragment,
        ids=tuple(dict.fromkeys(_evidence(agreement, one))),
        name=language.translated(foreign) if foreign else vocabulary().label(property_iri(one.field), language.code),
        of=_part(agreement, one, language),
        read=_said(one.field, one.read_value),
        corrected=_said(one.field, one.corrected_value),
        by=one.by,
        on=one.on,
        reason=one.reason,
        reference=one.reference,
        confirms=one.confirms,
    )


def _said(field: str, words: str | None) -> str | None:
    """A reading as people write it in German; one that is no value of its field stays as it was."""
    if words is None or field not in _GERMAN:
        return words
    try:
        return spoken(_GERMAN[field](words))
    except ValueError:
        return words


def _part(agreement: Agreement, one: Correction, language: Language) -> Fact:
    """The corrected part of the agreement, or all of it."""
    node = next((node for node in agreement.nodes if node.key == one.corrects), None)
    return part(node, language) if node else whole(language)


def _evidence(agreement: Agreement, one: Correction) -> Iterator[str]:
    """The anchors of what rests on the words of this correction."""
    nodes = (item for node in agreement.nodes for item in node.evidence)
    for item in (*agreement.evidence, *nodes):
        if isinstance(item, SheetEvidence) and (item.start, item.end) == one.span:
            yield evidence_key(item)
