from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests import making

from aqbgraph.document import Placed
from aqbgraph.extraction.extractor import extract
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.sources import evidences, pieces
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


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


def test_signs_of_markdown_are_told_apart(agreement: Agreement, document: Document) -> None:
    made = pieces(document, agreement)
    signs = [text for piece in made for text, markup in piece.parts if markup]
    assert {"##", "###", "**"} <= set(signs)
    assert all(set(text) <= set("#*_\\`|>~") for text in signs)
    words = "".join(text for piece in made for text, markup in piece.parts if not markup)
    assert "#" not in words
    assert "**" not in words
    assert "491.550 Euro" in words
    assert "".join(text for piece in made for text, _ in piece.parts) == document.text


def test_a_sign_that_is_read_is_no_markup() -> None:
    text = SAMPLE.replace("Digital Praxis 2025", "Student*innen #1 \\*")
    found = extract(parse(text.encode(), "a.md"))
    assert found.agreement is not None
    words = "".join(part for piece in pieces(found.document, found.agreement) for part, sign in piece.parts if not sign)
    assert "Student*innen #1 \\*" in words


def test_a_paragraph_of_a_pdf_file_flows() -> None:
    """Its line ends are those of the page; each letter stays in its place."""
    found = extract(parse(making.pdf(SAMPLE), "a.pdf"))
    assert found.agreement is not None
    shown = "".join(piece.text for piece in pieces(found.document, found.agreement))
    assert len(shown) == len(found.document.text)
    assert shown.replace("\n", " ") == found.document.text.replace("\n", " ")
    assert "\n491.550 Euro\n" in shown
    assert "gibt den Kreisen und kreisfreien Städten Spielraum und vereinbart dafür Ziele mit ihnen." in shown
    assert "• MInA - Migranten in Arbeit 2025\n" in shown
