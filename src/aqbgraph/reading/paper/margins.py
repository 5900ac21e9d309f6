"""What belongs to the page and not to the text: page numbers, running headers and footers, by where they stand."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.rows import Strip
    from aqbgraph.reading.paper.sheets import Sheet

# The share of a page, from its top and its bottom, in which running lines stand.
_MARGIN = 0.13
# So many lines from the top and the bottom of a page can be running lines.
_MOST = 3
# In points: how much higher or lower the same line may stand on another page.
_SHIFT = 14
# Recognition reads the same line a little differently on each page.
_ALIKE = 0.85
# With one a clause begins, perhaps at the top of several pages.
_CLAUSE = "§"
_DIGITS = re.compile(r"\d+")
# What browsers print below each page, or above it.
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_NUMBER = re.compile(
    r"(?:(?:Seite|S\.|Blatt)\s*)?[^\w§]{0,3}(\d{1,3})[^\w§]{0,3}(?:(?:von|/)\s*\d{1,3}[^\w§]{0,2})?", re.IGNORECASE
)


def running(pages: Sequence[tuple[Sheet, Sequence[Strip]]]) -> frozenset[int]:
    """The running lines among those of all pages, by their `id`.

    A line is one that stands in the margin of several pages at the same height with the same words, digits aside; or a
    bare number there that is the page's own; or the address that a browser has printed the page from.
    """
    marginal = ((sheet, strip) for sheet, strips in pages for strip in _marginal(sheet, strips))
    candidates = [(sheet, strip) for sheet, strip in marginal if not strip.text.startswith(_CLAUSE)]
    return frozenset(
        id(strip)
        for sheet, strip in candidates
        if _is_number(sheet, strip)
        or _ADDRESS.fullmatch(strip.text)
        or any(_same(sheet, strip, *other) for other in candidates)
    )


def _marginal(sheet: Sheet, strips: Sequence[Strip]) -> list[Strip]:
    ordered = sorted(strips, key=lambda strip: strip.base)
    top = [strip for strip in ordered[:_MOST] if strip.base < _MARGIN * sheet.height]
    bottom = [strip for strip in ordered[-_MOST:] if strip.base > (1 - _MARGIN) * sheet.height]
    return [*top, *bottom]


def _is_number(sheet: Sheet, strip: Strip) -> bool:
    match = _NUMBER.fullmatch(strip.text)
    return match is not None and int(match[1]) == sheet.number


def _same(sheet: Sheet, strip: Strip, other_sheet: Sheet, other: Strip) -> bool:
    if sheet.number == other_sheet.number or abs(strip.base - other.base) > _SHIFT:
        return False
    one, two = (_DIGITS.sub("#", line.text) for line in (strip, other))
    if one == two:
        return True
    scanned = any(word.confidence is not None for word in strip.words)
    return scanned and min(len(one), len(two)) > 4 and SequenceMatcher(None, one, two).ratio() > _ALIKE
