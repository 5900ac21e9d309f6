"""Words laid across the lines of a PDF page in large letters, as "KOPIE" is, and words drawn twice at one place.

What lies across is no part of any line; it is put aside like words that are turned. What is drawn twice, so that it
looks bold, or by a page laid over its like, is there once.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Word

# How much larger than most letters of the page they are, and how many words stand below them.
_LARGER, _BELOW = 2.5, 2
# In sizes of letters: how exactly the same words lie on each other.
_SAME = 0.1
# In points: words so far apart are looked at for being the same, of all cells of a page the nine around a word.
_CELL, _BESIDE = 12, (-1, 0, 1)
# So many words of a cell are the same in no document that somebody reads, nor are so many laid across a page.
_MOST = 50


def once(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without those that stand there already."""
    seen: defaultdict[tuple[str, int, int], list[Word]] = defaultdict(list)
    kept = []
    for word in words:
        column, row = int(word.left // _CELL), int(word.base // _CELL)
        around = [(word.text, column + right, row + down) for right in _BESIDE for down in _BESIDE]
        if any(_lies_on(word, other) for key in around if key in seen for other in seen[key][-_MOST:]):
            continue
        seen[word.text, column, row].append(word)
        kept.append(word)
    return tuple(kept)


def put_aside(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a page; those across others as turned."""
    if not words:
        return ()
    least = _LARGER * median(word.size for word in words)
    large = [word for word in words if word.size > least]
    # A page of many large words has no word across it; to look below each would take the square of them.
    across = {id(word) for word in large if len(large) <= _MOST and _is_across(word, words)}
    return tuple(word._replace(turned=True) if id(word) in across else word for word in words)


def _lies_on(word: Word, other: Word) -> bool:
    near = _SAME * word.size
    return (
        abs(word.left - other.left) < near
        and abs(word.right - other.right) < near
        and abs(word.base - other.base) < near
    )


def _is_across(word: Word, words: Sequence[Word]) -> bool:
    below = (
        other
        for other in words
        if other.size < word.size
        and word.left < (other.left + other.right) / 2 < word.right
        and word.top < (other.top + other.bottom) / 2 < word.bottom
    )
    return sum(1 for _ in below) >= _BELOW
