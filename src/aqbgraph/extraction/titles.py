"""Which section a heading belongs to, be it on one line or broken over two, with a number before it or without."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measure_types import is_number, type_of
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.rules import Layout, Section

# Looked up once, and not for every line.
_ITEM = Kind.ITEM
# Longer than any heading: a sentence that happens to begin with "§ 5".
LONGEST_HEADING = 120
# With a number before it.
LONGEST_NUMBERED = LONGEST_HEADING + 8
# The number of a § whose sign was lost: "4 Haushaltsmittel", "4. Haushaltsmittel", "(4) Haushaltsmittel".
_NUMBER = re.compile(r"\(?(\d{1,2})\b[.)]{0,2} ?[–-]? ?")
_CACHED = 1 << 12


class Titles:
    """The headings of a layout as one pattern, which says whose a heading is."""

    def __init__(self, layout: Layout) -> None:
        """One alternative a section."""
        parts = (f"(?P<s{n}>{'|'.join(t.pattern for t in s.titles)})" for n, s in enumerate(layout.sections))
        self._sections = layout.sections
        self.pattern = re.compile("|".join(parts), re.IGNORECASE)
        # Agreements share their headings, and most lines that are none.
        self.of = lru_cache(_CACHED)(self._of)
        self._over_lines = lru_cache(_CACHED)(self._at)
        self.begins = remembered(self._begins)

    def _begins(self, words: str) -> bool:
        """Whether a heading stands at the start of these words."""
        return self.pattern.match(words) is not None

    def _of(self, words: str) -> Section | None:
        """The section these words are a heading of; a measure type is none."""
        match = self.pattern.fullmatch(words) if len(words) <= LONGEST_HEADING else None
        if match is None or type_of(words):
            return None
        return self._sections[int(str(match.lastgroup)[1:])]

    def at(self, lines: Sequence[Line]) -> tuple[Section, int] | None:
        """The heading that the first line is, or the first two where it was broken."""
        first = lines[0]
        marker, text = first.marker, first.passage.text
        if len(text) > LONGEST_NUMBERED or (first.kind is _ITEM and not is_number(marker)):
            return None
        below = lines[1].passage.text if len(lines) > 1 and lines[1].kind is not _ITEM else None
        return self._over_lines(marker, text, below)

    def _at(self, marker: str, first: str, below: str | None) -> tuple[Section, int] | None:
        words = ""
        for count, text in enumerate((first,) if below is None else (first, below), start=1):
            words = f"{words} {text}" if words else text
            if len(words) > LONGEST_NUMBERED:
                break
            if section := self._numbered(f"{marker} {words}") if marker else self.of(words) or self._numbered(words):
                return section, count
        return None

    def _numbered(self, words: str) -> Section | None:
        """The section of a heading behind its number, which must be that of the section where the form fixes it."""
        match = _NUMBER.match(words)
        section = self.of(words[match.end() :]) if match else None
        if match is None or section is None:
            return None
        return section if section.number in (None, int(match[1])) else None


@cache
def titles(layout: Layout) -> Titles:
    """The headings of a layout, made once."""
    return Titles(layout)
