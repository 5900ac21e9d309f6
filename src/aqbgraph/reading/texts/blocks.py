"""The blocks of a Markdown text: headings, items, paragraphs, rows of tables, by the containers they stand in.

CommonMark (0.31, sections 4 and 5) is the model, less what would make lines vanish or change their kind by what
follows or by their indent: definitions of links, HTML, underlined headings, code. Tables are GitHub's (GFM 0.29).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.reading.texts.cursor import LARGEST_INDENT, Cursor, SourceLine
from aqbgraph.reading.texts.items import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_MARKER = re.compile(r"(?:[-+*]|(?P<number>[0-9]{1,9})[.)])(?=[ \t]|$)")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PREFIX = re.compile(r"[\s>]*")
_BULLETS = ("-", "+", "*")


@dataclass(slots=True)
class Block:
    """What stands together: its first line bears the marker. A rule is a line without words."""

    kind: Kind
    lines: list[SourceLine]
    level: int = 0
    marker: str = ""
    row: bool = False


@dataclass(slots=True)
class _Container:
    """A block quote (width 0), or an item and how far what goes on with it is indented.

    `edge` is that with all items around it; `level` is that of what stands in it; `quote` is the index of the outermost
    quote it is in, -1 outside of any.
    """

    width: int = 0
    empty: bool = False
    edge: int = 0
    level: int = 0
    quote: int = -1


@dataclass(slots=True)
class _Reader:
    lines: Sequence[SourceLine]
    blocks: list[Block] = field(default_factory=list)
    containers: list[_Container] = field(default_factory=list)
    paragraph: Block | None = None
    in_table: bool = False
    # The kind of the next block, where an item bore no words yet.
    level: int = 0
    marker: str = ""

    def run(self) -> list[Block]:
        for line in self.lines:
            cursor = Cursor(line)
            cursor.skip()
            if cursor.position < len(line.text):
                self.take(cursor)
            else:
                self.blank()
        return self.blocks

    def blank(self) -> None:
        """A blank line ends paragraphs, quotes and items without words; other items go on."""
        self.paragraph, self.in_table, self.marker = None, False, ""
        if self.containers and self.containers[-1].empty:
            self.containers.pop()
        if self.containers and self.containers[-1].quote >= 0:
            del self.containers[self.containers[-1].quote :]

    def push(self, container: _Container) -> None:
        outer = self.containers[-1] if self.containers else _Container()
        container.level = outer.level + (2 if container.width else 1)
        container.edge = outer.edge + container.width
        container.quote = outer.quote if outer.quote >= 0 or container.width else len(self.containers)
        self.containers.append(container)

    def take(self, cursor: Cursor) -> None:
        matched = self.matched(cursor)
        inside = matched == len(self.containers)
        found = self.opened(cursor, matched, inside=inside)
        rest = cursor.rest
        rule = bool(rest.text) and cursor.is_rule()
        on = rest.text and (cursor.indent >= LARGEST_INDENT or not (rule or self.starts(rest)))
        if self.paragraph is not None and on and not found:
            self.paragraph.lines.append(rest)
            return
        if not (found or inside):
            self.close(matched)
        if not rest.text:
            self.paragraph, self.in_table = None, False
            self.blocks.append(Block(Kind.RULE, [cursor.line]))
            return
        for container in self.containers[-1:]:
            container.empty = False
        if rule:
            self.close(None)
            self.blocks.append(Block(Kind.RULE, [rest]))
        else:
            self.leaf(rest)

    def matched(self, cursor: Cursor) -> int:
        """How many of the open containers go on in this line."""
        for index, container in enumerate(self.containers):
            if container.width:
                if cursor.indent < container.width:
                    return index
                cursor.base += container.width
            elif cursor.line.text.startswith(">", cursor.position):
                cursor.quote()
            else:
                return index
        return len(self.containers)

    def opened(self, cursor: Cursor, matched: int, *, inside: bool) -> bool:
        """Opens the containers that begin in this line, and says whether there are any."""
        found = False
        # What has left several items at once is seen from the one that is around the last.
        last = len(self.containers) - 1
        around = self.edge(last) - self.edge(min(matched, last))
        while cursor.position < len(cursor.line.text):
            if self.paragraph is not None and cursor.indent - around >= LARGEST_INDENT:
                return found
            letter = cursor.line.text[cursor.position]
            if letter == ">":
                if not found:
                    self.close(matched)
                cursor.quote()
                self.push(_Container())
            elif found and self.marker in _BULLETS and letter.isdigit():
                return found  # for CommonMark a second list; people mean a project's name: "- 2. Chance"
            elif letter in "-+*0123456789" and (match := self.item(cursor, inside=inside and not found)):
                if not found:
                    self.close(matched)
                self.push(_Container(*cursor.item(len(match[0]))))
                self.level, self.marker = self.containers[-1].level - 1, match[0]
            else:
                return found
            found = True
        return found

    def edge(self, count: int) -> int:
        """How wide so many of the open containers are."""
        return self.containers[count - 1].edge if count > 0 else 0

    def item(self, cursor: Cursor, *, inside: bool) -> re.Match[str] | None:
        """A marker; directly below a paragraph only one with words and, if a number, with 1 (CommonMark 0.31, 5.2)."""
        text = cursor.line.text
        match = _MARKER.match(text, cursor.position)
        if match is None or cursor.is_rule() or DAY.match(text, cursor.position):
            return None
        if self.paragraph is not None and inside:
            wanted = match["number"] is None or int(match["number"]) == 1
            return match if wanted and text[match.end() :].strip() else None
        return match

    def close(self, count: int | None) -> None:
        """Ends what is open, down to so many containers; one without words yet keeps its marker for what it holds."""
        self.paragraph, self.in_table = None, False
        self.marker = self.marker if count == len(self.containers) else ""
        if count is not None:
            del self.containers[count:]

    def starts(self, rest: SourceLine) -> bool:
        """Whether a line is a block of its own also directly below a paragraph."""
        return _HEADING.match(rest.text) is not None or self.is_row(rest)

    def leaf(self, rest: SourceLine) -> None:
        if match := _HEADING.match(rest.text):
            self.close(None)
            self.heading(rest, match)
        elif self.is_row(rest):
            in_table = self.in_table or self.is_header(rest)
            block = Block(Kind.TEXT, [rest], row=True)
            self.close(None)
            self.in_table = in_table
            self.blocks.append(block)
        else:
            kind = Kind.ITEM if self.marker else Kind.TEXT
            self.paragraph = Block(kind, [rest], self.level if self.marker else 0, self.marker)
            self.blocks.append(self.paragraph)
            self.marker = ""

    def heading(self, rest: SourceLine, match: re.Match[str]) -> None:
        words = rest.text[match.end() :].rstrip()
        bare = words.rstrip("#")
        if bare != words and (not bare or bare[-1] in " \t"):
            words = bare.rstrip()
        line = SourceLine(rest.number, rest.start + match.end(), words)
        self.blocks.append(Block(Kind.HEADING, [line], len(match[1])) if words else Block(Kind.RULE, [rest]))

    def is_row(self, rest: SourceLine) -> bool:
        """Whether a line is a row: between two pipes, in a table, or above the line that makes one."""
        text = rest.text.rstrip()
        if len(text) > 1 and text[0] == text[-1] == "|":
            return True
        return self.in_table or ("|" in text and self.is_header(rest))

    def is_header(self, rest: SourceLine) -> bool:
        if rest.number + 1 >= len(self.lines):
            return False
        below = self.lines[rest.number + 1].text
        match = _PREFIX.match(below)
        below = below[match.end() if match else 0 :]
        return "|" in below and bool(_DELIMITER.fullmatch(below)) and len(cells(rest.text)) == len(cells(below))


_CELL = re.compile(r"(?:[^|\\]|\\.|\\$)*")


def cells(text: str) -> list[tuple[int, str]]:
    """The cells of a row: where each begins and its words; a pipe behind a backslash parts nothing."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    start += text.startswith("|", start)
    found: list[tuple[int, str]] = []
    while start <= end:
        match = _CELL.match(text, start, end)
        stop = match.end() if match else end
        found.append((start, text[start:stop]))
        start = stop + 1
    return found[:-1] if len(found) > 1 and not found[-1][1].strip() else found


def blocks(lines: Sequence[SourceLine]) -> list[Block]:
    """The blocks of lines that stand together, in order; each line that is not blank is in one."""
    return _Reader(lines).run()
