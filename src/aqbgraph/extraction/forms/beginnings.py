"""Where a standing sentence begins below or behind an item of the list: it ends the list, and goes on with no item."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aqbgraph.extraction.wording.alternatives import any_of
from aqbgraph.extraction.wording.wording import standing_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.extraction.forms.rules import Layout

# Where a sentence that was joined to an item can begin, and what is too short to have one.
_SENTENCE_START = re.compile(r" (?=[A-ZÄÖÜ])")
_SHORTEST_JOINED, _LONGEST_JOINED = 60, 2000
# Most projects come again the next year.
_REMEMBERED = 1 << 11


@cache
def beginnings(layout: Layout) -> Callable[[str], bool]:
    """Tells of words whether they begin as a sentence does that a layout knows below its list."""
    section, below_list = standing_text().section, any_of(layout.below_list)

    def known(words: str) -> bool:
        return section(words) is not None or below_list.match(words) is not None

    return known


def joined(known: Callable[[str], bool], text: str) -> int | None:
    """Where the first such sentence stands that was joined to a line, with the blank before it."""
    return _joined(known, text) if _SHORTEST_JOINED <= len(text) <= _LONGEST_JOINED else None


@lru_cache(_REMEMBERED)
def _joined(known: Callable[[str], bool], text: str) -> int | None:
    starts = (match.start() for match in _SENTENCE_START.finditer(text))
    return next((start for start in starts if known(text[start + 1 :])), None)
