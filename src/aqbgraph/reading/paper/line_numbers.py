"""Numbers in the left margin that count the lines, each of them or every fifth: no words of these lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word

# Every how many lines are counted, and how many numbers tell that they are.
_STEPS, _FEWEST = (1, 2, 5, 10), 5
# In sizes of letters: how far from all else on the page they stand.
_APART = 0.2


def parted(sheets: Sequence[Sheet]) -> tuple[list[Sheet], dict[int, tuple[Word, ...]]]:
    """The pages without the numbers of their lines, and these by page; on all pages they go on or begin anew."""
    found = {sheet.number: _numbers(sheet) for sheet in sheets}
    if sum(map(len, found.values())) < _FEWEST or not _count(found.values()):
        return list(sheets), {}
    gone = {id(word) for numbers in found.values() for word in numbers}
    kept = [sheet._replace(words=tuple(word for word in sheet.words if id(word) not in gone)) for sheet in sheets]
    return kept, {number: numbers for number, numbers in found.items() if numbers}


def _numbers(sheet: Sheet) -> tuple[Word, ...]:
    """The figures that stand left of all else, from the top."""
    figures = [word for word in sheet.words if not word.turned and word.text.isdecimal()]
    edge = min((word.left for word in sheet.words if not (word.turned or word.text.isdecimal())), default=0.0)
    return tuple(
        sorted((word for word in figures if word.right < edge - _APART * word.size), key=lambda word: word.base)
    )


def _count(pages: Iterable[Sequence[Word]]) -> bool:
    """Whether the numbers of pages are every first, second, fifth or tenth, from page to page or on each anew."""
    values = [[int(word.text) for word in page] for page in pages if page]
    steps = {below - above for page in values for above, below in pairwise(page)}
    if len(steps) != 1 or not steps.issubset(_STEPS):
        return False
    (step,) = steps
    starts = zip((page[0] for page in values), (0, *(page[-1] for page in values)), strict=False)
    return all(first in (before + step, step, 1) for first, before in starts)
