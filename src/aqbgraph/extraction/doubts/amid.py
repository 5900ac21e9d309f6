"""Amounts of a scan amid words that were read badly: a stamp or a stroke of the pen went through them.

The figures themselves may be read for certain and still be others: those of the stamp ("12. Aug. 2025"), or what is
left of an amount of which the first digits were taken for letters. A year is no amount at all, as parted as it may be
("Euro 2 025").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from aqbgraph.document import Document, Placed

# So many words on each side of the figures, on their line, are the unit and what belongs to it.
_BESIDE = 3
# How much the recognition is sure of a word, of 100.
_SURE = 60
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def unsure(document: Document, value: Decimal, span: tuple[int, int]) -> Placed | None:
    """The words around an amount read in `span`, as one, if one of them was read badly or the amount is a year."""
    for words, first, last in _figures(document, value, span):
        beside = words[max(first - _BESIDE, 0) : last + _BESIDE]
        least = min(_confidence(word) for word in beside)
        if least < _SURE or _YEAR.fullmatch(_digits(document, words[first:last])):
            return beside[0]._replace(end=beside[-1].end, confidence=least)
    return None


def _figures(document: Document, value: Decimal, span: tuple[int, int]) -> list[tuple[tuple[Placed, ...], int, int]]:
    """The lines in which the figures of an amount stand, and from which of their words to which."""
    whole = str(int(value))
    found = []
    for words in _lines(document, span):
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                digits = _digits(document, words[first:last])
                if not digits or not whole.startswith(digits[: len(whole)]):
                    break
                if digits.startswith(whole):
                    found.append((words, first, last))
                    break
    return found


def _lines(document: Document, span: tuple[int, int]) -> list[tuple[Placed, ...]]:
    """The words of the lines that reach into a span, line by line."""
    start = document.text.rfind("\n", 0, span[0]) + 1
    end = document.text.find("\n", span[1])
    lines: list[list[Placed]] = []
    above = None
    for word in document.placed(start, end if end >= 0 else len(document.text)):
        if above is None or "\n" in document.text[above.end : word.start]:
            lines.append([])
        lines[-1].append(word)
        above = word
    return [tuple(line) for line in lines]


def _digits(document: Document, words: tuple[Placed, ...]) -> str:
    texts = [document.text[word.start : word.end] for word in words]
    return "".join(digit for text in texts for digit in _DIGITS.findall(text)) if all(map(_has_digit, texts)) else ""


def _has_digit(text: str) -> bool:
    return _DIGITS.search(text) is not None


def _confidence(word: Placed) -> float:
    return 100.0 if word.confidence is None else word.confidence
