"""Scans that another program recognised, whose words lie invisibly over the picture, compared with a reading of ours.

Such words have no confidence. What we read otherwise, figures or names, is as sure as we are of it: those who check
what is read then ask about it, as about words of our own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Sheet, Word

# Where both read a word alike, it holds; where not, it is asked about.
_SURE, _UNSURE = 100.0, 30.0
_FIGURES = re.compile(r"\d")
_SIGNS = re.compile(r"[^\w]+")


def asked_again(sheet: Sheet) -> bool:
    """Whether a page is to be read once more: words were laid over its picture."""
    return sheet.hidden and sheet.picture


def compared(sheet: Sheet, other: Sheet) -> Sheet:
    """The page, its words with the confidence that the comparison with our reading gives them.

    Letters that both read alike may be misread by both, as figures hardly are; nothing is said of them.
    """
    if other is sheet or other.turned or not other.words:
        return sheet
    return sheet._replace(words=tuple(_compared(word, other.words) for word in sheet.words))


def _compared(word: Word, others: Sequence[Word]) -> Word:
    signs = _SIGNS.sub("", word.text)
    if not signs:
        return word
    height = (word.top + word.bottom) / 2
    beside = [
        one for one in others if one.top <= height <= one.bottom and one.left < word.right and word.left < one.right
    ]
    read = _SIGNS.sub("", "".join(one.text for one in sorted(beside, key=lambda one: one.left)))
    if signs not in read:
        return word._replace(confidence=_UNSURE)
    return word._replace(confidence=_SURE) if _FIGURES.search(word.text) else word
