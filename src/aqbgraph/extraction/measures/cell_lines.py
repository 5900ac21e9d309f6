"""Where the lines of a cell are measures of their own: a line that left room for the next word was ended on purpose.

How wide the column is, its longest line tells. A line that goes on in a small letter, or is half a phrase, ends
nothing; one that ends with a year has its name behind it. What is left can be either, and is asked about.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.details import is_labelled
from aqbgraph.extraction.signatures.places import is_town

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.document import Line, Passage

# As long as "<br>", for which there is a blank in the words.
_SHORTEST_BREAK = 4
# In letters: lines do not end exactly where they could.
_ROOM = 4
# No column is narrower than so many letters.
_NARROWEST = 26
# A name: no year or sum alone, nothing in brackets.
_BEGINS = re.compile(r"(?=.*[^\W\d_]{2})[A-ZÄÖÜ0-9„“\"»]")
_QUOTED = ("„", "“", '"', "»")
_HALF = re.compile(
    r"(?:[-–—,;:/&(+]|\b(?:und|oder|sowie|für|mit|ohne|in|im|am|an|auf|aus|bei|der|die|das|des|dem|den|von|vom|zur|zum|zu"
    r"|durch|nach))$"
)
_YEAR = re.compile(r"\b20\d\d$")
# What tells one project from others of its name is no name alone: "Jobcafé", below it "Nord", or the town.
_WHICH = re.compile(
    r"(?:Nord|Süd|Ost|West|Mitte)(?:kreis|stadt|stadtteile?)?|[IVX]{1,4}|Plus|PLUS|Kreis\w*|Stadt(?: .+)?"
)


def breaks(cell: Passage) -> list[int]:
    """Where the lines of a cell end."""
    return [at for at, first, last in cell.runs if last - first >= _SHORTEST_BREAK and cell.text[at] == " "]


def lines(cell: Passage) -> list[Passage]:
    """The lines of a cell."""
    return _parts(cell, breaks(cell))


def _parts(cell: Passage, ends: Sequence[int]) -> list[Passage]:
    starts = [0, *(end + 1 for end in ends)]
    return [cell.cut(start, end) for start, end in zip(starts, [*ends, len(cell.text)], strict=True)]


def width(rows: Iterable[Line]) -> int:
    """How long the longest line of a cell of these rows is that has several."""
    found = (len(one.text) for row in rows for cell in row.cells if breaks(cell) for one in lines(cell))
    return max(_NARROWEST, *found, 0)


def measures(cell: Passage, wide: int) -> list[Passage]:
    """The parts of a cell that are names of their own, of a column whose lines are at most so `wide`."""
    pairs = pairwise(one.text.strip() for one in lines(cell))
    return _parts(
        cell, [at for at, (above, below) in zip(breaks(cell), pairs, strict=True) if _ends(above, below, wide)]
    )


def _ends(above: str, below: str, wide: int) -> bool:
    if not _BEGINS.match(below) or _HALF.search(above) or above.count("(") > above.count(")") or above.count('"') % 2:
        return False
    if is_labelled(below) or (below.startswith(_QUOTED) and not above.startswith(_QUOTED)):
        # "Träger: …", and what a project of this kind is called: "Projekt", below it "„Rückenwind“".
        return False
    if _WHICH.fullmatch(below) or is_town(below):
        return False
    if _YEAR.search(above):
        return True
    return len(above) + len(below.split(" ", 1)[0]) + _ROOM <= wide
