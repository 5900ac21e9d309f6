"""Columns of prose, as in a newspaper: the left one of a page is read to its end before the right one begins.

Lines of the two need not stand at one height, so they are told before words are put in rows: nothing crosses the gap
between them over many lines, the right ones begin below each other, and on both sides sentences go on from line to
line, which they do in no table and in no two signatures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.reading.paper import headed_tables
from aqbgraph.reading.paper.rows import in_rows
from aqbgraph.reading.paper.two_places import begins_with_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word

    Row = Sequence[Word]

# In sizes of letters: no gap between columns is narrower, and lines of a column begin below each other as exactly.
_GUTTER, _ALIGNED = 0.7, 0.25
# Columns have at least so many lines, and so many of them go on with a sentence.
_LINES, _GOING_ON = 8, 3
# Where the right column begins, as a share of the width of the text: a margin holds notes.
_MIDDLE = (0.3, 0.7)
# A page has fewer words; so many places are tried at most.
_MOST_WORDS, _MOST_PLACES = 4_000, 6


class Columns(NamedTuple):
    """The words above columns, those of the left and of the right one, those below; and where the right one begins."""

    above: list[Word]
    left: list[Word]
    right: list[Word]
    below: list[Word]
    place: float


def columns(
    sheet: Sheet, words: Sequence[Word], heads: Iterable[Row] = (), known: Iterable[float] = ()
) -> Columns | None:
    """The columns of prose that the upright words of a page stand in; `heads` are those of tables, which are none.

    Where the right column of other pages begins is `known`: the last page may have no prose there any more.
    """
    if not 0 < len(words) < _MOST_WORDS:
        return None
    tried = [(x, _are_columns) for x in _places(words)] + [(x, _go_on) for x in known]
    found = [parted for x, fit in tried if (parted := _at(sheet, words, x, heads, fit)) is not None]
    return max(found, key=lambda one: len(one.left) + len(one.right), default=None)


def places(sheets: Iterable[Sheet]) -> list[float]:
    """Where the right columns of prose begin on pages."""
    return sorted({round(one.place, 1) for sheet in sheets if (one := _of_page(sheet)) is not None})


def _of_page(sheet: Sheet) -> Columns | None:
    words = [word for word in sheet.words if not word.turned]
    if columns(sheet, words) is None:
        return None
    heads = headed_tables.heads(sheet, list(in_rows(words)))
    return columns(sheet, words, [[word for words in head for word in words] for head, _ in heads])


def _places(words: Sequence[Word]) -> list[float]:
    """Where the most lines begin behind a gap, near the middle of the page."""
    left, right = min(word.left for word in words), max(word.right for word in words)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    starts = [
        after.left
        for row in in_rows(words)
        for before, after in pairwise([None, *row])
        if after is not None and low < after.left < high and (before is None or _are_parted(before, after))
    ]
    counted = Counter(round(start) for start in starts)
    usual = [place for place, count in counted.most_common(_MOST_PLACES) if count >= _GOING_ON]
    # From the first of those that begin within a point of each other.
    return [min(start for start in starts if round(start) == place) for place in usual]


def _are_parted(before: Word, after: Word) -> bool:
    return after.left - before.right > _GUTTER * after.size


def _at(
    sheet: Sheet,
    words: Sequence[Word],
    x: float,
    heads: Iterable[Row],
    fit: Callable[[Sequence[Word], Sequence[Word], float], bool],
) -> Columns | None:
    """The columns, if the right one begins at a place; they end where somebody signs below them."""
    crossing = [
        *(word.base for word in words if word.left < x - 1 and word.right > x - _GUTTER * word.size),
        *(rule.top for rule in sheet.rules if rule.left < x - 1 < x + 1 < rule.right),
        *(head[0].base for head in heads if head[0].left < x <= head[-1].right),
    ]
    found = _between(crossing, words, x, fit)
    if found is not None and (signed := _signed_below(words, x)):
        return _between([*crossing, *signed], words, x, fit)
    return found


def _between(
    crossing: Iterable[float],
    words: Sequence[Word],
    x: float,
    fit: Callable[[Sequence[Word], Sequence[Word], float], bool],
) -> Columns | None:
    """The columns between those lines that cross the gap which have the most words."""
    limits = [float("-inf"), *sorted(crossing), float("inf")]
    ordered = sorted(words, key=_base)
    best: Columns | None = None
    for top, bottom in pairwise(limits):
        between = ordered[bisect_right(ordered, top, key=_base) : bisect_left(ordered, bottom, key=_base)]
        inside = [word for word in between if top + word.size / 2 < word.base < bottom - word.size / 2]
        left, right = ([word for word in inside if (word.left >= x - 1) is side] for side in (False, True))
        if (best is None or len(inside) > len(best.left) + len(best.right)) and fit(left, right, x):
            first, last = min(word.base for word in inside), max(word.base for word in inside)
            above = [word for word in words if word.base < first]
            below = [word for word in words if word.base > last]
            whole = len(above) + len(inside) + len(below) == len(words)
            best = Columns(above, left, right, below, x) if whole else None
    return best


def _base(word: Word) -> float:
    return word.base


def _signed_below(words: Sequence[Word], x: float) -> list[float]:
    """The line on the left below which is signed, beside or above the other signature: columns have ended there."""
    rows = [list(in_rows([word for word in words if (word.left >= x - 1) is side])) for side in (False, True)]
    left, right = rows
    for row in left:
        if begins_with_place(row):
            beside = [other for other in right if other[0].base > row[0].base - row[0].size / 2]
            return [row[0].base] if not beside or begins_with_place(beside[0]) else []
    return []


def _are_columns(left: Sequence[Word], right: Sequence[Word], x: float) -> bool:
    return _is_prose(left) and _is_prose(right) and _is_aligned(right, x)


def _go_on(left: Sequence[Word], right: Sequence[Word], x: float) -> bool:
    """Whether there are lines of both columns, all of the right one as it began, or set in."""
    return bool(left and right) and _is_aligned(right, x)


def _is_prose(words: Sequence[Word]) -> bool:
    """Whether words are many lines of which several begin in the middle of a sentence."""
    rows = list(in_rows(words))
    return len(rows) >= _LINES and sum(row[0].text[:1].islower() for row in rows) >= _GOING_ON


def _is_aligned(words: Sequence[Word], x: float) -> bool:
    """Whether many lines of the right column begin where it does."""
    rows = list(in_rows(words))
    return 3 * sum(row[0].left - x < _ALIGNED * row[0].size + 1 for row in rows) >= len(rows)
