"""Two items that are one: a line was broken at a dash within its name, which then looks like a bullet.

Only what explains a short name tells: the capitals of "MInA" are the first letters of "Migranten in Arbeit", which is
the next item; those of "BUILD - Begrüßen und Integrieren" need the words of the next one, too; "DREIplus", made up for
a project, stands alone, and the next item says what is done of what ("Wiedererlangung der Erwerbsfähigkeit").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

_SHORT = re.compile(r"[\"„“]?(?P<short>(?=(?:\w*?[A-ZÄÖÜ]){3})[A-ZÄÖÜ]\w+)[\"“”]?(?: [-–—] (?P<rest>.+))?")
_WORD = re.compile(r"[^\W\d_]+")
# Capitals with small letters behind them, and what is done of what.
_MADE_UP = re.compile(r"[A-ZÄÖÜ]{3,}[a-zäöüß]{2,}")
_DEED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:ung|tion) (?:der|des|von) .+")


def leave_out(found: Listing) -> None:
    """Takes such items out of the list, as loose ones: they may be one or two."""
    for one, below in pairwise(tuple(found.measures)):
        name = one.passage.text
        # Most begin with a word of small letters.
        if one.heading is below.heading and not name[1:3].islower() and _is_one(name, below.passage.text):
            found.measures = [other for other in found.measures if other is not one and other is not below]
            found.loose.append((one.heading, [*one.lines, *below.lines]))
    for heading, lines in found.loose:
        last = next((one for one in found.measures if one.lines[-1].number + 1 == lines[0].number), None)
        if last is not None and last.heading is heading and _is_one(last.passage.text, lines[0].text):
            found.measures.remove(last)
            lines[:0] = last.lines


def _is_one(name: str, below: str) -> bool:
    if _MADE_UP.fullmatch(name) and _DEED.fullmatch(below):
        return True
    match = _SHORT.fullmatch(name)
    if match is None:
        return False
    capitals = "".join(filter(str.isupper, match["short"]))
    rest = match["rest"] or ""
    return not _explains(capitals, rest) and _explains(capitals, f"{rest} {below}")


def _explains(capitals: str, words: str) -> bool:
    """Whether the first letters of words have these capitals among them, in order, from the first word on."""
    firsts = "".join(word[0].upper() for word in _WORD.findall(words))
    letters = iter(firsts)
    return firsts[:1] == capitals[0] and all(capital in letters for capital in capitals)
