"""The passages that facts were read from: numbered in the order of the source, each with the way back to its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.publication.agreement_views import Passage
from aqbgraph.publication.paper_places import paper_places
from aqbgraph.publication.text_directives import text_directive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.document import Document
    from aqbgraph.publication.agreement_views import Piece
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.marks import Marks


def numbers(made: Iterable[Piece]) -> dict[str, int]:
    """Name of an evidence → the number of its passage, from 1. What was not understood has none."""
    read = [piece for piece in made if _is_read(piece)]
    return {name: number for number, piece in enumerate(read, start=1) for name in piece.ids}


def with_passages(document: Document, made: Iterable[Piece], marks: Marks, language: Language) -> Iterator[Piece]:
    """The pieces, those that facts were read from with what is told of them; once all facts of the page are known."""
    position = 0
    for piece in made:
        end = position + len(piece.text)
        if _is_read(piece):
            number = marks.numbers[piece.ids[0]]
            yield replace(
                piece,
                passage=Passage(
                    number=number,
                    facts=marks.facts(piece.ids),
                    href=f"#{piece.ids[0]}",
                    words=f"#{piece.ids[0]}{text_directive(piece.text, number)}",
                    places=paper_places(document, position, end, language),
                ),
            )
        else:
            yield piece
        position = end


def _is_read(piece: Piece) -> bool:
    return bool(piece.ids and piece.text and not piece.open)
