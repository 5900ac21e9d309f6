"""Letter-spaced words of a page, whose letters each look like a word: "Z i e l e" is "Ziele".

Between words such a line has more room than between letters; where it has not, it stays as it is.
"""

from __future__ import annotations

import re
from functools import reduce
from itertools import groupby, pairwise
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
# Of figures alone it is not certain that they are one number: "1 2 3 4 5"; of thousands parted by points it is.
_UNIT = "Euro"
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d\d)?(?: (?:Euro|EUR|€))?")


def closed(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a page, letter-spaced ones as one word each."""
    return tuple(word for line in _lines(words) for word in _with_unit(list(_closed(line))))


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
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in line)
    if letters >= _FEWEST and all(len(word.text) <= _LONGEST for word in line) and letters >= len(line) / 2:
        yield from _by_gaps(line)
        return
    runs = [list(group) for _, group in groupby(line, key=lambda word: len(word.text) == 1)]
    for number, run in enumerate(runs):
        # Beside a figure the number may be longer.
        beside = [*(one[-1].text for one in runs[:number][-1:]), *(one[0].text for one in runs[number + 1 :][:1])]
        alone = len(run[0].text) == 1 and len(run) >= _FEWEST and not re.search(r"\d", "".join(beside))
        yield from _amount(run) if alone else run


def _amount(run: Sequence[Word]) -> Sequence[Word]:
    """Single signs, closed where they are an amount then, perhaps with its unit; else as they are."""
    whole = list(_by_gaps(run))
    return whole if _AMOUNT.fullmatch(" ".join(word.text for word in whole)) else run


def _by_gaps(line: Sequence[Word]) -> Iterator[Word]:
    """Signs as words, parted where there is more room between them than is usual."""
    gaps = [right.left - left.right for left, right in pairwise(line)]
    usual = median(gaps)
    whole = line[0]
    for word, gap in zip(line[1:], gaps, strict=True):
        if gap > max(_WIDER * usual, 0) or gap > _FARTHEST * word.size:
            yield whole
            whole = word
        else:
            whole = _one(whole, word)
    yield whole


def _one(whole: Word, word: Word) -> Word:
    top, bottom = min(whole.top, word.top), max(whole.bottom, word.bottom)
    return whole._replace(text=whole.text + word.text, right=word.right, top=top, bottom=bottom)


def _with_unit(line: Sequence[Word]) -> Iterator[Word]:
    """The words of a line, a unit behind a figure as one, however its letters fell apart: "491.550 Eu ro"."""
    number = 0
    while number < len(line):
        count = (
            _parts_of_unit(line[number : number + len(_UNIT)]) if number and line[number - 1].text[-1:].isdigit() else 1
        )
        yield reduce(_one, line[number : number + count])
        number += count


def _parts_of_unit(words: Sequence[Word]) -> int:
    """How many of the words that follow make the unit; 1 where they do not."""
    for count in range(2, len(_UNIT) + 1):
        if "".join(word.text for word in words[:count]) == _UNIT:
            return min(count, len(words))
    return 1
