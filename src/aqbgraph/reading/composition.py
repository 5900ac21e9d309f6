"""Puts a text together for files that hold blocks and not lines: HTML, Word, pages.

Each line of the text is what one line looks like to its reader, with blank lines between paragraphs; so lines, their
numbers and the gaps before them follow from the text alone, and a range of characters can be found again in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Line, Passage, identity, join
from aqbgraph.errors import Place, ReadingError
from aqbgraph.reading.normalisation import normalised
from aqbgraph.reading.reading import Reading
from aqbgraph.reading.texts.emphasis import moved
from aqbgraph.reading.texts.items import BULLET, DAY
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.reading.spans import Grid, Span
    from aqbgraph.reading.texts.emphasis import Spans

# Lines of the longest text; an agreement has some 150.
LONGEST = 20_000
# What stands between the cells of a row.
CELL = "\t"
# Numbers that are typed and not made by a list.
_NUMBER = re.compile(r"(?P<marker>\d{1,2}[.)])\s+(?=[^\W\d_]|[\"„(])")


@dataclass(frozen=True, slots=True)
class Block:
    """One line as shown. `close` says that no blank line parts it from the one before.

    `wrapped` says that it is the rest of the line before, which was too long for the page: for all but the text, which
    keeps the break, both are one line. `bold` are the characters of the text, from and to, that are bold where not all
    of it is.
    """

    text: str
    kind: Kind = Kind.TEXT
    level: int = 0
    marker: str = ""
    strong: bool = False
    close: bool = False
    wrapped: bool = False
    bold: Spans = ()

    def bold_at(self, start: int) -> Spans:
        """What is bold in the text that this block begins at `start` of."""
        return () if self.strong else moved(self.bold, start)


@dataclass(slots=True)
class Composer:
    """Collects lines and the text they stand in; `name` is the source's, for its messages.

    Raises:
        ReadingError: there are more lines than in any agreement.
    """

    name: str
    _text: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _wrapped: list[Passage] = field(default_factory=list)
    _length: int = 0
    _number: int = 0

    def add(self, block: Block) -> int | None:
        """Takes a line; says where its text begins. A line without words is none."""
        if not block.text.strip():
            return None
        if block.wrapped and self._lines:
            start, _ = self._begin(close=True)
            self._write(block.text)
            self._wrapped.append(identity(block.text, start))
            line = self._lines[-1]
            self._lines[-1] = line._replace(bold=(*line.bold, *block.bold_at(start)))
            return start
        typed = block.kind is Kind.TEXT and marked(block.text.lstrip()) is not None
        self._end()
        goes_on = (typed or block.kind is Kind.ITEM) and bool(self._lines) and self._lines[-1].kind is Kind.ITEM
        start, gap = self._begin(close=block.close or goes_on)
        self._write(block.text)
        words = normalised(identity(block.text, start))
        if words.text:
            line = Line(
                self._number, block.kind, words, block.level, block.marker, block.strong, gap, (), block.bold_at(start)
            )
            if not any(letter.isalnum() for letter in words.text):
                line = _ruled(line)
            self._lines.append(_listed(line) if typed and line.kind is Kind.TEXT else line)
        return start

    def add_row(self, cells: Sequence[Sequence[Block]], spans: Sequence[Span] = (), grid: Grid | None = None) -> None:
        """Takes a row of a table: one line where no cell has more than one, else cell after cell.

        `spans` say how far its cells reach, `grid` what reaches into it from above; it learns what goes on below.
        """
        filled = [list(_worded(cell)) for cell in cells]
        alone = len(cells) < 2 and not (grid and cells and grid.reaches_down())
        if alone or not any(filled) or any(len(cell) > 1 for cell in filled):
            for cell in filled:
                for block in cell:
                    self.add(block)
            if grid:
                grid.forget()
            return
        self.add_cells([(cell or [Block("")])[0] for cell in filled])
        if grid:
            line = self._lines[-1]
            spread = grid.row(line.cells, spans)
            self._lines[-1] = line._replace(spread=spread if spread != line.cells else ())

    def add_cells(self, cells: Sequence[Block]) -> list[int]:
        """Takes what stands side by side as one line; says where the text of each begins."""
        self._end()
        start, gap = self._begin(close=False)
        self._write(CELL.join(cell.text for cell in cells))
        strong = all(cell.strong for cell in cells if cell.text.strip())
        passages, starts = [], []
        bold: list[tuple[int, int]] = []
        for cell in cells:
            starts.append(start)
            passages.append(normalised(identity(cell.text, start)))
            bold += [(start, start + len(cell.text))] if cell.strong and cell.text else cell.bold_at(start)
            start += len(cell.text) + len(CELL)
        line = Line(self._number, Kind.TEXT, join(tuple(passages)), 0, "", strong, gap, tuple(passages))
        self._lines.append(line if strong else line._replace(bold=tuple(bold)))
        return starts

    def reading(self) -> Reading:
        """The text and its lines."""
        self._end()
        return Reading("".join(self._text), tuple(self._lines))

    def _end(self) -> None:
        """The last line has all its parts."""
        if self._wrapped:
            line = self._lines[-1]
            self._lines[-1] = line._replace(passage=normalised(joined((line.passage, *self._wrapped))))
            self._wrapped = []

    def _begin(self, *, close: bool) -> tuple[int, int]:
        """Ends the line before; where the next one starts, and the blank lines before it."""
        if self._number > LONGEST:
            raise ReadingError(f"Die Datei hat mehr als {LONGEST} Zeilen. Ist das eine Vereinbarung?", Place(self.name))
        gap = 0 if close or not self._text else 1
        if self._text:
            self._write("\n" * (gap + 1))
        self._number += gap + 1
        return self._length, gap

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)


def _worded(cell: Sequence[Block]) -> Iterable[Block]:
    return (block for block in cell if block.text.strip())


def _ruled(line: Line) -> Line:
    return line._replace(kind=Kind.FURNITURE if line.kind is Kind.FURNITURE else Kind.RULE)


def marked(text: str) -> re.Match[str] | None:
    """The bullet or number at the start of a line that was typed and not made by a list; a day is none."""
    return None if DAY.match(text) else BULLET.match(text) or _NUMBER.match(text)


def _listed(line: Line) -> Line:
    match = marked(line.text)
    if match is None:
        return line
    words = line.passage.cut(match.end(), len(line.text))
    return line._replace(kind=Kind.ITEM, passage=words, level=line.level or 1, marker=match[0].strip())
