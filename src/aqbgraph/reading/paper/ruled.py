"""The lines of a cell between ruled lines: whether one goes on with the next, or ends what it says.

A line that leaves room for the next word ends early: what follows is another measure, as a rule. How far lines reach,
the borders of the cell tell; without borders only a line that goes on in a small letter is sure to.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word

# In sizes of letters: so much room is left by no line that is full.
ROOM = 1
HALF = re.compile(r"(?:[-–,;/&(]|\b(?:und|oder|sowie|für|mit|in|im|am|an|der|die|das|des|dem|den|von|vom|zur|zum|zu))$")


class End(Enum):
    """What the end of a line says of the next."""

    EARLY = "early"
    FULL = "full"
    OPEN = "open"


def reach(sheet: Sheet, lines: Sequence[Sequence[Word]]) -> float | None:
    """How far the lines of a cell can reach: as far from its right border as they begin from its left one."""
    if not lines:
        return None
    start, top, bottom = min(line[0].left for line in lines), lines[0][0].base, lines[-1][0].base
    beside = [
        rule.left
        for rule in sheet.rules
        if rule.bottom - rule.top > rule.right - rule.left and rule.top < top and rule.bottom > bottom
    ]
    left = max((x for x in beside if x < start), default=None)
    right = min((x for x in beside if x > start), default=None)
    return None if left is None or right is None else right - (start - left)


def ends(lines: Sequence[Sequence[Word]], limit: float | None) -> Iterator[End]:
    """The ends of all lines but the last; `limit` is how far they reach, if that is known."""
    for line, below in pairwise(lines):
        first, last = below[0], line[-1]
        if first.text[:1].islower() or HALF.search(last.text):
            yield End.FULL
        elif limit is None:
            yield End.OPEN
        else:
            room = limit - last.right - (first.right - first.left)
            # A line that is full may go on, and may be all of a name, as those of the next page are that has no head.
            yield End.EARLY if room > ROOM * first.size else End.OPEN
