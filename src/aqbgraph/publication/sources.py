"""The text an agreement was read from, cut into pieces: sentences that are evidence, and what lies between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.agreement_views import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement, Evidence
    from aqbgraph.document import Document


def evidences(agreement: Agreement) -> Iterator[Evidence]:
    """All evidence of an agreement, its nodes' included."""
    yield from agreement.evidence
    for node in agreement.nodes:
        yield from node.evidence


def pieces(document: Document, agreement: Agreement) -> tuple[Piece, ...]:
    """The whole text in order. Evidence that overlaps shares a piece; a clause, which holds others, is an anchor."""
    text = document.text
    whole = {item for clause in agreement.clauses for item in clause.evidence}
    anchors = [(item.start, item.start, evidence_key(item)) for item in whole]
    spans = [(item.start, item.end, evidence_key(item)) for item in evidences(agreement) if item not in whole]
    made: list[Piece] = []
    position = 0
    for start, end, ids in _clusters(sorted({*anchors, *spans})):
        made.extend(_between(document, position, start))
        made.append(Piece(text[start:end], ids))
        position = end
    made.extend(_between(document, position, len(text)))
    return tuple(_paged(document, made))


def page_of(document: Document, start: int, end: int) -> int | None:
    """The page on which a passage begins, where the source has pages."""
    return next((word.page for word in document.placed(start, end)), None)


def _between(document: Document, start: int, end: int) -> Iterator[Piece]:
    """What no evidence covers, parted where a page begins."""
    words = document.placed(start, end)
    borders = [below.start for above, below in pairwise(words) if above.page != below.page]
    for first, last in pairwise((start, *borders, end)):
        if first < last:
            yield Piece(document.text[first:last], ())


def _paged(document: Document, made: Iterable[Piece]) -> Iterator[Piece]:
    """Each page is named where it begins, or at the first piece behind that."""
    position, shown = 0, None
    for piece in made:
        page = page_of(document, position, position + len(piece.text)) if piece.text else None
        yield replace(piece, page=page) if page not in (None, shown) else piece
        shown = page or shown
        position += len(piece.text)


def _clusters(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Overlapping spans as one, with the names of all."""
    current: tuple[int, int, tuple[str, ...]] | None = None
    for start, end, name in spans:
        if current is not None and start < current[1]:
            current = current[0], max(end, current[1]), (*current[2], name)
            continue
        if current is not None:
            yield current
        current = start, end, (name,)
    if current is not None:
        yield current
