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
from aqbgraph.reading import inlines
from aqbgraph.reading.blocks import Block, SourceLine, blocks, cells
from aqbgraph.reading.items import listed
from aqbgraph.reading.normalisation import normalised
from aqbgraph.reading.source_lines import placed, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Markup to people but not to CommonMark: the break of HTML, the # of a heading that was joined to another line, the
# half of a bold run that was torn apart.
_RESIDUE = re.compile(r"<br\s*/?>|(?:^|(?<=\s))#{1,6}(?=\s)|\*\*")
_RESIDUAL = re.compile(r"<br|#|\*\*")
_MARKUP = re.compile(r"[\\`*_\[\]<&#]")
_BETWEEN_CELLS = " | "
# What is longer is no wording that agreements share.
_LONGEST_REMEMBERED = 4_000
_MOST_LINES_REMEMBERED = 64


def lines(text: str) -> tuple[Line, ...]:
    """All non-blank lines of a Markdown text. Guarantee: each is there, with or without words, in order."""
    texts, starts = source_lines(text)
    found: list[Line] = []
    last = 0
    for first, chunk in _chunks(texts):
        for line in _read(chunk):
            number = line.number + first
            found.append(placed(line, number, starts[number], number - last))
            last = number + 1
    return tuple(found)


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Lines up to a blank one with text at the margin below it: no block goes on over that."""
    first = 0
    blank = True
    for index, text in enumerate(texts):
        empty = not text or text.isspace()
        if blank and not empty and text[0] not in " \t":
            yield first, tuple(texts[first:index])
            first = index
        blank = empty
    yield first, tuple(texts[first:])


def _read(chunk: tuple[str, ...]) -> Iterable[Line]:
    if len(chunk) <= _MOST_LINES_REMEMBERED and sum(map(len, chunk)) <= _LONGEST_REMEMBERED:
        return _remembered(chunk)
    return _lines(chunk)


@lru_cache(maxsize=2048)
def _remembered(chunk: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(_lines(chunk))


def _lines(chunk: tuple[str, ...]) -> Iterator[Line]:
    """The lines that stand together; numbers count from 0 at the first, positions from the start of their line."""
    for block in blocks([SourceLine(index, 0, text) for index, text in enumerate(chunk)]):
        for line in _block(block):
            if line.text:
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
    """The lines of a heading, paragraph, item or row; only an item's first line carries its bullet."""
    if block.kind is Kind.RULE:
        yield Line(block.lines[0].index, Kind.RULE, Passage("", ()))
    elif block.row:
        yield _row(block.lines[0])
    else:
        kind, level, marker = block.kind, block.level, block.marker
        for line, (words, strong) in zip(block.lines, _words(block.lines), strict=True):
            yield listed(Line(line.index, kind, words, level, marker, strong))
            if kind is Kind.ITEM:
                kind, level, marker = Kind.TEXT, 0, ""


def _row(line: SourceLine) -> Line:
    """A row of a table: its cells, and all of them as one."""
    found = [_words([SourceLine(line.index, line.start + at, text)])[0] for at, text in cells(line.text)]
    passages = tuple(words for words, _ in found)
    strong = all(bold for words, bold in found if words.text)
    whole = join(passages, _BETWEEN_CELLS)
    return listed(Line(line.index, Kind.TEXT, whole, strong=strong, cells=passages if len(passages) > 1 else ()))


def _words(found: Sequence[SourceLine]) -> list[tuple[Passage, bool]]:
    """The words of each line of a block, and whether all of them are bold."""
    if not any(_MARKUP.search(line.text) for line in found):
        return [(normalised(identity(line.text, line.start)), False) for line in found]
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


def _together(parts: Sequence[tuple[Passage, bool]]) -> tuple[Passage, bool]:
    whole = join(tuple([passage for passage, _ in parts]), "")
    if _RESIDUAL.search(whole.text):
        whole = Passage(_RESIDUE.sub(_blank, whole.text), whole.runs)
    return normalised(whole), all(strong for passage, strong in parts if passage.text.strip())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
