"""A list of reported budgets, row by row: what has no single reading is refused with its line, nothing is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import AqbError, BadValue, Conflict, Duplicate, Place, ReadingError
from aqbgraph.reading.budgets import cells
from aqbgraph.reading.budgets.tables import COLUMNS, OPTIONAL_COLUMNS
from aqbgraph.reading.budgets.tables import records as read_records
from aqbgraph.reported import ReportedBudget, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aqbgraph.document import Document
    from aqbgraph.reading.budgets.tables import Record

# 27 parties, three programmes and twenty-five years make 2,000 figures; what is longer is something else.
LONGEST_LIST = 2000
# Nobody reads more than these; the last one says how many there are besides.
MOST_FAULTS = 50
CURRENCY = "EUR"

# Field → its columns, and what reads them.
_FIELDS: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "reported_for": (("region_ags", "region"), cells.region),
    "fiscal_year": (("year",), cells.year),
    "programme": (("programme",), cells.programme),
    "reported_amount": (("amount_eur",), cells.amount),
    "precision": (("precision",), cells.precision),
    "cited": (("source",), cells.cited),
    "reported_on": (("date",), cells.day),
    "note": (("note",), cells.note),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a list gave: its figures, what is wrong with the rows that were refused.

    `lines` are those that are not blank, `header` those of the header, `refused_lines` those of the `refused` rows.
    """

    budgets: tuple[ReportedBudget, ...]
    faults: tuple[AqbError, ...]
    lines: int = 0
    header: int = 0
    refused_lines: int = 0
    refused: tuple[Row, ...] = ()


def reported(document: Document) -> Reading:
    """Reads a list of reported budgets; faults are collected, not raised, and at most `MOST_FAULTS` are told."""
    name = document.source.name
    try:
        header, *records = _counted(document)
        columns = _columns(header, name)
    except ReadingError as error:
        return Reading((), (error,))
    if not records:
        empty = ReadingError("Die Liste hat eine Kopfzeile, aber keine Zeile mit einem Betrag.", Place(name, 1))
        return Reading((), (empty,), header.lines, header.lines)
    found: dict[tuple[str, str], ReportedBudget] = {}
    faults: list[AqbError] = []
    refused: list[Record] = []
    for record in records:
        told = len(faults)
        budget = _budget(record, columns, document, faults)
        if budget is not None and (first := found.setdefault((budget.path, budget.key), budget)) is not budget:
            faults.append(again(budget, first))
        if len(faults) > told:
            refused.append(record)
    return Reading(
        budgets=tuple(found.values()),
        faults=most(faults, name),
        lines=sum(record.lines for record in (header, *records)),
        header=header.lines,
        refused_lines=sum(record.lines for record in refused),
        refused=tuple(_row(record, document) for record in refused),
    )


def _counted(document: Document) -> list[Record]:
    """The records, unless there are too many."""
    made = []
    for record in read_records(document.text, document.source.name):
        made.append(record)
        if len(made) > LONGEST_LIST + 1:
            message = f"Die Liste hat mehr als {LONGEST_LIST} Zeilen. Gehört sie in diesen Ordner?"
            raise ReadingError(message, Place(document.source.name, record.line))
    return made


def _columns(header: Record, name: str) -> tuple[str, ...]:
    """The names of the columns in the order of the list; all that must be there are, once, and no other."""
    columns = tuple(cell.lower() for cell in header.cells)
    wanted = f"Erwartet werden {', '.join(COLUMNS)} und, wo bekannt, {', '.join(OPTIONAL_COLUMNS)}."
    faults = [
        *(f"Die Spalte „{column}“ fehlt." for column in COLUMNS if column not in columns),
        *(f"Die Spalte „{column}“ ist nicht bekannt." for column in columns if column not in _KNOWN),
        *(f"Die Spalte „{column}“ steht zweimal da." for column in _KNOWN if columns.count(column) > 1),
    ]
    if faults:
        raise ReadingError(" ".join((*faults, wanted)), Place(name, header.line))
    return columns


_KNOWN = (*COLUMNS, *OPTIONAL_COLUMNS)


def _budget(
    record: Record, columns: tuple[str, ...], document: Document, faults: list[AqbError]
) -> ReportedBudget | None:
    """The figure of a row; None when something is wrong with it, which is then among the faults."""
    place = Place(document.source.name, record.line, record.start, record.end)
    if len(record.cells) != len(columns):
        message = f"Die Zeile hat {len(record.cells)} Zellen, die Kopfzeile {len(columns)}."
        faults.append(BadValue(message, place))
        return None
    before = len(faults)
    values = dict(_values(dict(zip(columns, record.cells, strict=True)), place, faults))
    if len(faults) == before and (why := cells.too_early(values["reported_for"], values["fiscal_year"])) is not None:
        faults.append(Conflict(why, place))
    if len(faults) > before:
        return None
    return ReportedBudget(**values, currency=CURRENCY, row=_row(record, document))


def _row(record: Record, document: Document) -> Row:
    return Row(document.source, record.line, record.start, record.end, record.quote)


def _values(row: Mapping[str, str], place: Place, faults: list[AqbError]) -> Iterator[tuple[str, Any]]:
    for field, (columns, read) in _FIELDS.items():
        try:
            yield field, read(*(row.get(column, "") for column in columns))
        except AqbError as error:
            faults.append(type(error)(error.message, place))


def again(budget: ReportedBudget, other: ReportedBudget) -> AqbError:
    """Two rows for one figure of one source: the same again, or another figure."""
    row, there = budget.row, other.row
    where = f"Zeile {there.line}" if there.source == row.source else f"{there.source.name}, Zeile {there.line}"
    place = Place(row.source.name, row.line, row.start, row.end)
    if budget.reported_amount == other.reported_amount:
        return Duplicate(
            f"Dieser Betrag aus dieser Quelle steht auch in {where}. Bitte nur eine Zeile behalten.", place
        )
    return Conflict(f"Aus dieser Quelle steht in {where} ein anderer Betrag. Bitte mit der Quelle vergleichen.", place)


def most(faults: Sequence[AqbError], name: str) -> tuple[AqbError, ...]:
    """No more faults of a list than somebody reads, and how many there are besides."""
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    rest = f"Dazu kommen {len(faults) - MOST_FAULTS} weitere Fehler in dieser Datei."
    return (*faults[:MOST_FAULTS], BadValue(rest, Place(name)))
