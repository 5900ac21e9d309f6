"""The markup inside a block: what CommonMark (0.31, section 6) takes away, and what of the rest is bold.

Deviations, each because German documents need it: a single `*` between two letters is the star of "Bürger*innen" and
no emphasis; a reference to a control character becomes U+FFFD; HTML stays as it stands, for it may be a name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from html.entities import html5
from typing import NamedTuple

_SPECIAL = re.compile(r"[\\`*_\[\]<&]")
_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~]|\n|)|(?P<ticks>`+)|(?P<run>\*+|_+)|(?P<open>!?\[)|(?P<close>\])"
    r"|&(?P<entity>#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)>"
)
_BLANKS = re.compile(r"[ \t]*\n?[ \t]*")
_POINTED = re.compile(r"<(?:[^<>\n\\]|\\.)*>")
_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_DESTINATION = re.compile(r"[^\x00-\x20\x7f()\\]+|\\[^\x00-\x20]|\\|[()]")
_DEEPEST_BRACKETS = 32


class Piece(NamedTuple):
    """Words of a block: where they stand in it, the words where they differ from that, whether they are bold."""

    start: int
    end: int
    words: str | None
    strong: bool


@dataclass(slots=True)
class _Node:
    """A stretch of the block: text, or what is left of a run of * or _ after pairs were taken from it."""

    start: int
    end: int
    words: str | None = None
    marker: str = ""
    length: int = 0
    opens: bool = False
    closes: bool = False
    strong_before: int = 0
    strong_after: int = 0


@dataclass(slots=True)
class _Bracket:
    """An open bracket: its node, whether it can still open a link, whether it is that of an image."""

    node: int
    active: bool
    image: bool


@dataclass(slots=True)
class _Parser:
    text: str
    nodes: list[_Node] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    runs: list[_Node] = field(default_factory=list)
    ticks: dict[int, list[int]] | None = None

    def run(self) -> list[Piece]:
        done = 0
        while (match := _TOKEN.search(self.text, done)) is not None:
            self.keep(done, match.start())
            done = _HANDLERS[match.lastgroup or ""](self, match)
        self.keep(done, len(self.text))
        _pair(self.runs)
        return self.pieces()

    def keep(self, start: int, end: int, words: str | None = None) -> None:
        if start < end:
            self.nodes.append(_Node(start, end, words))

    def escape(self, match: re.Match[str]) -> int:
        letter = match["escape"]
        if letter == "\n":
            return match.end() - 1
        self.keep(*match.span(), letter or "\\")
        return match.end()

    def code(self, match: re.Match[str]) -> int:
        if self.ticks is None:
            self.ticks = defaultdict(list)
            for run in re.finditer("`+", self.text):
                self.ticks[len(run[0])].append(run.start())
        length = len(match[0])
        closers = self.ticks[length]
        index = bisect_right(closers, match.start())
        if index == len(closers):
            self.keep(*match.span())
            return match.end()
        self.keep(match.end(), closers[index])
        return closers[index] + length

    def emphasis(self, match: re.Match[str]) -> int:
        start, end = match.span()
        before = self.text[start - 1] if start else "\n"
        after = self.text[end] if end < len(self.text) else "\n"
        node = _Node(start, end, None, match[0][0], end - start)
        if not (node.length == 1 and node.marker == "*" and before.isalpha() and after.isalpha()):
            node.opens, node.closes = _flanks(node.marker, before, after)
        self.nodes.append(node)
        self.runs.append(node)
        return end

    def open(self, match: re.Match[str]) -> int:
        self.brackets.append(_Bracket(len(self.nodes), active=True, image=len(match[0]) > 1))
        self.keep(*match.span())
        return match.end()

    def close(self, match: re.Match[str]) -> int:
        bracket = self.brackets.pop() if self.brackets else None
        end = _link_end(self.text, match.end()) if bracket and (bracket.active or bracket.image) else None
        if bracket is None or end is None:
            self.keep(*match.span())
            return match.end()
        opened = self.nodes[bracket.node]
        _pair(self.inside(opened.end))
        opened.start = opened.end
        if not bracket.image:
            # No link in a link (CommonMark 0.31, 6.3); all that are open already are switched off but once.
            for other in reversed(self.brackets):
                if not other.active:
                    break
                other.active = False
        return end

    def inside(self, start: int) -> list[_Node]:
        """Takes the runs behind `start`, which can pair with none before it."""
        first = len(self.runs)
        while first and self.runs[first - 1].start >= start:
            first -= 1
        taken = self.runs[first:]
        del self.runs[first:]
        return taken

    def entity(self, match: re.Match[str]) -> int:
        self.keep(*match.span(), _character(match["entity"]))
        return match.end()

    def address(self, match: re.Match[str]) -> int:
        self.keep(*match.span("auto"))
        return match.end()

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        depth = 0
        for node in self.nodes:
            depth -= node.strong_before
            if node.start < node.end:
                found.append(Piece(node.start, node.end, node.words, depth > 0))
            depth += node.strong_after
        return found


_HANDLERS = {
    "escape": _Parser.escape,
    "ticks": _Parser.code,
    "run": _Parser.emphasis,
    "open": _Parser.open,
    "close": _Parser.close,
    "entity": _Parser.entity,
    "auto": _Parser.address,
}


def pieces(text: str) -> list[Piece]:
    """The words of a block without its markup, in order. Time: linear in the length of the text."""
    if _SPECIAL.search(text) is None:
        return [Piece(0, len(text), None, strong=False)] if text else []
    return _Parser(text).run()


def _character(name: str) -> str | None:
    """What a character reference stands for; None when there is no such name, and it stands for itself."""
    if not name.startswith("#"):
        return html5.get(f"{name};")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    letter = chr(code) if code <= 0x10FFFF else "\ufffd"
    return "\ufffd" if unicodedata.category(letter) in ("Cc", "Cs", "Cn") else letter


def _flanks(marker: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run can open and close emphasis (CommonMark 0.31, 6.2)."""
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if marker == "*":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


