"""Bullets and numbers that only the list as a whole shows: "(1)", "1.1", what text recognition made of "•".

The sign of a paragraph is the square bullet of Word's symbol font, as text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.measure_types import heading_at, like_a_type
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.measure_types import TypeHeading

_NUMBER = re.compile(
    r"(?P<marker>\((?:\d{1,2}|[a-z])\)|\d{1,2}\.\d{1,2}\.?\)?|(?P<letter>[a-z])(?P=letter)\)|[A-Z]\)|[IVX]{1,4}\))"
    r" +(?=\S)"
)
# A bullet read as a letter stands before a capital, and every line of the list has the same.
_LETTER = re.compile(r"(?P<marker>[oaec°«»¢©®*§]) (?=[A-ZÄÖÜ0-9„“\"])")
_FEWEST = 2
# A number alone, as in the first column of a table, stands before each of the list's lines and counts through them all.
_COUNT = re.compile(r"(?P<marker>\d{1,2}) (?=\S)")
_BULLET = "•"
_PLAIN_NUMBER = re.compile(r"\d{1,2}[.)]")
# Looked up once, and not for every line.
_TEXT, _ITEM = Kind.TEXT, Kind.ITEM
_BEHIND_NUMBERS = (".", ")")


@remembered
def _begins(words: str) -> bool:
    """Whether words may have such a bullet or number."""
    return bool(_NUMBER.match(words) or _LETTER.match(words) or _COUNT.match(words))


def numbered(lines: Sequence[Line]) -> list[Line]:
    """The lines of § 5, those with such a bullet or number as items."""
    if not any(line.kind is _TEXT and _begins(line.passage.text) for line in lines):
        return list(lines)
    start = next((index for index in range(len(lines)) if heading_at(lines[index : index + 1])), len(lines))
    below = [line for line in lines[start:] if line.kind is Kind.TEXT]
    letters = Counter(match["marker"] for line in below if (match := _LETTER.match(line.text)))
    every = {line.text[:2] for line in below if not line.strong and not heading_at([line])}
    bullets = {letter for letter, times in letters.items() if times >= _FEWEST or every == {f"{letter} "}}
    counted = _counted(lines[start:])
    return [*lines[:start], *(_item(line, bullets, counted) for line in lines[start:])]


def _counted(lines: Sequence[Line]) -> frozenset[int]:
    """The ids of the lines that bear the numbers 1, 2, 3 and so on, with no other text between them but types."""
    texts = [line for line in lines if line.kind is _TEXT and not heading_at([line])]
    last = max((index for index, line in enumerate(texts) if _COUNT.match(line.text)), default=-1)
    numbers = [match["marker"] if (match := _COUNT.match(line.text)) else "" for line in texts[: last + 1]]
    counts = len(numbers) >= _FEWEST and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return frozenset(id(line) for line in texts[: last + 1]) if counts else frozenset()


def _item(line: Line, bullets: set[str], counted: frozenset[int]) -> Line:
    if line.kind is not Kind.TEXT or heading_at([line]):
        return line
    match = _NUMBER.match(line.text) or (_COUNT if id(line) in counted else _LETTER).match(line.text)
    if match is None or (match.re is _LETTER and match["marker"] not in bullets):
        return line
    words = line.passage.cut(match.end(), len(line.text))
    # What counts through the list says nothing of the types.
    marker = _BULLET if match.re is _COUNT else match["marker"]
    return line._replace(kind=Kind.ITEM, level=1, marker=marker, passage=words)


def count_throughout(lines: Sequence[Line]) -> bool:
    """Whether types and items both bear numbers, and each counts on: the types from 1, the items below each from 1.

    A type that nobody knows would break one of the two.
    """
    if not [line for line in lines if line.kind is _ITEM and line.marker[-1:] in _BEHIND_NUMBERS]:
        return False
    kinds, below = 0, 0
    for line in lines:
        number = int(line.marker.rstrip(".)")) if _PLAIN_NUMBER.fullmatch(line.marker) else 0
        if heading_at([line]):
            kinds, below = kinds + 1, 0
            if number != kinds:
                return False
        elif line.kind is Kind.ITEM:
            below += 1
            if not kinds or number != below or like_a_type(line.text):
                return False
    return kinds > 1


def counts_on(heading: TypeHeading, count: int, item: Line) -> bool:
    """Whether a numbered item counts on from `count` below its heading, which must not be an item of that list itself.

    A bold number is none of a list whose items are not.
    """
    *above, number = map(int, re.findall(r"\d+", item.marker))
    if above:
        return str(above[0]) == heading.concept.key and number in (1, count + 1)
    apart = heading.lines[0].kind is not Kind.ITEM or (heading.lines[0].strong and not item.strong)
    return apart and number in (1, count + 1)
