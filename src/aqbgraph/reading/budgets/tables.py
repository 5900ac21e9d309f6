"""Lists of reported budgets: what tells them from other files, and their records with the place of each.

CSV as RFC 4180 has it, with comma, semicolon or tab; quoted cells may hold separators and line ends.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Line

COLUMNS = ("region_ags", "region", "year", "programme", "amount_eur", "precision", "source", "note")
OPTIONAL_COLUMNS = ("date",)

_SEPARATORS = ",;\t"
# Fewer might be words of a sentence; a list of which more columns are missing is no list of reported budgets.
_ENOUGH_COLUMNS = 3
_LONGEST_HEADER = 2000
_NO_CSV = (
    "Hier gehen die Anführungszeichen nicht auf, oder eine Zelle ist länger als 131.072 Zeichen. Zellen mit "
    "Trennzeichen, Zeilenende oder Anführungszeichen gehören in Anführungszeichen, Anführungszeichen darin doppelt."
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: `text[start:end] == quote`; `line` (from 1) where it begins, `lines` those that are not blank."""

    line: int
    lines: int
    start: int
    end: int
    quote: str
    cells: tuple[str, ...]


def is_table(text: str) -> bool:
    """Whether a text begins with the header of a list of reported budgets, complete or not."""
    header = _header(text).lower()
    # Asked of every text: hardly any has the names of the columns in its first line.
    if sum(column in header for column in (*COLUMNS, *OPTIONAL_COLUMNS)) < _ENOUGH_COLUMNS:
        return False
    return _known(header, _separator(text)) >= _ENOUGH_COLUMNS


def lines(_: str) -> tuple[Line, ...]:
    """A list has records, not lines: none."""
    return ()


def records(text: str, name: str) -> Iterator[Record]:
    """The records in order, the header first, blank ones left out; cells without the blanks around them.

    Raises:
        ReadingError: it is no CSV from some line on.
    """
    given: list[str] = []
    reader = csv.reader(_handed_out(text, given), delimiter=_separator(text), strict=True)
    start, number = 0, 1
    while True:
        given.clear()
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            raise ReadingError(_NO_CSV, Place(name, number)) from error
        whole = "".join(given)
        quote = whole.rstrip("\r\n")
        if any(cells):
            filled = sum(not line.isspace() for line in given)
            yield Record(number, filled, start, start + len(quote), quote, cells)
        start += len(whole)
        number += len(given)


def _handed_out(text: str, given: list[str]) -> Iterator[str]:
    """The lines with their ends; `given` tells which of them the parser has taken."""
    for line in io.StringIO(text, newline=""):
        given.append(line)
        yield line


def _header(text: str) -> str:
    return next((line for line in text[:_LONGEST_HEADER].splitlines() if line.strip()), "")


def _separator(text: str) -> str:
    header = _header(text)
    return max(_SEPARATORS, key=lambda separator: _known(header, separator))


def _known(header: str, separator: str) -> int:
    cells = {cell.strip().strip('"').strip().lower() for cell in header.split(separator)}
    return len(cells.intersection((*COLUMNS, *OPTIONAL_COLUMNS)))
