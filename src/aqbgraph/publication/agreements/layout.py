"""A source as a document to read: headings, paragraphs, lists, tables, of the words that its lines are read as.

What the reader took for markup is left out, what it took for one word stands as one; all else is there once, in the
order of the source, with the characters it stands for. What was repaired stands as the source has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.document import Kind, Line, Passage
from aqbgraph.reading.texts.source_lines import LINE_END
from aqbgraph.reading.texts.text import MARKDOWN, PLAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aqbgraph.document import Document

BREAK = "\n"
# What is only drawn: an underline, leaders, the second row of a table.
_DRAWN = re.compile(r"[-=_*~#.:·…–—|+\s\\]*")
# The number or letter of an item, where it is typed.
_NUMBER = re.compile(r"(?:\d{1,9}|[a-z])[.)](?=\s)")
_REFERENCE = re.compile(r"&#?\w+;")
# What a word cannot hold, where lines of a column are read as one.
_BLANK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Behind the words of a line that is to end there (CommonMark 0.31, 6.7).
_HARD_BREAKS = ("  ", "\\")
# No more signs of markup stand before an item.
_LONGEST_MARKUP = 80
# No heading is longer, and lists deeper than that are none.
_LONGEST_HEADING, _DEEPEST = 120, 6


class Shape(Enum):
    """What a block is to the eye."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    RULE = "rule"
    ASIDE = "aside"


class Token(NamedTuple):
    """Words as shown, and the characters of the source they stand for: one by one where they are as many, else all."""

    start: int
    end: int
    text: str
    strong: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether each character stands for itself."""
        return len(self.text) == self.end - self.start


Tokens = tuple[Token, ...]


@dataclass(slots=True)
class Item:
    """An item of a list: how deep it is (from 0), its number where it has one, its words."""

    depth: int
    marker: str
    tokens: Tokens


@dataclass(slots=True)
class LaidOut:
    """A block. `level` is a heading's (from 1); `rows` are those of a table, cell by cell; `header` if the first is."""

    shape: Shape
    tokens: Tokens = ()
    level: int = 0
    items: list[Item] = field(default_factory=list)
    rows: list[tuple[Tokens, ...]] = field(default_factory=list)
    header: bool = False


def laid_out(document: Document, headings: Collection[int] = ()) -> tuple[LaidOut, ...]:
    """The blocks of a document; a short line that begins at one of `headings` is one, whatever its markup says."""
    return tuple(_Layout(document, headings).run())


def cut(token: Token, start: int, end: int) -> Tokens:
    """What of a token stands for characters of `start` to before `end`; what cannot be parted, where it begins."""
    if not token.is_exact:
        return (token,) if start <= token.start < end else ()
    first, last = max(start, token.start), min(end, token.end)
    if first >= last:
        return ()
    return (token._replace(start=first, end=last, text=token.text[first - token.start : last - token.start]),)


