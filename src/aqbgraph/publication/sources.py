"""The text an agreement was read from, in pieces: sentences that are evidence, what was not understood, the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.agreement import SheetEvidence
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.identifiers import passage_key
from aqbgraph.publication.agreement_views import Piece
from aqbgraph.reading.text import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement, Evidence
    from aqbgraph.document import Document
    from aqbgraph.extraction.accounting import Unread

_SIGNS = re.compile(r"[#*_\\`|>~]+")


def evidences(agreement: Agreement) -> Iterator[Evidence]:
    """All evidence in the source of an agreement: its own, its nodes', and what a correction put aside."""
    nodes = (item for node in agreement.nodes for item in node.evidence)
    readings = (item for one in agreement.corrections for item in one.readings)
    yield from (item for item in (*agreement.evidence, *nodes, *readings) if not isinstance(item, SheetEvidence))


def pieces(document: Document, agreement: Agreement, unread: Iterable[Unread] = ()) -> tuple[Piece, ...]:
    """The whole text in order. Evidence that overlaps shares a piece; a clause, which holds others, is an anchor.

    So is what was not understood, where it lies in a sentence that is evidence.
    """
    text = _flowing(document)
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
        made.extend(_between(document, text, position, start))
        made.append(Piece(text[start:end], ids, open=any((start, end, key) in free for key in ids)))
        position = end
    made.extend(_between(document, text, position, len(text)))
    return tuple(_marked(document, _paged(document, made)))


def _flowing(document: Document) -> str:
    """The text; of a source on paper without the line ends of its paragraphs, for a column has a width of its own.

    A blank stands for each, so that every character stays in its place.
    """
    if not document.words or _is_markdown(document):
        return document.text
    parts: list[str] = []
    position = 0
    for line in document.lines:
        if line.text and not line.cells:
            start, end = line.passage.extent
            parts += [document.text[position:start], document.text[start:end].replace("\n", " ")]
            position = end
    return "".join((*parts, document.text[position:]))


def _is_markdown(document: Document) -> bool:
    return document.source.media_type == MARKDOWN.media_type


def _marked(document: Document, made: Iterable[Piece]) -> Iterator[Piece]:
    """The signs of Markdown told apart from the words, which are what its lines read as."""
    if not _is_markdown(document):
        yield from made
        return
    words = bytearray(len(document.text))
    for line in document.lines:
        for _, start, end in line.passage.runs:
            words[start:end] = b"\1" * (end - start)
    position = 0
    for piece in made:
        found = (match.span() for match in _SIGNS.finditer(piece.text))
        free = ((start, end) for start, end in found if not any(words[position + start : position + end]))
        yield replace(piece, markup=tuple(free))
        position += len(piece.text)


def page_of(document: Document, start: int, end: int) -> int | None:
    """The page on which a passage begins, where the source has pages."""
    return next((word.page for word in document.placed(start, end)), None)


def _between(document: Document, text: str, start: int, end: int) -> Iterator[Piece]:
    """What no evidence covers, parted where a page begins."""
    words = document.placed(start, end)
    borders = [below.start for above, below in pairwise(words) if above.page != below.page]
    for first, last in pairwise((start, *borders, end)):
        if first < last:
            yield Piece(text[first:last], ())


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
