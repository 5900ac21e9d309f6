"""A line to which the heading of the next part was joined: "… in Kraft. § 4 Haushaltsmittel und Eckdaten"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.outlining.looks import without_clause

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.outlining.titles import Titles

_SIGN = re.compile(r"(?<=\S) (?=§ ?\d{1,2}(?!\w))")
# What leads to a reference, and what ends a sentence or names a sum.
_REFERS = re.compile(r"(?:\b(?:in|im|nach|gemäß|zu|aus|von|laut|de[rsnm]|die|und|oder|siehe|vgl\.|Abs\.)|,)$")
_ENDS = re.compile(r"(?:[.!?:]|Euro|EUR|€)$")


def parted(line: Line, titles: Titles) -> tuple[Line, ...]:
    """The line, and such a heading as a line of its own; a § without words is one behind a whole sentence alone."""
    for match in _SIGN.finditer(line.text):
        above, words = line.text[: match.start()], without_clause(line.text[match.end() :])
        if not _REFERS.search(above) and (titles.of(words) if words else _ENDS.search(above)):
            heading = line.passage.cut(match.end(), len(line.text))
            return (
                line._replace(passage=line.passage.cut(0, match.start())),
                line._replace(kind=Kind.TEXT, level=0, marker="", gap=1, passage=heading),
            )
    return (line,)
