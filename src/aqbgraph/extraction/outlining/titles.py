"""Which section a heading belongs to, be it on one line or broken over two, with a number before it or without."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.measure_types import is_number, type_of
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.forms.rules import Layout, Section

# Looked up once, and not for every line.
_ITEM = Kind.ITEM
# Longer than any heading: a sentence that happens to begin with "§ 5".
LONGEST_HEADING = 120
# With a number before it.
LONGEST_NUMBERED = LONGEST_HEADING + 8
# The number of a § whose sign was lost: "4 Haushaltsmittel", "4. Haushaltsmittel", "(4) Haushaltsmittel".
_NUMBER = re.compile(r"\(?(\d{1,2})\b[.)]{0,2} ?[–-]? ?|[IVX]{1,4}[.)] ?")
_CACHED = 1 << 12
# Of a heading with a wrong letter the first or the last letters are right; one in so many may be wrong.
_END, _LETTERS_PER_ERROR = 4, 13
# Of a heading that ends so only the beginning is always the same.
_GOES_ON = "…"


def _letters(words: str) -> str:
    """Words as compared: "Zie1steuerung" is two letters from no other heading."""
    return "".join(filter(str.isalnum, words.lower()))


def _alike(said: str, spelled: str, goes_on: bool) -> bool:
    """Whether words are this heading, or begin so and go on, with few wrong letters."""
    # Where it goes on, a letter that is lost brings in one of the next word.
    most = max(1, len(spelled) // _LETTERS_PER_ERROR) + goes_on
    if goes_on and len(said) <= len(spelled) + _END:
        return False
    compared = said[: len(spelled)] if goes_on else said
    return Levenshtein.distance(compared, spelled, score_cutoff=most) <= most


@remembered
def is_title(words: str) -> bool:
    """Whether words are the title of an agreement, which may have a wrong letter."""
    said, title = _letters(words), "zielvereinbarung"
    return Levenshtein.distance(said, title, score_cutoff=2) <= 2


class Titles:
    """The headings of a layout as one pattern, which says whose a heading is."""

    def __init__(self, layout: Layout) -> None:
        """One alternative a section."""
        parts = (f"(?P<s{n}>{'|'.join(t.pattern for t in s.titles)})" for n, s in enumerate(layout.sections))
        self._sections = layout.sections
        said = [(words, section) for section in layout.sections for words in section.spelled]
        self._spelled = [(_letters(words), words.endswith(_GOES_ON), section) for words, section in said]
        self._heads = frozenset(words[:_END].lower() for words, _ in said)
        self._tails = frozenset(words[-_END:].lower() for words, _ in said if not words.endswith(_GOES_ON))
        self.pattern = re.compile("|".join(parts), re.IGNORECASE)
        # Agreements share their headings, and most lines that are none.
        self.of = lru_cache(_CACHED)(self._of)
        self._over_lines = lru_cache(_CACHED)(self._at)

    def begins(self, words: str) -> bool:
        """Whether a heading stands at the start of these words."""
        return self.pattern.match(words) is not None

    def _of(self, words: str) -> Section | None:
        """The section these words are a heading of; a measure type is none."""
        match = self.pattern.fullmatch(words) if len(words) <= LONGEST_HEADING else None
        if match is None or type_of(words):
            return None
        return self._sections[int(str(match.lastgroup)[1:])]

    def _near(self, words: str) -> Section | None:
        """The only section that has a heading with a wrong letter or two, among letters enough."""
        small = words.lower()
        # Of such a heading, one end is whole.
        if len(words) > LONGEST_HEADING or not (small[:_END] in self._heads or small[-_END:] in self._tails):
            return None
        said = _letters(words)
        found = {section.key: section for spelled, goes_on, section in self._spelled if _alike(said, spelled, goes_on)}
        return None if len(found) != 1 or type_of(words) else next(iter(found.values()))

    def at(self, lines: Sequence[Line]) -> tuple[Section, int] | None:
        """The heading that the first line is, or the first two where it was broken."""
        first = lines[0]
        marker, text = first.marker, first.passage.text
        if len(text) > LONGEST_NUMBERED or (first.kind is _ITEM and not is_number(marker)):
            return None
        below = lines[1].passage.text if len(lines) > 1 and lines[1].kind is not _ITEM else None
        apart = first.gap > 0 or first.strong or first.kind is Kind.HEADING
        return self._over_lines(marker, text, below, apart)

    def _at(self, marker: str, first: str, below: str | None, apart: bool) -> tuple[Section, int] | None:
        """`apart` says that it is no line of a paragraph, which may be near a heading by chance."""
        before = f"{marker} " if marker else ""
        said = [before + first, *([f"{before}{first} {below}"] if below is not None else ())]
        for of in (self.of, self._near) if apart else (self.of,):
            for count, words in enumerate(said, start=1):
                if len(words) - len(before) > LONGEST_NUMBERED:
                    break
                if section := (None if marker else of(words)) or self._numbered(words, of):
                    return section, count
        return None

    def _numbered(self, words: str, of: Callable[[str], Section | None]) -> Section | None:
        """The section of a heading behind its number, which must be that of the section where the form fixes it."""
        match = _NUMBER.match(words)
        section = of(words[match.end() :]) if match else None
        if match is None or section is None:
            return None
        return section if section.number in (None, int(match[1] or 0)) else None


@cache
def titles(layout: Layout) -> Titles:
    """The headings of a layout, made once."""
    return Titles(layout)
