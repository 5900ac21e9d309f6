"""Pages to a text: lines in order, paragraphs parted, headings and bullets known, running lines at the end.

Running headers, footers and page numbers stand at the end of the text, marked as furniture, so that a sentence cut by
a page break is whole again and its range holds nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Placed
from aqbgraph.reading.composition import CELL, Block, Composer, marked
from aqbgraph.reading.paper import line_numbers, page_columns
from aqbgraph.reading.paper.continued import left_open
from aqbgraph.reading.paper.margins import running
from aqbgraph.reading.paper.page_lines import strips
from aqbgraph.reading.paper.rows import Strip
from aqbgraph.reading.paper.side_by_side import over_pages
from aqbgraph.reading.texts.indents import Indents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.reading.paper.continued import Open
    from aqbgraph.reading.paper.sheets import Sheet, Word
    from aqbgraph.reading.reading import Reading

# Larger than the text around it by so much, a bold line is a heading; and no heading is longer.
_LARGER = 1.15
_LONGEST_HEADING = 120
# Which of two headings is above the other, their size does not tell for certain.
_LEVEL = 2
# In line distances: from there on a paragraph ends.
_PARTED = 1.3
# In sizes of letters: what may be missing at the end of a full line, where a word more would not have fitted.
_ROOM = 0.8
# A page whose longest line ends before this share of what the widest page reaches holds short lines alone.
_SHORT = 0.8
_SENTENCE_ENDS = (".", "!", "?", ":")


def compose(sheets: Sequence[Sheet], name: str) -> Reading:
    """The text of pages, with the place of each word.

    Raises:
        ReadingError: there are more lines than in any agreement.
    """
    sheets, numbers = line_numbers.parted(sheets)
    columns = page_columns.places(sheets)
    pages = list(_pages(sheets, columns))
    aside = running(pages)
    flow = over_pages([[strip for strip in found if id(strip) not in aside] for _, found in pages])
    rest = [strip for _, found in pages for strip in found if id(strip) in aside]
    rest += [Strip(page, words, 0) for page, words in numbers.items()]
    return _Writer(name, {sheet.number: sheet for sheet in sheets}, flow).write(rest)


def _pages(sheets: Sequence[Sheet], columns: Sequence[float]) -> Iterator[tuple[Sheet, list[Strip]]]:
    """Each page with its lines; a table may go on over the break."""
    table: Open | None = None
    for sheet in sheets:
        found = strips(sheet, columns, _reach(sheet, sheets), table)
        table = left_open(sheet, table) if sheet.rules and any(strip.cells for strip in found) else None
        yield sheet, found


def _reach(sheet: Sheet, sheets: Sequence[Sheet]) -> float:
    """How far the lines of a page reach; one with short lines alone is as wide as the others of its size."""
    own, *others = (
        max((word.right for word in one.words if not word.turned), default=0.0)
        for one in (sheet, *(one for one in sheets if abs(one.width - sheet.width) < 1))
    )
    widest = max(others, default=own)
    return widest if own < _SHORT * widest else own


class _Writer:
    """Writes lines one after the other and keeps where their words stand."""

    def __init__(self, name: str, sheets: Mapping[int, Sheet], flow: Sequence[Strip]) -> None:
        self._composer = Composer(name)
        self._sheets = sheets
        self._placed: list[Placed] = []
        self._flow = flow
        self._indents = Indents()
        self._size = _usual(round(strip.size, 1) for strip in flow for _ in strip.words) or 1.0
        self._pitch = _pitch(flow, self._size)

    def write(self, rest: Iterable[Strip]) -> Reading:
        """All lines of the flow, then the running ones."""
        above: Strip | None = None
        first: Strip | None = None
        for strip in self._flow:
            if strip.cells:
                blocks = [Block(_text(cell), strong=all(word.bold for word in cell)) for cell in strip.cells]
                for cell, start in zip(strip.cells, self._composer.add_cells(blocks), strict=True):
                    self._place(strip.page, cell, start)
            else:
                wrapped = above is not None and not above.cells and self._goes_on(above, strip)
                wrapped = wrapped and first is not None and not _next_item(first, strip)
                first = first if wrapped else strip
                kind = self._kind(strip)
                level = _LEVEL if kind is Kind.HEADING else self._depth(strip, above) if not wrapped else 0
                self._add(strip, _block(strip, kind, level, wrapped=wrapped))
            above = strip
        for strip in rest:
            self._add(strip, Block(strip.text, Kind.FURNITURE))
        sheets = tuple(sheet.displayed_size for sheet in self._sheets.values())
        turns = tuple(sheet.turned for sheet in self._sheets.values())
        return replace(self._composer.reading(), words=tuple(self._placed), sheets=sheets, turns=turns)

    def _add(self, strip: Strip, block: Block) -> None:
        start = self._composer.add(block)
        if start is not None:
            self._place(strip.page, strip.words, start)

    def _place(self, page: int, words: Iterable[Word], start: int) -> None:
        for word in words:
            left, top, right, bottom = (max(round(side, 2), 0.0) for side in self._sheets[page].displayed(word))
            end = start + len(word.text)
            begin = end - len(word.text.lstrip())
            self._placed.append(Placed(begin, end, page, left, top, right, bottom, word.confidence))
            start += len(word.text) + 1

    def _kind(self, strip: Strip) -> Kind:
        larger = strip.size > _LARGER * self._size
        return Kind.HEADING if larger and strip.strong and len(strip.text) <= _LONGEST_HEADING else Kind.TEXT

    def _depth(self, strip: Strip, above: Strip | None) -> int:
        """How deep a line stands that begins with a bullet, 0 for any other, which ends the list."""
        if marked(strip.text) is None:
            self._indents.close()
            return 0
        if above is not None and (above.page != strip.page or strip.base - above.base < strip.size / 2):
            # Where the next column begins, or what stands beside, says nothing of depth.
            self._indents.close()
        words = strip.words[1].left if len(strip.words) > 1 else strip.left
        return self._indents.level(strip.left, max(words - strip.size / 4, strip.left + strip.size / 2))

    def _goes_on(self, above: Strip, strip: Strip) -> bool:
        """Whether a line goes on with the one above: the same letters, next to it, and no room for a word above."""
        if above.strong != strip.strong or max(above.size, strip.size) > _LARGER * min(above.size, strip.size):
            return False
        first = strip.words[0]
        room = above.right - above.end - (first.right - first.left)
        if room > _ROOM * strip.size:
            return False
        if above.page < strip.page:
            return not above.text.endswith(_SENTENCE_ENDS)
        if above.page > strip.page or strip.base < above.base:
            # The next column: a new sentence or name may begin there, half a sentence goes on.
            return strip.text[0].islower()
        return strip.base - above.base < _PARTED * self._pitch * max(strip.size / self._size, 1)


def _block(strip: Strip, kind: Kind, level: int, *, wrapped: bool) -> Block:
    bold, start = [], 0
    for word in strip.words:
        if word.bold:
            bold.append((start, start + len(word.text)))
        start += len(word.text) + 1
    return Block(strip.text, kind, level, strong=strip.strong, wrapped=wrapped, bold=tuple(bold))


def _next_item(first: Strip, strip: Strip) -> bool:
    """Whether a line begins as the item does that the first line of its paragraph is."""
    return (
        marked(first.text) is not None
        and marked(strip.text) is not None
        and abs(first.left - strip.left) < first.size / 2
    )


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words).replace(CELL, " ")


def _usual(values: Iterable[float]) -> float | None:
    counted = Counter(values)
    return max(counted, key=lambda value: (counted[value], value)) if counted else None


def _pitch(flow: Sequence[Strip], size: float) -> float:
    """How far lines of a paragraph stand apart: the usual distance of lines of the usual size."""
    distances = (
        round(2 * (below.base - above.base)) / 2
        for above, below in pairwise(flow)
        if above.page == below.page and abs(below.size - size) < 1 and 0.8 * size < below.base - above.base < 2 * size
    )
    return _usual(distances) or 1.3 * size
