"""Measures that are left out of an agreement until somebody says what they are, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name
from aqbgraph.errors import Doubtful
from aqbgraph.extraction.measures import loose, losses, set_aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document
    from aqbgraph.extraction.measures.listed import Listing


def left_out(document: Document, found: Listing) -> Iterator[Doubtful]:
    """What is said of measures that have no type, of which nothing tells where they end, or which are set aside."""
    for number, line in found.untyped:
        entry = Proposal(Verb.ADD, (("massnahme", line.text), ("art", UNKNOWN)))
        what = f"Unter „{found.budgets[number].line.text}“ steht keine Maßnahmenart."
        how = f"Das Projekt bleibt weg, bis in „{sheet_name(document.source.name)}“ steht: {entry}."
        yield Doubtful(what, losses.place(document, line), entry.lines(), how)
    for heading, lines in found.loose:
        yield loose.told(document, lines, heading.concept.key)
    for one in found.aside:
        yield set_aside.told(document, one)
