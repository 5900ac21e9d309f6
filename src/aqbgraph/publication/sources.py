"""The text an agreement was read from, cut into pieces: sentences that are evidence, and what lies between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import SheetEvidence
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.agreement_views import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement, Evidence


def evidences(agreement: Agreement) -> Iterator[Evidence]:
    """All evidence in the source of an agreement: its own, its nodes', and what a correction put aside."""
    nodes = (item for node in agreement.nodes for item in node.evidence)
    readings = (item for one in agreement.corrections for item in one.readings)
    yield from (item for item in (*agreement.evidence, *nodes, *readings) if not isinstance(item, SheetEvidence))


def pieces(text: str, agreement: Agreement) -> tuple[Piece, ...]:
    """The whole text in order. Evidence that overlaps shares a piece; a clause, which holds others, is an anchor."""
    whole = {item for clause in agreement.clauses for item in clause.evidence}
    anchors = [(item.start, item.start, evidence_key(item)) for item in whole]
    spans = [(item.start, item.end, evidence_key(item)) for item in evidences(agreement) if item not in whole]
    made, position = [], 0
    for start, end, ids in _clusters(sorted({*anchors, *spans})):
        if start > position:
            made.append(Piece(text[position:start], ()))
        made.append(Piece(text[start:end], ids))
        position = end
    if position < len(text):
        made.append(Piece(text[position:], ()))
    return tuple(made)


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
