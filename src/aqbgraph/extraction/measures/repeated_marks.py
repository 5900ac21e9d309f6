"""The letter or number of the next item within a name: two lines of a list became one.

"a) Lernwerk b) Deine Chance" names two; so does "1. Startklar 1. Brücke" where the list has "1." before every item.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.extraction.measures.listed import ListedMeasure

_COUNT = r"[A-Za-z]|[IVXivx]{1,4}"
_MARK = re.compile(rf"\(?(?P<count>{_COUNT})(?:[.)] (?=\S)|[.)]?$)")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERS = ("1.", "1)", "(1)")
_BULLETS = frozenset("-*+•–—|")
_WITHIN = re.compile(rf" (?:\((?P<round>{_COUNT}|1)\)|(?P<plain>{_COUNT}|1)[.)]) (?=\S)")


def found(measures: Sequence[ListedMeasure]) -> Iterator[tuple[int, str]]:
    """The number and the name of each such measure."""
    if not [one for one in measures if one.lines[0].marker not in _BULLETS or one.passage is not one.lines[0].passage]:
        return
    marks = [_mark(one) for one in measures]
    if not any(marks):
        return
    pairs = Counter((id(one.heading), mark) for one, mark in zip(measures, marks, strict=True))
    repeated = {mark for (_, mark), times in pairs.items() if mark and times > 1}
    for number, (one, mark) in enumerate(zip(measures, marks, strict=True)):
        following = {*_next(mark), *({mark} & repeated)} if mark else set()
        within = (match["round"] or match["plain"] for match in _WITHIN.finditer(one.passage.text))
        if not following.isdisjoint(within):
            yield number, one.passage.text


def _mark(one: ListedMeasure) -> str:
    """The letter or number before the name of a measure, whether the reader took it for a bullet or not."""
    first = one.lines[0]
    if first.marker in _NUMBERS:
        return "1"
    match = _MARK.match(first.marker) or (_MARK.match(first.text) if one.passage.text != first.text else None)
    return match["count"] if match else ""


def _next(mark: str) -> Iterator[str]:
    roman = mark.upper()
    if roman in _ROMAN[:-1]:
        after = _ROMAN[_ROMAN.index(roman) + 1]
        yield after if mark.isupper() else after.lower()
    if len(mark) == 1 and mark.isalpha() and roman != "Z":
        yield chr(ord(mark) + 1)
