from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.sources import evidences, pieces

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document


def test_pieces_are_the_whole_text(agreement: Agreement, document: Document) -> None:
    assert "".join(piece.text for piece in pieces(document, agreement)) == document.text


def test_every_evidence_has_one_anchor(agreement: Agreement, document: Document) -> None:
    anchors = [name for piece in pieces(document, agreement) for name in piece.ids]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {evidence_key(item) for item in evidences(agreement)}


def test_a_piece_holds_the_sentence(agreement: Agreement, document: Document) -> None:
    by_anchor = {name: piece.text for piece in pieces(document, agreement) for name in piece.ids}
    whole = {item for clause in agreement.clauses for item in clause.evidence}
    for item in evidences(agreement):
        if item not in whole:
            assert item.quote in by_anchor[evidence_key(item)]
    assert "491.550 Euro" in by_anchor[evidence_key(agreement.budgets[0].evidence[0])]
