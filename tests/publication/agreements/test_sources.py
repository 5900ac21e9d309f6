from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Placed
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.agreements.sources import evidences, pieces

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


def test_a_page_is_named_where_it_begins(agreement: Agreement, document: Document) -> None:
    half = document.text.index("## § 4")
    words = (Placed(0, half, 1, 0, 0, 1, 1), Placed(half, len(document.text), 2, 0, 0, 1, 1))
    made = pieces(replace(document, words=words), agreement)
    assert "".join(piece.text for piece in made) == document.text
    assert [piece.page for piece in made if piece.page] == [1, 2]
    second = next(index for index, piece in enumerate(made) if piece.page == 2)
    assert "".join(piece.text for piece in made[:second]) == document.text[:half]


def test_what_has_no_pages_names_none(agreement: Agreement, document: Document) -> None:
    assert {piece.page for piece in pieces(document, agreement)} == {None}
