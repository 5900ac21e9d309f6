"""Where in a line of Markdown a reader is, by the columns that decide what stands in what.

Tabs go to the next fourth column (CommonMark 0.31, section 2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

_TAB, _SHORTEST_RULE = 4, 3
# So far indented, nothing begins below a paragraph, and what follows a marker is indented itself.
LARGEST_INDENT = 4


class SourceLine(NamedTuple):
    """A line, or what its containers leave of it: its number in the chunk, where its words begin, its words."""

    number: int
    start: int
    text: str


@dataclass(slots=True)
class Cursor:
    """Where in a line we are: character, its column, the column where the innermost container begins."""

    line: SourceLine
    position: int = 0
    column: int = 0
    base: int = 0
    # Where the signs begin of which a rule could be made that ends the line, and which; found once for items in items.
    signs: int | None = None
    sign: str = ""

    def is_rule(self) -> bool:
        """Whether what is left is a thematic break (CommonMark 0.31, 4.1)."""
        text = self.line.text
        letter = text[self.position]
        if letter not in "-_*":
            return False
        if self.signs is None:
            self.sign = text.rstrip(" \t")[-1]
            self.signs = len(text.rstrip(f"{self.sign} \t"))
        at_end = letter == self.sign and self.position >= self.signs
        return at_end and text.count(letter, self.position) >= _SHORTEST_RULE

    def skip(self) -> None:
        """Goes to the next character that is no blank."""
        text, end = self.line.text, len(self.line.text)
        while self.position < end and text[self.position] in " \t":
            self.column += 1 if text[self.position] == " " else _TAB - self.column % _TAB
            self.position += 1

    @property
    def indent(self) -> int:
        """By how many columns this is indented in its container."""
        return self.column - self.base

    @property
    def rest(self) -> SourceLine:
        """What is left of the line."""
        number, start, text = self.line
        return SourceLine(number, start + self.position, text[self.position :])

    def quote(self) -> None:
        """Goes behind > and the one blank that belongs to it."""
        self.position += 1
        self.column += 1
        self.base = self.column + self.line.text.startswith((" ", "\t"), self.position)
        self.skip()

    def item(self, length: int) -> tuple[int, bool]:
        """Goes behind a marker; returns how far its item is indented, and whether it bears no words."""
        before = self.indent
        self.position += length
        self.column += length
        column = self.column
        self.skip()
        blanks = self.column - column
        empty = self.position >= len(self.line.text)
        width = before + length + (1 if empty or blanks > LARGEST_INDENT else blanks)
        self.base += width
        return width, empty
