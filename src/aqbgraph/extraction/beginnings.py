"""Where a standing sentence begins below or behind an item of the list: it ends the list, and goes on with no item."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.extraction.wording import standing_text
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from aqbgraph.extraction.rules import Layout

# Where a sentence that was joined to an item can begin, and what is too short to have one.
_SENTENCE_START = re.compile(r" (?=[A-ZÄÖÜ])")
_SHORTEST_JOINED, _LONGEST_JOINED = 60, 2000


class Beginnings:
    """How the sentences begin that a layout knows below its list. Called with words: whether they begin so."""

    def __init__(self, layout: Layout) -> None:
        """Those of the standing text and the layout's own."""
        self._below_list = layout.below_list
        self._section = standing_text().section
        self.joined = remembered(self._joined)

    def __call__(self, text: str) -> bool:
        return self._section(text) is not None or any(start.match(text) for start in self._below_list)

    def _joined(self, text: str) -> int | None:
        """Where the first such sentence stands that was joined to a line, with the blank before it."""
        if not _SHORTEST_JOINED <= len(text) <= _LONGEST_JOINED:
            return None
        starts = (match.start() for match in _SENTENCE_START.finditer(text))
        return next((start for start in starts if self(text[start + 1 :])), None)


@cache
def beginnings(layout: Layout) -> Beginnings:
    """The beginnings of a layout, made once."""
    return Beginnings(layout)
