"""Figures of a table whose unit stands in its head alone: "Betrag in Euro" above a column, or at the start of a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line, Passage
    from aqbgraph.extraction.wording import Stream

# What a column of budgets is called. Others ("Eigenanteil in Euro", "Vorjahr in Euro") hold other money.
_WHAT = (
    r"(?:(?:bewilligte|vereinbarte|zugewiesene)[rsn]? )?"
    r"(?:gesamt-?|förder-?|landes-?|haushalts-?|finanz-?|budget-?)?"
    r"(?:betrag|beträge|mittel|haushaltsmittel|budget|summe|höhe|zuwendung|zuweisung|mittelansatz|ansatz)"
    r"(?: (?:des budgets|der (?:haushalts|förder|landes)?mittel|der zuwendung))?"
)
_SCALE = r"(?P<scale>T ?(?=€|EUR)|Tsd\.? ?(?=€|EUR)|tausend ?(?=€|EUR))"
_UNIT = rf"{_SCALE}?(?:€|Euro|EUR)"
_HEAD = re.compile(
    rf"(?:{_WHAT})?(?: (?:im jahr |für )?20\d\d)?(?:,? (?:angaben )?in |,? ?[(\[]? ?(?:in |angaben in )?)?{_UNIT}"
    r" ?[)\]]?:?",
    re.IGNORECASE,
)
# As wide as an amount can be damaged, so that it is read or refused; a bare year is none.
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[\dOoIlSBZb|][\dOoIlSBZb.,'’ \u00a0\u2009\u202f]*(?:[-–—]{1,2})?")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Headed:
    """A figure and its head, from and to in the text of a stream; `words` are those that are read as an amount."""

    number: tuple[int, int]
    head: tuple[int, int]
    words: str


def figures(document: Document, stream: Stream) -> Iterator[Headed]:
    """The figures of the tables of a stream that are euros by their head."""
    if not any(line.cells for line in document.lines):
        return
    first, last = stream.passage.extent
    heads: tuple[tuple[int, Passage, str], ...] = ()
    width = 0
    for line in document.lines:
        start, end = line.passage.extent if line.passage.text else (0, 0)
        if not line.cells or not first <= start < end <= last:
            # What Markdown writes below a head is a line of its own.
            heads = heads if line.kind is Kind.RULE else ()
            continue
        cells = line.spread or line.cells
        if found := tuple(_heads(cells)):
            beside = [(head, scale) for column, head, scale in found if column == 0]
            yield from _in_row(stream, line, cells, beside)
            heads, width = found, len(cells)
        elif len(cells) == width:
            for column, head, scale in heads:
                yield from _figure(stream, cells[column], head, scale)


def _heads(cells: Sequence[Passage]) -> Iterator[tuple[int, Passage, str]]:
    for column, cell in enumerate(cells):
        scale = _scale(cell.text)
        if scale is not None:
            yield column, cell, scale


@remembered
def _scale(words: str) -> str | None:
    """What the figures below a head are counted in, "" for euros, "T" for thousands; None for words that are none."""
    match = _HEAD.fullmatch(" ".join(words.split()))
    return None if match is None else "T" if match["scale"] else ""


def _in_row(
    stream: Stream, line: Line, cells: Sequence[Passage], heads: Sequence[tuple[Passage, str]]
) -> Iterator[Headed]:
    """The figure beside its head, in a table of two columns."""
    if len(cells) == 2 and line.cells:
        for head, scale in heads:
            yield from _figure(stream, cells[1], head, scale)


def _figure(stream: Stream, cell: Passage, head: Passage, scale: str) -> Iterator[Headed]:
    text = cell.text
    if _FIGURE.fullmatch(text) is None or _DIGIT.search(text) is None:
        return
    number, said = _span(stream, cell), _span(stream, head)
    if number and said:
        yield Headed(number, said, f"{text} {scale}" if scale else text)


def _span(stream: Stream, cell: Passage) -> tuple[int, int] | None:
    """Where in the stream a cell stands; None where the stream does not have it."""
    start = bisect_left(range(len(stream.text)), cell.extent[0], key=stream.passage.position)
    end = start + len(cell.text)
    return (start, end) if stream.text[start:end] == cell.text else None
