"""The passages that facts were read from: numbered in the order of the source, each with the way back to its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.agreements.paper_places import paper_places
from aqbgraph.publication.agreements.passage_views import Passage
from aqbgraph.publication.agreements.text_directives import text_directive
from aqbgraph.reading.texts.source_lines import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.document import Document
    from aqbgraph.publication.agreements.agreement_views import Piece
    from aqbgraph.publication.agreements.marks import Marks
    from aqbgraph.publication.agreements.readable import Reader
    from aqbgraph.publication.languages import Language


def numbers(made: Iterable[Piece]) -> dict[str, int]:
    """Name of an evidence → the number of its passage, from 1. What was not understood has none."""
    read = [piece for piece in made if _is_read(piece)]
    return {name: number for number, piece in enumerate(read, start=1) for name in piece.ids}


def passages(document: Document, reader: Reader, marks: Marks, language: Language) -> dict[int, Passage]:
    """What is told of each passage, by the number of its piece; once all facts of the page are known."""
    told: dict[int, Passage] = {}
    position = 0
    for index, piece in enumerate(reader.pieces):
        end = position + len(piece.text)
        if _is_read(piece):
            number = marks.numbers[piece.ids[0]]
            told[index] = Passage(
                number=number,
                facts=marks.facts(piece.ids),
                href=f"#{piece.ids[0]}",
                words=f"#{piece.ids[0]}{text_directive(reader.said(index), number)}",
                places=paper_places(document, position, end, language),
                line=1 + len(LINE_END.findall(document.text, 0, position)),
            )
        position = end
    return told


def _is_read(piece: Piece) -> bool:
    return bool(piece.ids and piece.text and not piece.open)