def _is_mark(letter: str) -> bool:
    return not letter.isalnum() and unicodedata.category(letter)[0] in "PS"


def _pair(runs: list[_Node]) -> None:
    """Takes pairs of * and _ from runs; what stands between a pair can no longer open or close."""
    openers: dict[str, list[_Node]] = {"*": [], "_": []}
    failed: dict[tuple[str, int, bool], int] = {}
    for node in runs:
        if node.closes:
            _close(node, openers, failed)
        if node.opens and node.start < node.end:
            openers[node.marker].append(node)


def _close(node: _Node, openers: dict[str, list[_Node]], failed: dict[tuple[str, int, bool], int]) -> None:
    stack = openers[node.marker]
    key = (node.marker, node.length % 3, node.opens)
    while node.start < node.end:
        index = len(stack) - 1
        while index >= 0 and stack[index].start >= failed.get(key, -1) and not _fits(stack[index], node):
            index -= 1
        if index < 0 or stack[index].start < failed.get(key, -1):
            failed[key] = node.start
            return
        opener = stack[index]
        _take(opener, node)
        del stack[index + (opener.start < opener.end) :]
        other = openers["_" if node.marker == "*" else "*"]
        while other and other[-1].start > opener.start:
            other.pop()


def _fits(opener: _Node, closer: _Node) -> bool:
    """The rule of three: "**a*" can be a bold that is not closed or an italic one; the sum of lengths decides."""
    total = opener.length + closer.length
    return not (opener.closes or closer.opens) or total % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _take(opener: _Node, closer: _Node) -> None:
    count = 2 if opener.end - opener.start >= 2 and closer.end - closer.start >= 2 else 1
    opener.end -= count
    closer.start += count
    if count == 2:
        opener.strong_after += 1
        closer.strong_before += 1


def _link_end(text: str, start: int) -> int | None:
    """Where "(destination "title")" ends that begins at `start`; None when there is none."""
    if not text.startswith("(", start):
        return None
    position = _blanks(text, start + 1)
    end = _destination_end(text, position)
    if end is None:
        return None
    position = _blanks(text, end)
    if position > end and (title := _TITLE.match(text, position)):
        position = _blanks(text, title.end())
    return position + 1 if text.startswith(")", position) else None


def _blanks(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    return match.end() if match else start


def _destination_end(text: str, start: int) -> int | None:
    if text.startswith("<", start):
        pointed = _POINTED.match(text, start)
        return pointed.end() if pointed else None
    depth = 0
    while (match := _DESTINATION.match(text, start)) is not None:
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            if depth == 0:
                break
            depth -= 1
        if depth > _DEEPEST_BRACKETS:
            return None
        start = match.end()
    return start if depth == 0 else None
