"""The text an agreement was read from, in pieces: sentences that are evidence, what was not understood, the rest."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.agreement import SheetEvidence
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.identifiers import passage_key
from aqbgraph.publication.agreements.agreement_views import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement, Evidence
    from aqbgraph.document import Document
    from aqbgraph.extraction.wording.accounting import Unread


def evidences(agreement: Agreement) -> Iterator[Evidence]:
    """All evidence in the source of an agreement: its own, its nodes', and what a correction put aside."""
    nodes = (item for node in agreement.nodes for item in node.evidence)
    readings = (item for one in agreement.corrections for item in one.readings)
    yield from (item for item in (*agreement.evidence, *nodes, *readings) if not isinstance(item, SheetEvidence))


def clause_starts(agreement: Agreement) -> frozenset[int]:
    """Where the clauses begin in the source."""
    return frozenset(
        item.start for clause in agreement.clauses for item in clause.evidence if not isinstance(item, SheetEvidence)
    )


def pieces(document: Document, agreement: Agreement, unread: Iterable[Unread] = ()) -> tuple[Piece, ...]:
    """The whole text in order. Evidence that overlaps shares a piece; a clause, which holds others, is an anchor.

    So is what was not understood, where it lies in a sentence that is evidence.
    """
    text = document.text
    whole = {item for clause in agreement.clauses for item in clause.evidence}
    anchors = [(item.start, item.start, evidence_key(item)) for item in whole]
    spans = [(item.start, item.end, evidence_key(item)) for item in evidences(agreement) if item not in whole]
    passages = {(row.start, row.end, passage_key(row.start, row.end)) for row in unread}
    covered = tuple((start, end) for start, end, _ in _clusters(sorted(spans)))
    free = {row for row in passages if _is_free(row, covered)}
    anchors += [(start, start, key) for start, _, key in passages - free]
    made: list[Piece] = []
    position = 0
    for start, end, ids in _clusters(sorted({*anchors, *spans, *free})):
        made.extend(_between(document, position, start))
        made.append(Piece(text[start:end], ids, open=any((start, end, key) in free for key in ids)))
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


def _is_free(row: tuple[int, int, str], covered: tuple[tuple[int, int], ...]) -> bool:
    """Whether no evidence overlaps; `covered` is in order and does not overlap itself."""
    index = bisect_left(covered, row[1], key=lambda span: span[0]) - 1
    return index < 0 or covered[index][1] <= row[0]


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
