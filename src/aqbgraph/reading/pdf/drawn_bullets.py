"""Bullets that are drawn as small shapes and not written: browsers print the discs and squares of a list that way.

A shape stands for a bullet where it is alone at the beginning of a line, as high as small letters and no larger. An
empty square is none: it may be a box that nobody ticked. Before a line that is all bold it is an ornament: the line is
a heading.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Box, Word

BULLET = "•"
# In sizes of letters: the largest bullet, how high above the line its middle stands, how far before its word it ends.
_LARGEST = 0.62
_LOWEST, _HIGHEST = 0.12, 0.65
_NEAREST, _FARTHEST = 0.1, 3.0
# So far to its left there is neither a word nor another shape: it is no stop, and no part of a dotted line.
_ALONE = 2.0
# A page with more small shapes is a drawing; more words than this stand at no height.
_MOST_DOTS, _MOST_WORDS = 500, 500


def bulleted(words: Sequence[Word], dots: Sequence[Box]) -> tuple[Word, ...]:
    """The words of a page, with a bullet for each small shape that begins a line."""
    if not dots or len(dots) > _MOST_DOTS:
        return tuple(words)
    level = sorted((word for word in words if not word.turned), key=lambda word: word.base)
    bases = [word.base for word in level]
    largest = max((word.size for word in level), default=0.0)
    found = []
    for dot in dots:
        height = (dot.top + dot.bottom) / 2
        first = bisect_left(bases, height)
        near = level[first : min(bisect_left(bases, height + largest), first + _MOST_WORDS)]
        if (word := _begun(dot, height, near)) is not None and not _is_beside_another(dot, dots, word):
            found.append(word._replace(text=BULLET, left=dot.left, top=dot.top, right=dot.right, bottom=dot.bottom))
    return (*words, *found)


def _begun(dot: Box, height: float, near: Sequence[Word]) -> Word | None:
    """The word that a shape stands before, if it begins a line."""
    line = [word for word in near if _LOWEST * word.size < word.base - height < _HIGHEST * word.size]
    behind = min((word for word in line if word.left > dot.left), key=lambda word: word.left, default=None)
    if behind is None or max(dot.right - dot.left, dot.bottom - dot.top) > _LARGEST * behind.size:
        return None
    alone = not any(word.left <= dot.left and word.right > dot.left - _ALONE * word.size for word in line)
    fits = _NEAREST * behind.size < behind.left - dot.right < _FARTHEST * behind.size
    heads = all(word.bold for word in line if word.left > dot.left)
    return behind if alone and fits and not heads else None


def _is_beside_another(dot: Box, dots: Sequence[Box], word: Word) -> bool:
    return any(
        other is not dot
        and abs(other.top - dot.top) < word.size / 2
        and abs(other.left - dot.left) < _ALONE * word.size
        for other in dots
    )
