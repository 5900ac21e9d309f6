"""A line to which the heading of the next part was joined: "… in Kraft. § 4 Haushaltsmittel und Eckdaten"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.outlining.looks import without_clause
from aqbgraph.extraction.outlining.titles import LONGEST_NUMBERED

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.outlining.titles import Titles

_SIGN = re.compile(r"(?<=\S) (?=§ ?\d{1,2}(?!\w))")
# What leads to a reference, and what ends a sentence or names a sum.
_REFERS = re.compile(r"(?:\b(?:in|im|nach|gemäß|zu|aus|von|laut|de[rsnm]|die|und|oder|siehe|vgl\.|Abs\.)|,)$")
_ENDS = re.compile(r"(?:[.!?:]|Euro|EUR|€)$")
# So far before a sign stands what tells of it.
_NEAR = 20


def parted(line: Line, titles: Titles) -> tuple[Line, ...]:
    """The line, and such a heading as a line of its own; a § without words is one behind a whole sentence alone."""
    text = line.text
    # Longer words behind a sign are no heading.
    for match in _SIGN.finditer(text, max(0, len(text) - 2 * LONGEST_NUMBERED)):
        above, words = text[max(0, match.start() - _NEAR) : match.start()], without_clause(text[match.end() :])
        if not _REFERS.search(above) and (titles.of(words) if words else _ENDS.search(above)):
            heading = line.passage.cut(match.end(), len(text))
            return (
                line._replace(passage=line.passage.cut(0, match.start())),
                line._replace(kind=Kind.TEXT, level=0, marker="", gap=1, passage=heading),
            )
    return (line,)
