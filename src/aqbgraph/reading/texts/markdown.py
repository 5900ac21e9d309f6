"""Markdown to lines without markup.

CommonMark decides what is markup; markup is then taken away, because the same wording comes as heading, bold line or
plain line from one conversion to the next. Lines that stand together are read as one and remembered: agreements share
most of their wording, and a clerk has hundreds of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Line, Passage, identity, join
from aqbgraph.reading.normalisation import normalised
from aqbgraph.reading.texts import comments, inlines
from aqbgraph.reading.texts.blocks import Block, blocks, cells
from aqbgraph.reading.texts.cursor import SourceLine
from aqbgraph.reading.texts.items import listed
from aqbgraph.reading.texts.simple import UNCLEAR, simple
from aqbgraph.reading.texts.source_lines import all_placed, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.reading.texts.emphasis import Spans

# Markup to people but not to CommonMark: the break of HTML, the # of a heading that was joined to another line, the
# half of a bold run that was torn apart.
RESIDUE = re.compile(r"<br\s*/?>|(?:^|(?<=\s))#{1,6}(?=\s+\S)|\*\*")
_RESIDUAL = re.compile(r"<br|#|\*\*")
_MARKUP = re.compile(r"[\\`*_\[\]<&#]")
# A line that is drawn and not written: an underline, leaders, the second row of a table.
_DRAWN = re.compile(r"[-=_*~#.:·…–—|+ ]+")
_BETWEEN_CELLS = " | "
# What is longer is no wording that agreements share.
_LONGEST_REMEMBERED = 4_000
_MOST_LINES_REMEMBERED = 64


def lines(text: str) -> tuple[Line, ...]:
    """All non-blank lines of a Markdown text. Guarantee: each is there, with or without words, in order."""
    texts, starts = source_lines(text)
    found = list(map(simple, texts))
    for first, end in _unclear(texts, found):
        found[first:end] = _read(tuple(texts[first:end]))
    comments.without(text, starts, found)
    return all_placed(found, starts)


def _unclear(texts: Sequence[str], found: Sequence[Line | None]) -> Iterator[tuple[int, int]]:
    """The chunks with a line that is not to be read alone: up to a blank line with text at the margin below it."""
    end = 0
    for index in [index for index, line in enumerate(found) if line is UNCLEAR]:
        if index < end:
            continue
        first, end = index, index + 1
        while first and not _begins(texts, first):
            first -= 1
        while end < len(texts) and not _begins(texts, end):
            end += 1
        yield first, end


def _begins(texts: Sequence[str], index: int) -> bool:
    """Whether a line stands at the margin below a blank one."""
    above = texts[index - 1]
    return texts[index][:1] not in ("", " ", "\t") and (not above or above.isspace())


def _read(chunk: tuple[str, ...]) -> tuple[Line | None, ...]:
    """The lines that stand together, None for blank ones; positions count from the start of each line."""
    short = len(chunk) <= _MOST_LINES_REMEMBERED and sum(map(len, chunk)) <= _LONGEST_REMEMBERED
    return _remembered(chunk) if short else _parsed(chunk)


@lru_cache(maxsize=1024)
def _remembered(chunk: tuple[str, ...]) -> tuple[Line | None, ...]:
    return _parsed(chunk)


def _parsed(chunk: tuple[str, ...]) -> tuple[Line | None, ...]:
    found: list[Line | None] = [None] * len(chunk)
    for line in _lines(chunk):
        found[line.number] = line
    return tuple(found)


def _lines(chunk: tuple[str, ...]) -> Iterator[Line]:
    """The lines of a chunk; numbers count from 0."""
    for block in blocks([SourceLine(index, 0, text) for index, text in enumerate(chunk)]):
        for line in _block(block):
            if line.kind is Kind.TEXT and _DRAWN.fullmatch(line.text):
                yield line._replace(kind=Kind.RULE, strong=False, cells=())
            elif line.text:
                yield line
            elif (bare := _bare(chunk[line.number], line.number)) is not None:
                yield bare


def _bare(text: str, number: int) -> Line | None:
    """A line of which no words are left without its markup, as it stands; None for a blank one."""
    whole = normalised(identity(text))
    if not whole.text:
        return None
    if not any(letter.isalnum() for letter in whole.text):
        return Line(number, Kind.RULE, whole)
    return listed(Line(number, Kind.TEXT, whole))


def _block(block: Block) -> Iterator[Line]:
    """The lines of a heading, paragraph, item or row; only an item's first words carry its bullet."""
    if block.kind is Kind.RULE:
        yield Line(block.lines[0].number, Kind.RULE, Passage("", ()))
    elif block.row:
        yield _row(block.lines[0])
    else:
        kind, level, marker = block.kind, block.level, block.marker
        for line, (words, strong, bold) in zip(block.lines, _words(block.lines), strict=True):
            yield listed(Line(line.number, kind, words, level, marker, strong, bold=bold))
            if kind is Kind.ITEM and words.text:
                kind, level, marker = Kind.TEXT, 0, ""


def _row(line: SourceLine) -> Line:
    """A row of a table: its cells, and all of them as one."""
    found = [_words([SourceLine(line.number, line.start + at, text)])[0] for at, text in cells(line.text)]
    passages = tuple(words for words, _, _ in found)
    strong = all(bold for words, bold, _ in found if words.text)
    whole = join(passages, _BETWEEN_CELLS)
    cells_of_it = passages if len(passages) > 1 else ()
    bold = () if strong else tuple(span for words, all_of_it, spans in found for span in _bold(words, all_of_it, spans))
    return listed(Line(line.number, Kind.TEXT, whole, strong=strong, cells=cells_of_it, bold=bold))


def _bold(words: Passage, all_of_it: bool, spans: Spans) -> Spans:
    """What is bold of a cell, as that of a line of which not all is."""
    return (words.extent,) if all_of_it and words.text else spans


def _words(found: Sequence[SourceLine]) -> list[tuple[Passage, bool, Spans]]:
    """The words of each line of a block, whether all of them are bold, and if not, which."""
    if not any(_MARKUP.search(line.text) for line in found):
        return [(normalised(identity(line.text, line.start)), False, ()) for line in found]
    text = "\n".join([line.text for line in found])
    parts: list[list[tuple[Passage, bool]]] = [[] for _ in found]
    index = begins = 0
    for piece in inlines.pieces(text):
        start = piece.start
        while start < piece.end:
            stop = begins + len(found[index].text)
            if start >= stop:
                index, begins, start = index + 1, stop + 1, max(start, stop + 1)
                continue
            end = min(piece.end, stop)
            at = found[index].start + start - begins
            words = text[start:end] if piece.words is None else piece.words
            parts[index].append((Passage(words, ((0, at, at + end - start),)), piece.strong))
            start = end
    return [_together(part) for part in parts]


def _together(parts: Sequence[tuple[Passage, bool]]) -> tuple[Passage, bool, Spans]:
    whole = join(tuple([passage for passage, _ in parts]), "")
    if _RESIDUAL.search(whole.text):
        whole = Passage(RESIDUE.sub(_blank, whole.text), whole.runs)
    strong = all(bold for passage, bold in parts if passage.text.strip())
    return normalised(whole), strong, () if strong else tuple([passage.extent for passage, bold in parts if bold])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
