"""What is annexed below the signatures: "Anlage: Datenschutzhinweise"."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from aqbgraph.document import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document

_ANNEX = re.compile(r"(?:Anlagen?|Anhang|Anhänge)\b(?!.*(?:[Pp]rojekt|[Mm]aßnahme|[Bb]udget|[Mm]ittel))")
_LISTS = (Kind.ITEM, Kind.RULE)


def annexes_of(document: Document) -> Iterator[int]:
    """The lines of the headings of annexes, where nothing but text stands in them and below: no list and no table."""
    below = takewhile(lambda line: not line.cells and line.kind not in _LISTS, reversed(document.lines))
    yield from (line.number for line in below if line.kind is Kind.HEADING and _ANNEX.match(line.text))
