"""What is annexed below the signatures: "Anlage: Datenschutzhinweise"."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from aqbgraph.document import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document, Line

_ANNEX = re.compile(r"(?:Anlagen?|Anhang|Anhänge)\b")
# What may be of the agreement, or change it.
_TOUCHES = re.compile(
    r"projekt|maßnahme|budget|mittel\b|förder|betrag|euro|€|eur\b|änder|ergänz|nachtrag|aufgehoben|aufhebung|entf[aä]ll"
    r"|zielvereinbarung|ersetzt|berichtig|korrektur|kündig|unterz|unterschr",
    re.IGNORECASE,
)
_LISTS = (Kind.ITEM, Kind.RULE)


def annexes_of(document: Document) -> Iterator[int]:
    """The lines of the headings of annexes, where nothing but text that says nothing of the agreement is below."""
    below = takewhile(_says_nothing, reversed(document.lines))
    yield from (line.number for line in below if line.kind is Kind.HEADING and _ANNEX.match(line.text))


def _says_nothing(line: Line) -> bool:
    return not line.cells and line.kind not in _LISTS and _TOUCHES.search(line.text) is None