@dataclass(slots=True)
class _Layout:
    document: Document
    headings: Collection[int]
    blocks: list[LaidOut] = field(default_factory=list)
    last: Line | None = None
    longest: int = 0

    def run(self) -> list[LaidOut]:
        for line in self.document.lines:
            self.take(line)
            self.last = line
        levels = sorted({block.level for block in self.blocks if block.shape is Shape.HEADING})
        for block in self.blocks:
            block.level = levels.index(block.level) + 1 if block.level else 0
        return self.blocks

    def take(self, line: Line) -> None:
        above = self.blocks[-1] if self.blocks else None
        if line.kind is Kind.FURNITURE:
            self.blocks.append(LaidOut(Shape.ASIDE, self.tokens(line)))
        elif line.kind is Kind.RULE and _DRAWN.fullmatch(self.written(line)):
            self.rule(above, line)
        elif line.cells:
            self.row(above, line)
        elif line.kind is Kind.HEADING or self.is_heading(line):
            self.heading(above, line)
        elif line.kind is Kind.ITEM:
            self.item(above, line)
        else:
            self.text(above, line)

    def rule(self, above: LaidOut | None, line: Line) -> None:
        if above is not None and above.shape is Shape.TABLE and not line.gap:
            above.header = above.header or len(above.rows) == 1
        else:
            self.blocks.append(LaidOut(Shape.RULE))

    def row(self, above: LaidOut | None, line: Line) -> None:
        cells = tuple(self.tokens(line, cell) for cell in line.cells)
        on = not (line.gap and self.is_text) or self.last is None
        if above is not None and above.shape is Shape.TABLE and on and len(above.rows[0]) == len(cells):
            above.rows.append(cells)
        else:
            self.blocks.append(LaidOut(Shape.TABLE, rows=[cells], header=line.strong and not self.is_text))

    def heading(self, above: LaidOut | None, line: Line) -> None:
        level = line.level if line.kind is Kind.HEADING else 2
        broken = above is not None and above.shape is Shape.HEADING and not line.gap and not self.is_text
        if broken and above is not None and above.level == level:
            above.tokens = (*above.tokens, *self.between(line), *self.tokens(line))
        else:
            self.blocks.append(LaidOut(Shape.HEADING, self.tokens(line), level))

    def item(self, above: LaidOut | None, line: Line) -> None:
        item = Item(min(max(line.level - 1, 0), _DEEPEST), self.marker(line), self.tokens(line))
        if above is not None and above.shape is Shape.LIST:
            above.items.append(item)
        else:
            self.blocks.append(LaidOut(Shape.LIST, items=[item]))

    def text(self, above: LaidOut | None, line: Line) -> None:
        tokens = self.tokens(line)
        on = above is not None and not line.gap
        if on and above is not None and above.shape is Shape.TEXT:
            above.tokens = (*above.tokens, *self.between(line), *tokens)
        elif on and above is not None and above.shape is Shape.LIST:
            above.items[-1].tokens = (*above.items[-1].tokens, *self.between(line), *tokens)
        else:
            self.blocks.append(LaidOut(Shape.TEXT, tokens))

    @property
    def is_text(self) -> bool:
        """Whether the source is text, whose lines end where somebody ended them."""
        return self.document.source.media_type in (MARKDOWN.media_type, PLAIN.media_type)

    def is_heading(self, line: Line) -> bool:
        return bool(line.text) and line.passage.position(0) in self.headings and len(line.text) <= _LONGEST_HEADING

    def written(self, line: Line) -> str:
        start, end = line.passage.extent
        return self.document.text[start:end]

    def between(self, line: Line) -> Tokens:
        """What parts a line from the one above it in the same block: its end, or a blank where it only was full."""
        above = self.last
        if above is None:
            return ()
        start, end = above.passage.extent[1], line.passage.extent[0]
        return (Token(start, max(end, start + 1), " " if self.is_full(above, line) else BREAK),)

    def is_full(self, above: Line, line: Line) -> bool:
        """Whether a line of text ends where the next word would have made it the longest of all."""
        broken = self.document.text.startswith(_HARD_BREAKS, above.passage.extent[1])
        if not self.is_text or broken or above.text.endswith("-"):
            return False
        if not self.longest:
            self.longest = max(len(one.text) for one in self.document.lines if not one.cells)
        return len(above.text) + 1 + len(line.text.partition(" ")[0]) > self.longest

    def marker(self, line: Line) -> str:
        """The number of an item, typed or made; nothing for a bullet."""
        start = line.passage.position(0)
        before = LINE_END.split(self.document.text[max(start - _LONGEST_MARKUP, 0) : start])[-1]
        typed = _NUMBER.findall(before)
        if typed:
            return str(typed[-1])
        return line.marker if any(letter.isalnum() for letter in line.marker) else ""

    def tokens(self, line: Line, passage: Passage | None = None) -> Tokens:
        """The words of a line or cell."""
        passage = line.passage if passage is None else passage
        return tuple(token for one in self.runs(passage) for token in _emphasised(one, line))

    def runs(self, passage: Passage) -> Iterator[Token]:
        ends = [*(start for start, _, _ in passage.runs), len(passage.text)][1:]
        markdown = self.document.source.media_type == MARKDOWN.media_type
        for (at, start, end), stop in zip(passage.runs, ends, strict=True):
            read, written = passage.text[at:stop], self.document.text[start:end]
            yield Token(start, end, _shown(read, written, markdown=markdown))


def _shown(read: str, written: str, *, markdown: bool) -> str:
    """The words of a run: as written, but for what is no word or only parts one."""
    if len(read) == len(written):
        return _BLANK.sub(" ", written)
    if not read.strip():
        return BREAK if _LINE_BREAK.search(written) else " "
    if markdown and _REFERENCE.fullmatch(written):
        return unescape(written)
    return read if _letters(read) == _letters(written) else written


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _emphasised(token: Token, line: Line) -> Iterator[Token]:
    """A token in parts, those that are bold and those that are not."""
    if line.strong or not line.bold:
        yield token._replace(strong=line.strong)
        return
    borders = sorted({token.start, token.end, *(place for span in line.bold for place in span)})
    for start, end in pairwise(borders):
        index = bisect_right(line.bold, (start, end))
        near = line.bold[max(index - 1, 0) : index + 1]
        strong = any(first <= start and end <= last for first, last in near)
        yield from (part._replace(strong=strong) for part in cut(token, start, end))
