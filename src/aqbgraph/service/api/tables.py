"""A result as a table of plain values, and the formats that tables are sent in.

The type of a column is declared with the query, so that it is the same on every page and in every format.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.publication.queries.queries import Column

Value = str | int | Decimal | None

JSON_TYPES: dict[str, str] = {"xsd:integer": "integer", "xsd:gYear": "integer", "xsd:decimal": "number"}
_READERS: dict[str, Callable[[str], Value]] = {"xsd:integer": int, "xsd:gYear": int, "xsd:decimal": Decimal}
# What the engine calculates decimals with: 128 bits, 18 digits behind the point.
_DECIMAL = (38, 18)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under typed columns; `more`: the result goes on behind them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool


def read(body: bytes, columns: Sequence[Column], most: int) -> Table:
    """The first rows of a SPARQL result in JSON, in the order of the declared columns.

    Raises:
        ValueError: a value is not of its column's type.
    """
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise TypeError(type(found))
    readers = [(column.name, _READERS.get(column.type, str)) for column in columns]
    rows = [tuple(_value(solution[name], reader) for name, reader in readers) for solution in found]
    return Table(tuple(columns), tuple(rows[:most]), len(rows) > most)


def _value(term: object, reader: Callable[[str], Value]) -> Value:
    if isinstance(term, Literal | NamedNode | BlankNode):
        return reader(term.value)
    return None if term is None else str(term)


def plain(value: Value) -> str | int | float | None:
    """A value as JSON has it: a number without a fraction stays whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def as_json(table: Table, about: dict[str, Any]) -> bytes:
    """Objects, one a row, behind what is said about them."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in table.rows]
    return json.dumps({**about, "rows": rows}, ensure_ascii=False, indent=1).encode() + b"\n"


def as_csv(table: Table, _: dict[str, Any]) -> bytes:
    """RFC 4180; a value that is not there is empty."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_text(value) for value in row] for row in table.rows)
    return output.getvalue().encode()


def _text(value: Value) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def as_parquet(table: Table, _: dict[str, Any]) -> bytes:
    """Apache Parquet, with the columns' types and descriptions; needs pyarrow (extra `parquet`)."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to load
    from pyarrow import parquet  # noqa: PLC0415

    kinds = {"xsd:integer": pa.int64(), "xsd:gYear": pa.int32(), "xsd:decimal": pa.decimal128(*_DECIMAL)}
    fields = [
        pa.field(column.name, kinds.get(column.type, pa.string()), metadata={"description": column.comment})
        for column in table.columns
    ]
    cells = list(zip(*table.rows, strict=True)) or [()] * len(fields)
    arrays = [pa.array(cell, type=field.type) for cell, field in zip(cells, fields, strict=True)]
    output = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), output)
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class ApiFormat:
    """A format of the API: its name in `format=`, media type, other types for it, how it is written (not the page)."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()
    write: Callable[[Table, dict[str, Any]], bytes] | None = None

    @property
    def content_type(self) -> str:
        """The media type as sent; a table as text has a head (RFC 4180, section 3)."""
        parameters = {"text/csv": "; charset=utf-8; header=present", "text/html": "; charset=utf-8"}
        return self.media_type + parameters.get(self.media_type, "")


JSON = ApiFormat("json", "application/json", write=as_json)
CSV = ApiFormat("csv", "text/csv", write=as_csv)
PARQUET = ApiFormat("parquet", "application/vnd.apache.parquet", write=as_parquet)
HTML = ApiFormat("html", "text/html", ("application/xhtml+xml",))

# Parquet is offered where its library is installed.
TABLE_FORMATS = (JSON, CSV, *([PARQUET] if importlib.util.find_spec("pyarrow") else []), HTML)
