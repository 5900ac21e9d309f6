"""Running headers and footers: lines of the page and not of the text, which must not cut a sentence or an item.

A line is furniture when it, or the same words with another page number, comes at least twice, each time alone between
blank lines or page ends, and is seen to be of the page: it stands at the borders of several pages, counts pages
("Seite 2 von 5"), or cuts a sentence in two. Never furniture is what could be content: bullets, §, amounts, years, and
whatever stands above the first or below the last running text, where titles and signatures repeat names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line
    from aqbgraph.reading.reading import Reading

# Looked up once, and not for every line.
_TEXT, _HEADING = Kind.TEXT, Kind.HEADING
_LONGEST = 100
_CONTENT = re.compile(r"§|€|\bE(?:uro|UR)\b|\b(?:19|20)\d\d\b|\d[.,]\d|\d{4}")
_DIGITS = re.compile("[0-9]+")
_PAGE = re.compile(r"(?:\bSeite|\bS\.|\bBlatt)\s*\d{1,3}\b|\b\d{1,3}\s*(?:/|von)\s*\d{1,3}\s*$")
# Running text ends a sentence of so many words; no name or title does.
_SENTENCE_END = (".", ":", ";")
_FEWEST_WORDS = 4
# A sentence that a page cuts in two has begun long before.
_LONG = 40
_OPEN = re.compile(r"(?:[a-zäöüß]|[a-zäöüß],|[^\W\d_]-)$")
# A page has its header or footer within so many lines of its border.
_BORDER = 2


def without_furniture(reading: Reading) -> tuple[Line, ...]:
    """The lines of a reading, those marked that are furniture. Guarantee: no line goes, no words change.

    What goes on below furniture has no gap to what stands above it.
    """
    lines = reading.lines
    firsts = _firsts(lines, reading.pages or _pages(reading))
    marked: set[int] = set()
    for group in _repeated(lines, firsts):
        marked.update(_of_page(lines, group, firsts))
    return tuple(_closed_up(lines, marked)) if marked else lines


def _pages(reading: Reading) -> tuple[int, ...]:
    """Where pages begin, by the places of the words on paper."""
    return tuple(below.start for above, below in pairwise(reading.words) if below.page > above.page)


def _firsts(lines: Sequence[Line], pages: Sequence[int]) -> frozenset[int]:
    """The first line of each page but the first."""
    if not pages:
        return frozenset()
    starts = [line.passage.position(0) for line in lines]
    return frozenset(bisect_left(starts, page) for page in pages)


def _repeated(lines: Sequence[Line], firsts: frozenset[int]) -> list[list[int]]:
    """Lines that stand alone and have the same words, between the first and the last running text."""
    alone = [
        (index, _unnumbered(line.passage.text))
        for index, (line, below) in enumerate(pairwise(lines))
        if (line.gap or index in firsts)
        and (below.gap or index + 1 in firsts)
        and (line.kind is _TEXT or line.kind is _HEADING)
        and len(line.passage.text) <= _LONGEST
    ]
    # Most documents have none.
    if len({words for _, words in alone}) == len(alone):
        return []
    groups: dict[str, list[int]] = defaultdict(list)
    for index, words in alone:
        groups[words].append(index)
    found = [group for group in groups.values() if len(group) > 1]
    if not found:
        return []
    first = next((index for index, line in enumerate(lines) if _is_running(line.text)), len(lines))
    last = next((index for index in range(len(lines) - 1, 0, -1) if _is_running(lines[index].text)), 0)
    inside = ([index for index in group if first < index < last] for group in found)
    return [group for group in inside if group and not any(_CONTENT.search(lines[index].text) for index in group)]


@remembered
def _unnumbered(text: str) -> str:
    """The words by which lines are alike whatever page they count."""
    return _DIGITS.sub("", text)


def _is_running(text: str) -> bool:
    return text.endswith(_SENTENCE_END) and text.count(" ") >= _FEWEST_WORDS - 1


def _of_page(lines: Sequence[Line], group: Sequence[int], firsts: frozenset[int]) -> Sequence[int]:
    """Those of a group that are furniture: all, where one tells by itself; else those that repeat at pages' borders."""
    if any(_PAGE.search(lines[index].text) or _cuts(lines[index - 1], lines[index + 1]) for index in group):
        return group
    near = [index for index in group if any(index + offset in firsts for offset in range(1 - _BORDER, _BORDER + 1))]
    return near if len(near) > 1 else ()


def _cuts(above: Line, below: Line) -> bool:
    """Whether a sentence goes on from one line to the other."""
    return above.kind is Kind.TEXT and len(above.text) >= _LONG and _goes_on(above, below)


def _goes_on(above: Line, below: Line) -> bool:
    return below.kind is Kind.TEXT and _OPEN.search(above.text) is not None and below.text[0].islower()


def _closed_up(lines: Sequence[Line], marked: set[int]) -> Iterator[Line]:
    last: Line | None = None
    cut = False
    for index, line in enumerate(lines):
        if index in marked:
            cut = True
            yield line._replace(kind=Kind.FURNITURE, level=0, marker="")
            continue
        yield line._replace(gap=0) if cut and last is not None and _goes_on(last, line) else line
        last, cut = line, False
