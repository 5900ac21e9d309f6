"""Words of a page that a line runs through: drawn by whoever printed the file, they are no part of its text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Box, Sheet, Word

# In sizes of letters: how high above the line that words stand on a line strikes them through, not under.
_LOWEST, _HIGHEST = 0.14, 0.46
# The share of a word that the line runs through at least; thinner than this, in points, it is a line.
_SHARE, _THIN = 0.7, 2.5
# A page with more lines is a drawing; more words than this stand at no height.
_MOST_RULES, _MOST_WORDS = 4_000, 500


def struck(sheet: Sheet) -> str:
    """The first words of a page that are struck through; "" where none are."""
    words = sorted((word for word in sheet.words if not word.turned), key=lambda word: word.base)
    bases = [word.base for word in words]
    largest = max((word.size for word in words), default=0.0)
    for rule in [rule for rule in sheet.rules if rule.bottom - rule.top < _THIN][:_MOST_RULES]:
        middle = (rule.top + rule.bottom) / 2
        first = bisect_left(bases, middle)
        last = bisect_left(bases, middle + _HIGHEST * largest)
        if found := _through(rule, words[first : min(last, first + _MOST_WORDS)]):
            return found
    return ""


def _through(rule: Box, words: Sequence[Word]) -> str:
    height = (rule.top + rule.bottom) / 2
    hit = [
        word
        for word in words
        if _LOWEST * word.size < word.base - height < _HIGHEST * word.size
        and min(rule.right, word.right) - max(rule.left, word.left) > _SHARE * (word.right - word.left)
        and any(map(str.isalnum, word.text))
    ]
    return " ".join(word.text for word in sorted(hit, key=lambda word: word.left))
