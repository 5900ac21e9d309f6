"""How alike two names are, and whether that is enough to take them for one project.

The thresholds are measured: tests/extraction/name-pairs.csv holds pairs of names with the right answer, traps among
them, and the tests hold the precision to it. A wrong join is worse than a missing one, so what a slip of the pen and
another word have in common is left to a human.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from aqbgraph.extraction.series.names import Form

# In per cent of equal letters (optimal string alignment, normalised). From JOIN on, one slip in a long word joins.
JOIN = 92.0
# From here on a human is asked; below, nothing is said.
DOUBT = 80.0
SAME = 100.0
# A slip in a short word makes another word: Start and Stark, intern and extern.
_LONG = 8
# As are names of places, which often differ in one letter: Niedernhausen and Niederhausen.
_PLACE = re.compile(
    r"(?:hausen|heim|berg|burg|bach|dorf|stadt|stedt|feld|rode?|hofen|kirchen|furt|ingen|hain|born|au)$"
)
# Letters that OCR takes for one another; any other exchange makes another word: Bildung and Bindung.
_CONFUSED = frozenset(map(frozenset, ("ce", "co", "eo", "il", "ij", "lt", "ft", "bh", "nu", "vy", "gq", "uv", "mn")))
# The shortest name that is looked for within another.
_SHORTEST_PART = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two names compared: per cent of equal letters, why, and whether no human needs to look."""

    score: float
    reason: str
    sure: bool


def likeness(one: Form, other: Form) -> Likeness | None:
    """What two names have in common; None when they are different, or told apart by a number."""
    if not one.letters or not other.letters:
        return None
    if one.letters == other.letters:
        reason = "gleich bis auf Zeichen, Leerzeichen und Schreibweise der Umlaute"
        return Likeness(SAME, reason, one.numbers == other.numbers)
    if one.numbers != other.numbers:
        return None
    score = round(100 * OSA.normalized_similarity(one.letters, other.letters), 1)
    if score >= DOUBT:
        sure = score >= JOIN and _one_slip(one, other)
        reason = f"{'ein Zeichen anders' if sure else 'ähnlich geschrieben'} ({score:.0f} %)"
        return Likeness(score, reason, sure)
    is_part = _is_part(one, other) or _is_part(other, one)
    return Likeness(score, "der eine Name steht im anderen", sure=False) if is_part else None


def _one_slip(one: Form, other: Form) -> bool:
    """Whether a single letter of one long word differs, so that it can hardly be another word."""
    if OSA.distance(one.letters, other.letters, score_cutoff=1) != 1:
        return False
    mine, yours = _apart(one.words, other.words)
    if min(len(mine), len(yours)) < _LONG or mine[:2] != yours[:2] or _PLACE.search(mine) or _PLACE.search(yours):
        return False
    return len(mine) != len(yours) or _swapped(mine, yours) or _confused(mine, yours)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """The words between those that both begin and both end with."""
    shortest = min(len(one), len(other))
    first = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    rest = shortest - first
    last = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return "".join(one[first : len(one) - last]), "".join(other[first : len(other) - last])


def _swapped(one: str, other: str) -> bool:
    return sorted(one) == sorted(other)


def _confused(one: str, other: str) -> bool:
    return all(frozenset(pair) in _CONFUSED for pair in zip(one, other, strict=True) if pair[0] != pair[1])


def _is_part(short: Form, long: Form) -> bool:
    """Whether all words of one name stand in a row in the other; a made-up word may be short."""
    if len(short.words) >= len(long.words) or not (len(short.letters) >= _SHORTEST_PART or short.coined):
        return False
    starts = range(len(long.words) - len(short.words) + 1)
    return any(long.words[start : start + len(short.words)] == short.words for start in starts)
