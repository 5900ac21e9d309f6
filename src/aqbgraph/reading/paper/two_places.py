"""Two places with their days on one line, "Wiesbaden, den 2. 8. 2025  Erbach, den 11. 08. 2025": columns begin there.

Signatures in a table without lines may stand so near each other that the gap between them is no wide one; but no
sentence names two places with their days.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.gutters import Segment
    from aqbgraph.reading.paper.sheets import Word

_BEFORE_A_DAY = frozenset({"den", "am"})
# How much wider than all other gaps of the line that before the second place is.
_WIDER = 1.5
# Behind the first place, at least the comma, "den", and something of a day or room for it.
_FEWEST, _MOST_WORDS = 4, 16

# A place of three words, the comma behind it, and "den".
_LONGEST_PLACE = 4


def parted(segment: Segment) -> tuple[Segment, ...]:
    """The words of a line before and from its second place on; all of them where there are no two."""
    days = [number for number, (place, word) in enumerate(pairwise(segment)) if _is_before_a_day(place, word)]
    if len(days) != 2 or not _FEWEST <= len(segment) <= _MOST_WORDS:
        return (segment,)
    first, second = days
    gaps = [right.left - left.right for left, right in pairwise(segment)]
    widest = max(range(first + 1, second), key=lambda number: gaps[number], default=None)
    if widest is None or gaps[widest] < _WIDER * max(_others(gaps, widest), default=0.0):
        return (segment,)
    return segment[: widest + 1], segment[widest + 1 :]


def begins_with_place(words: Sequence[Word]) -> bool:
    """Whether a line begins with a place and its day, "Bad Hersfeld, den": somebody signs below it."""
    return any(_is_before_a_day(place, word) for place, word in pairwise(words[:_LONGEST_PLACE]))


def _is_before_a_day(place: Word, word: Word) -> bool:
    return place.text.endswith(",") and place.text[0].isupper() and word.text in _BEFORE_A_DAY


def _others(gaps: Sequence[float], number: int) -> Sequence[float]:
    return [*gaps[:number], *gaps[number + 1 :]]
