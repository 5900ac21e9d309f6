"""Place and day of a signature over two lines, made one: "Erbach, den", below it "11. 08. 2025".

A line end may part them anywhere, within the day as well. Where two such lines stand below each other it is not certain
which goes on with which, and both are left as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.signatures.openings import openings
from aqbgraph.extraction.signatures.places import is_town
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line

# A place, and what may follow it but the end of the day.
_BEGINS = re.compile(
    r"[A-ZÄÖÜ][^\d,]{2,40}(?:,(?: ?(?:den|am))?(?: ?\d{1,2}\.(?: ?\d{1,2}\.| ?[A-ZÄ][a-zä]{2,8}\.?)?)?| den)"
)
# The rest of it, and nothing else.
_ENDS = re.compile(r"(?:(?:den|am) ?)?(?:\d{1,2}\. ?)?(?:\d{1,2}\. ?|[A-ZÄ][a-zä]{2,8}\.? )?\d{4}")
_DIGITS = "0123456789"
_LAST = (",", ".", "den", "am", *"abcdefghijklmnopqrstuvwxyz")
_LONGEST, _WIDEST_GAP = 60, 2
# Words with which towns begin, and that are none of their own.
_FIRST = frozenset({"Bad", "Sankt", "St.", "Hessisch"})


def with_whole_days(lines: Sequence[Line]) -> list[Line]:
    """The lines, each two that are place and day of one signature as one."""
    # Few agreements have a line that is but the end of a day, and it is asked of all of them.
    texts = [line.passage.text for line in lines]
    ends = [index for index, text in enumerate(texts) if text[-1:] in _DIGITS]
    second = {index for index in ends if index and _ENDS.fullmatch(texts[index])}
    second = {index for index in second if _is_one(lines, index - 1)}
    days = [index for index, text in enumerate(texts) if (", den" in text or ", am" in text) and len(text) <= _LONGEST]
    second |= {index for index in days if index and _is_town_in_two(lines[index - 1], lines[index])}
    return [
        line._replace(passage=joined((line.passage, lines[index + 1].passage))) if index + 1 in second else line
        for index, line in enumerate(lines)
        if index not in second
    ]


def _is_one(lines: Sequence[Line], index: int) -> bool:
    line, below = lines[index], lines[index + 1]
    if below.kind is not Kind.TEXT or below.gap > _WIDEST_GAP:
        return False
    if line.kind is not Kind.TEXT or line.cells or below.cells or not _begins(line.text):
        return False
    around = (*lines[max(index - 1, 0) : index], *lines[index + 2 : index + 3])
    if any(_begins(other.text) or _ENDS.fullmatch(other.text) for other in around):
        return False
    words = joined((line.passage, below.passage)).text
    found = openings(words)
    return len(found) == 1 and found[0].sure and found[0].date is not None and found[0].date[1] == len(words)


def _is_town_in_two(line: Line, below: Line) -> bool:
    """Whether a town is parted: "Hofheim am", below it "Taunus, den 11. 8. 2025"."""
    if below.kind is not Kind.TEXT or below.gap > _WIDEST_GAP:
        return False
    if line.kind is not Kind.TEXT or line.cells or below.cells or len(line.text) > _LONGEST:
        return False
    words = joined((line.passage, below.passage)).text
    found = openings(words)
    place = found[0].place if len(found) == 1 and found[0].sure else None
    if place is None or place[0] or place[1] <= len(line.text):
        return False
    return line.text in _FIRST or is_town(words[slice(*place)])


def _begins(words: str) -> bool:
    return len(words) <= _LONGEST and words.endswith(_LAST) and _BEGINS.fullmatch(words) is not None
