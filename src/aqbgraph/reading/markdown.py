"""Markdown to lines without markup.

CommonMark decides what is markup; markup is then taken away, because the same wording comes as heading, bold line or
plain line from one conversion to the next. The parser names lines but not characters, so each piece of text is found
again in its source line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from aqbgraph.document import Kind, Line, Passage, identity, join
from aqbgraph.reading.normalisation import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# Lines must not vanish (reference, html) nor change their kind by what follows (lheading) or by their indent (code):
# conversions from PDF produce all of these by accident.
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["reference", "lheading", "code", "fence", "text_join"])
_LINE_END = re.compile(r"\r\n?|\n")
_BREAKS = frozenset({"softbreak", "hardbreak"})
# Markup to people but not to CommonMark: the break of HTML, the # of a heading that was joined to another line, the
# half of a bold run that was torn apart.
_RESIDUE = re.compile(r"<br\s*/?>|(?:^|(?<=\s))#{1,6}(?=\s)|\*\*")
# Bullets that CommonMark does not know (5.2), and those it overlooks: escaped, indented by four, without a blank.
_BULLET = re.compile(r"(?P<marker>[-*+•–—·▪▫◦‣●○■□\uf0a7\uf0b7]|[a-z]\))\s+(?=\S)|(?P<tight>[-•])(?=[^\W\d_]|[\"„(])")
_VERBATIM = {"text": "content", "image": "content", "code_inline": "content", "text_special": "markup"}


@dataclass(frozen=True, slots=True)
class _Piece:
    passage: Passage
    strong: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    kind: Kind = Kind.TEXT
    level: int = 0
    marker: str = ""


def lines(text: str) -> tuple[Line, ...]:
    """All non-blank lines of a Markdown text. Guarantee: each is there, with or without words, in order."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    found = {line.number: line for line in _parsed(text, starts)}
    kept: list[Line] = []
    last = 0
    for number in range(1, len(starts) + 1):
        if line := found.get(number) or _bare(text, starts, number):
            kept.append(replace(line, gap=number - last - 1))
            last = number
    return tuple(kept)


def _bare(text: str, starts: Sequence[int], number: int) -> Line | None:
    """A line of which the parser keeps no words, as it stands; None for a blank one."""
    start, end = starts[number - 1], starts[number] if number < len(starts) else len(text)
    whole = normalised(identity(text[start:end], start))
    if not whole.text:
        return None
    if not any(letter.isalnum() for letter in whole.text):
        return Line(number, Kind.RULE, whole)
    return _listed(Line(number, Kind.TEXT, whole))


def _parsed(text: str, starts: Sequence[int]) -> Iterator[Line]:
    frame = _Frame()
    for token in _PARSER.parse(text):
        if token.type == "heading_open":
            frame = _Frame(Kind.HEADING, int(token.tag[1]))
        elif token.type == "list_item_open":
            frame = _Frame(Kind.ITEM, token.level, token.info + token.markup)
        elif token.type == "inline" and token.map is not None:
            yield from _block(token, frame, text, starts)
            frame = _Frame()


def _block(token: Token, frame: _Frame, text: str, starts: Sequence[int]) -> Iterator[Line]:
    """The lines of a heading, paragraph or item; only an item's first line carries its bullet."""
    for pieces in _split(token, text, starts):
        words = _together(pieces)
        if not words.text:
            continue
        number = bisect_right(starts, words.position(0))
        strong = all(piece.strong for piece in pieces if piece.passage.text.strip())
        yield _listed(Line(number, frame.kind, words, frame.level, frame.marker, strong))
        if frame.kind is Kind.ITEM:
            frame = _Frame()


def _listed(line: Line) -> Line:
    """The line, as an item when it begins with a bullet that CommonMark does not see."""
    match = _BULLET.match(line.text) if line.kind is Kind.TEXT else None
    if match is None:
        return line
    words = line.passage.cut(match.end(), len(line.text))
    return replace(line, kind=Kind.ITEM, passage=words, level=1, marker=(match["marker"] or match["tight"])[0])


def _together(pieces: Sequence[_Piece]) -> Passage:
    whole = join(tuple(piece.passage for piece in pieces), "")
    return normalised(replace(whole, text=_RESIDUE.sub(_blank, whole.text)) if _RESIDUE.search(whole.text) else whole)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _split(token: Token, text: str, starts: Sequence[int]) -> Iterator[list[_Piece]]:
    """The pieces of each source line of a block."""
    first, last = token.map or (0, 0)
    end = starts[last] if last < len(starts) else len(text)
    position, depth = starts[first], 0
    pieces: list[_Piece] = []
    for child in token.children or ():
        if child.type in _BREAKS:
            yield pieces
            pieces = []
            position = starts[bisect_right(starts, position)]
        elif child.type in ("strong_open", "strong_close"):
            depth += child.nesting
        elif child.type in _VERBATIM and child.content:
            passage = _find(child, text, position, end)
            pieces.append(_Piece(passage, depth > 0))
            position = passage.after(len(passage.text) - 1) if passage.text else position
    yield pieces


def _find(child: Token, text: str, position: int, end: int) -> Passage:
    """Where the parser's text stands in the source; a character reference (&amp;) stands for itself as a whole."""
    wanted = str(getattr(child, _VERBATIM[child.type]))
    start = text.find(wanted, position, end)
    if start < 0:
        # Code spans fold line ends and NUL becomes U+FFFD (CommonMark 0.31, 2.3 and 6.1): stay in step with the source.
        start, wanted = position, text[position : max(position + 1, min(end, position + len(child.content)))]
        return identity(wanted, start)
    if child.type == "text_special":
        return Passage(child.content, ((0, start, start + len(wanted)),))
    return identity(wanted, start)
