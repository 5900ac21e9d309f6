"""Plain text to lines: what a bullet, a number or a column is where there is no markup.

Nothing is taken away but bullets and numbers of items: indents and centred lines lose their blanks, underlines are
rules, wrapped paragraphs stay lines. A number at the start of a line is an item's as in Markdown (CommonMark 0.31,
5.2): directly below running text only "1.", so that a sentence broken before "12. Dezember" makes no item.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Line, identity
from aqbgraph.reading.normalisation import normalised
from aqbgraph.reading.texts.indents import Indents
from aqbgraph.reading.texts.items import DAY, listed
from aqbgraph.reading.texts.source_lines import all_placed, source_lines

if TYPE_CHECKING:
    from aqbgraph.document import Passage

_MARKER = re.compile(r"\s*(?P<marker>[-+*]|(?P<number>[0-9]{1,9})[.)])\s+(?=\S)")
# Side by side: tabs, or more blanks than justified type has between words.
_COLUMN = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{4,}")


def lines(text: str) -> tuple[Line, ...]:
    """All non-blank lines of a plain text. Guarantee: each is there, in order."""
    texts, starts = source_lines(text)
    found: list[Line | None] = []
    # Whether the line above is running text that no item began.
    running = in_item = False
    indents = Indents()
    for source in texts:
        line = _line(source, running and not in_item)
        if line is None or line.kind is Kind.RULE:
            running = in_item = False
        else:
            if line.kind is Kind.ITEM:
                line = line._replace(level=indents.level(*_starts(source, line)))
            elif not in_item:
                indents.close()
            in_item = in_item or line.kind is Kind.ITEM
            running = True
        found.append(line)
    return all_placed(found, starts)


def _starts(source: str, line: Line) -> tuple[int, int]:
    """Where an item and its words begin, a tab being as wide as it shows."""
    words = source[: line.passage.position(0)].expandtabs()
    return len(words) - len(words.lstrip()), len(words)


@lru_cache(maxsize=4096)
def _line(text: str, below_text: bool) -> Line | None:
    """One line by itself, its positions counted from its start."""
    match = None if DAY.match(text.lstrip()) else _MARKER.match(text)
    if match and below_text and match["number"] and int(match["number"]) != 1:
        match = None
    start = match.end() if match else 0
    words = normalised(identity(text[start:], start))
    if not words.text:
        return None
    if not any(letter.isalnum() for letter in words.text):
        return Line(0, Kind.RULE, normalised(identity(text)))
    if cells := _cells(text):
        return Line(0, Kind.TEXT, normalised(identity(text)), cells=cells)
    if match:
        return Line(0, Kind.ITEM, words, 1, match["marker"])
    return listed(Line(0, Kind.TEXT, words))


def _cells(text: str) -> tuple[Passage, ...]:
    """What stands side by side, where it does."""
    stripped = text.strip()
    if _COLUMN.search(stripped) is None:
        return ()
    cells: list[Passage] = []
    start = len(text) - len(text.lstrip())
    end = start + len(stripped)
    for match in list(_COLUMN.finditer(text, start, end)):
        cells.append(normalised(identity(text[start : match.start()], start)))
        start = match.end()
    cells.append(normalised(identity(text[start:end], start)))
    return tuple(cell for cell in cells if cell.text)
