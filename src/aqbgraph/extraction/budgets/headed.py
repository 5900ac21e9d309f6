"""Figures of a table whose unit stands in its head alone: "Betrag in Euro" above a column, or at the start of a row.

A head says what is counted, and not for what: only a row of the agreement's year, of its budget or of the total has an
amount of the budget. Any other ("Sprachförderung", "2023", "12" places) has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.budgets.budgets import programmes
from aqbgraph.extraction.finding import primary
from aqbgraph.extraction.forms.layouts import BUDGET
from aqbgraph.extraction.values.values import programme
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Fact, Line, Passage
    from aqbgraph.extraction.wording.wording import Stream

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
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOTAL = re.compile(
    r"(?:insgesamt|zusammen|total|gesamt|(?:(?:gesamt|förder|landes|haushalts)-?)?"
    r"(?:summe|betrag|mittel|budget|zuweisung|zuwendung))",
    re.IGNORECASE,
)
# Money of others, or of another time: a total has it in it.
_OTHERS = re.compile(
    r"Eigen|Ko-?finanz|Dritt|Bund|\bESF|\bEU\b|Kommun|Kreis|Stadt|Jobcenter|Vorjahr|\bRest|Übertrag|\bVortrag",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A figure and its head, from and to in the text of a stream; `words` are those that are read as an amount."""

    number: tuple[int, int]
    head: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What rows of the budget are named by: the year of the agreement ("": not known) and its programmes."""

    year: str
    programmes: tuple[str, ...]

    def names(self, words: str) -> bool:
        """Whether words beside a figure leave it an amount of the budget: its year, its name, a total, or none."""
        rest = self._without_year(words)
        if not rest or _TOTAL.fullmatch(rest):
            return True
        return BUDGET.fullmatch(rest) is not None and programme(rest) in self.programmes

    def is_total(self, beside: Iterable[str]) -> bool:
        """Whether one of the cells beside a figure has the word for a total."""
        return any(_TOTAL.fullmatch(self._without_year(words)) for words in beside)

    def _without_year(self, words: str) -> str:
        return " ".join((words.replace(self.year, " ") if self.year else words).split()).strip(" :")

    def of_year(self, words: str) -> bool:
        """Whether words name no other year."""
        return all(year == self.year for year in _YEAR.findall(words))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a column, its head, what it is counted in, and the words of its row beside it."""

    cell: Passage
    head: Passage
    scale: str
    beside: tuple[str, ...]


Cells = tuple["Passage", ...]
_cells = attrgetter("cells")


def figures(document: Document, stream: Stream, said: Iterable[Fact]) -> Iterator[Headed]:
    """The figures of the tables of a stream that are euros by their head, and the budget's by their row.

    `said` are the facts of the agreement, its year and its programmes among them.
    """
    if not any(map(_cells, document.lines)):
        return
    known = tuple(said)
    year = primary(known, "year")
    agreement = _Agreement(str(year.value) if year else "", programmes(known))
    for table in _tables(document, stream):
        for figure in (*_in_columns(agreement, table), *_in_row(agreement, table)):
            if (number := _span(stream, figure.cell)) and (head := _span(stream, figure.head)):
                text = figure.cell.text
                yield Headed(number, head, f"{text} {figure.scale}" if figure.scale else text)


def _tables(document: Document, stream: Stream) -> Iterator[list[Cells]]:
    """The rows of each table of a stream; what Markdown writes below a head is a line of its own, and no row."""
    first, last = stream.passage.extent
    rows: list[Cells] = []
    for line in document.lines:
        if _is_row(line, first, last):
            rows.append(tuple(line.spread or line.cells))
        elif rows and line.kind is not Kind.RULE:
            yield rows
            rows = []
    if rows:
        yield rows


def _is_row(line: Line, first: int, last: int) -> bool:
    start, end = line.passage.extent if line.passage.text else (0, 0)
    return bool(line.cells) and first <= start < end <= last


def _in_columns(agreement: _Agreement, table: Sequence[Cells]) -> Iterator[_Figure]:
    """The figures below a head that are the budget's."""
    heads: list[tuple[int, Passage, str]] = []
    width = 0
    found: list[_Figure] = []
    for row in table:
        if below := list(_heads(row)):
            yield from _of_budget(agreement, found)
            beside = "".join(cell.text for cell in row)
            heads, width, found = [] if _OTHERS.search(beside) else below, len(row), []
        elif len(row) == width:
            for column, head, scale in heads:
                others = tuple(cell.text for index, cell in enumerate(row) if index != column)
                if _is_figure(row[column].text):
                    found.append(_Figure(row[column], head, scale, others))
    yield from _of_budget(agreement, found)


def _of_budget(agreement: _Agreement, found: Sequence[_Figure]) -> Iterator[_Figure]:
    """Those of a column whose row is of the budget.

    A total of other money or of several years is not, and a row without words is one where there is no other.
    """
    rows = [" ".join(figure.beside) for figure in found]
    others = any(map(_OTHERS.search, rows))
    years = not all(map(agreement.of_year, rows))
    for figure, words in zip(found, rows, strict=True):
        fits = agreement.of_year(figure.head.text) and all(map(agreement.names, figure.beside))
        told = bool(words.strip()) or len(found) == 1
        if (
            fits
            and told
            and not (others and agreement.is_total(figure.beside))
            and (not years or agreement.year in words)
        ):
            yield figure


def _in_row(agreement: _Agreement, table: Sequence[Cells]) -> Iterator[_Figure]:
    """The figure beside its head, in a table of two columns that says nothing else of it."""
    if any(len(row) != 2 for row in table):
        return
    for row in table:
        others = [other[1].text for other in table if other is not row]
        labels = "".join(other[0].text for other in table)
        for column, head, scale in _heads(row):
            fits = agreement.of_year(head.text) and not _OTHERS.search(labels) and all(map(agreement.names, others))
            if column == 0 and _is_figure(row[1].text) and fits:
                yield _Figure(row[1], head, scale, ())


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


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and _DIGIT.search(text) is not None


def _span(stream: Stream, cell: Passage) -> tuple[int, int] | None:
    """Where in the stream a cell stands; None where the stream does not have it."""
    start = bisect_left(range(len(stream.text)), cell.extent[0], key=stream.passage.position)
    end = start + len(cell.text)
    return (start, end) if stream.text[start:end] == cell.text else None
