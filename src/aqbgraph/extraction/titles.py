"""Which section a heading belongs to, be it on one line or broken over two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.rules import Layout, Section

# Longer than any heading: a sentence that happens to begin with "§ 5".
LONGEST_HEADING = 120


class Titles:
    """The headings of a layout as one pattern, which says whose a heading is."""

    def __init__(self, layout: Layout) -> None:
        """One alternative a section."""
        parts = (f"(?P<s{n}>{'|'.join(t.pattern for t in s.titles)})" for n, s in enumerate(layout.sections))
        self._sections = layout.sections
        self.pattern = re.compile("|".join(parts), re.IGNORECASE)

    def of(self, words: str) -> Section | None:
        """The section these words are a heading of."""
        match = self.pattern.fullmatch(words) if len(words) <= LONGEST_HEADING else None
        return self._sections[int(str(match.lastgroup)[1:])] if match else None

    def at(self, lines: Sequence[Line]) -> tuple[Section, int] | None:
        """The heading that the first line is, or the first two where it was broken."""
        if lines[0].kind is Kind.ITEM:
            return None
        for count in range(1, min(len(lines), 2) + 1):
            if section := self.of(" ".join(line.text for line in lines[:count])):
                return section, count
        return None
