"""How heavy the letters of a PDF file are, and which of them are bold.

A font says so by its name or a flag. Where it does not, its weight is an estimate from the width of its stems, for
which some programs write that of the exclamation mark: in a broad serif font all of a text may seem bold. So what
says nothing is bold only where it is heavy, and clearly heavier than most of the text.

Part of the process that opens PDF files (pdfium).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as c

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOLD_NAMES = ("bold", "black", "heavy", "demi", "fett")
# PDF 32000-1, table 123: the flag ForceBold.
_FORCE_BOLD = 1 << 18
# What a font that calls itself bold is counted as; heavier than any estimate.
_SAID = 10_000
_BOLD_WEIGHT = 600
# How much heavier than most of the text what is bold among heavy letters is.
_HEAVIER = 1.2
_LONGEST_NAME = 1024


class Weights:
    """The weights of the fonts of a page; valid as long as the page is open."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def of(self, drawn: Any) -> int:
        """How heavy the letters of a text object are; 0 where it has no font."""
        font = c.FPDFTextObj_GetFont(drawn) if drawn else None
        address = ctypes.cast(font, ctypes.c_void_p).value if font else None
        if address is None:
            return 0
        if address not in self._known:
            self._known[address] = _weight(font)
        return self._known[address]


def _weight(font: Any) -> int:
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    c.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    if c.FPDFFont_GetFlags(font) & _FORCE_BOLD or any(part in name for part in _BOLD_NAMES):
        return _SAID
    return max(int(c.FPDFFont_GetWeight(font)), 0)


def bold_from(letters: Iterable[tuple[int, int]]) -> float:
    """From which weight on letters are bold, given weights and how many letters have each."""
    counted: Counter[int] = Counter()
    for weight, count in letters:
        if weight < _SAID:
            counted[weight] += count
    usual = max(counted, key=lambda weight: (counted[weight], weight), default=0)
    return _BOLD_WEIGHT if usual < _BOLD_WEIGHT else _HEAVIER * usual
