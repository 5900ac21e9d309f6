"""Letter-spaced words of a page, whose letters each look like a word: "Z i e l e" is "Ziele".

Between words such a line has more room than between letters; where it has not, it stays as it is.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.paper.sheets import Word

# Fewer single letters in a row may be words: "a b c", "§ 4 a".
_FEWEST = 5
# A line has few longer words: a hyphen sticks to its letter.
_LONGEST = 2
# How much wider than between letters the room between words is.
_WIDER = 1.5
# In sizes of letters: farther apart than this nothing is of one word.
_FARTHEST = 1.0


def closed(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a page, letter-spaced ones as one word each."""
    return tuple(word for line in _lines(words) for word in _closed(line))


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow one another on a line."""
    line: list[Word] = []
    for word in words:
        if line and (abs(word.base - line[-1].base) > word.size / 4 or word.left < line[-1].left):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _closed(line: Sequence[Word]) -> Iterator[Word]:
    gaps = [right.left - left.right for left, right in pairwise(line)]
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in line)
    if letters < _FEWEST or any(len(word.text) > _LONGEST for word in line) or letters < len(line) / 2:
        yield from line
        return
    usual = median(gaps)
    whole = line[0]
    for word, gap in zip(line[1:], gaps, strict=True):
        if gap > max(_WIDER * usual, 0) or gap > _FARTHEST * word.size:
            yield whole
            whole = word
        else:
            whole = whole._replace(
                text=whole.text + word.text,
                right=word.right,
                top=min(whole.top, word.top),
                bottom=max(whole.bottom, word.bottom),
            )
    yield whole
