"""Words of a scan that are read twice, and what holds after the second reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.sheets import Word

# What is read twice: Roman numerals that are more than strokes, figures that are not sure.
_FIGURE = re.compile(r"\d")
_SURE = 60
_NUMERAL = re.compile(r"[IVXl|]*[VX][IVXl|]*[,.;)]?")


def _is_numeral(word: Word) -> bool:
    return _NUMERAL.fullmatch(word.text) is not None


def asked_again(word: Word) -> bool:
    """Whether a word is read twice: a Roman numeral, or a figure that is not sure."""
    return _is_numeral(word) or (_FIGURE.search(word.text) is not None and (word.confidence or 0) < _SURE)


def decided(word: Word, others: Sequence[Word]) -> Word:
    """A word after the second reading: as sure as the surer where both agree, as the less sure where they do not."""
    if not asked_again(word):
        return word
    middle, height = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    for other in others:
        if other.left <= middle <= other.right and other.top <= height <= other.bottom:
            confidences = (word.confidence or 0, other.confidence or 0)
            if other.text == word.text:
                return word._replace(confidence=max(confidences))
            text = other.text if _is_numeral(word) and _is_numeral(other) else word.text
            return word._replace(text=text, confidence=min(confidences))
    return word
