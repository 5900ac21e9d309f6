"""Lines that mean the same wherever they stand, which are nine of ten: they need no parser.

Plain words, such words behind a bullet or as a heading, all of it bold or none. What a block would make of such a line
depends on its neighbours only where these are of another sort.
"""

from __future__ import annotations

import re

from aqbgraph.document import EMPTY, Kind, Line, identity
from aqbgraph.remembering import remembered
from aqbgraph.wordbreaks import repaired

# What has no meaning for Markdown, wherever in a line, and which no step of normalisation changes.
_PLAIN = r"[!\"$%'()+,\-./0-9:;=>?@A-Z^a-z{}~äöüÄÖÜß§€„“”–’…]++"
_LINE = re.compile(
    r"(?:(?P<hashes>#{1,6}) |(?P<marker>[-+*]) )?+(?P<bold>\*\*)?+"
    # What could begin an item inside, by a number, a letter, a dash.
    r"(?P<words>(?=[A-Za-z0-9ÄÖÜäöüß§„(\"])(?![0-9]{1,9}[.)](?:[ \t*]|$)|[a-z]\))"
    rf"{_PLAIN}(?: {_PLAIN})*+)(?(bold)\*\*) *+"
)
# Stands for a line that only its neighbours explain.
UNCLEAR = Line(0, Kind.RULE, EMPTY)


@remembered
def simple(text: str) -> Line | None:
    """A line by itself, its positions counted from its start; None for a blank one, else UNCLEAR."""
    match = _LINE.fullmatch(text)
    if match is None:
        return UNCLEAR if text.strip() else None
    hashes, marker, bold = match["hashes"], match["marker"] or "", bool(match["bold"])
    words = repaired(identity(match["words"], match.start("words")))
    if hashes:
        return Line(0, Kind.HEADING, words, len(hashes), strong=bold)
    return Line(0, Kind.ITEM if marker else Kind.TEXT, words, 1 if marker else 0, marker, bold)
