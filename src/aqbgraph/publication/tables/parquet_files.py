"""Tables as Parquet, typed, with pyarrow where it is installed. The only module that knows it.

https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.tables.table_columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from aqbgraph.publication.tables.table_columns import Column, Row, Table

# Rows that are held at once, and that a reader takes at once.
ROWS = 50_000
# Sums of money to the cent, up to more than the budget of the Land.
_DIGITS, _CENTS = 18, 2


def installed() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("pyarrow") is not None


def write_parquet(file: IO[bytes], table: Table, rows: Iterable[Row]) -> None:
    """Writes a table group of rows by group of rows; the same rows give the same bytes with the same pyarrow."""
    import pyarrow  # noqa: PLC0415  # an extra, and slow to load
    import pyarrow.parquet  # noqa: PLC0415

    schema = pyarrow.schema([_field(pyarrow, column) for column in table.columns])
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for part in _parts(rows):
            columns = zip(schema, zip(*part, strict=True), strict=True)
            arrays = [pyarrow.array(values, field.type) for field, values in columns]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    listed = iter(rows)
    while part := list(islice(listed, ROWS)):
        yield part


def _field(pyarrow: Any, column: Column) -> Any:
    said = {"description.de": column.title.de, "description.en": column.title.en}
    if column.meaning:
        said["property"] = column.meaning.property
    return pyarrow.field(column.name, _type(pyarrow, column.kind), nullable=not column.required, metadata=said)


def _type(pyarrow: Any, kind: Kind) -> Any:
    types = {
        Kind.IRI: pyarrow.string(),
        Kind.TEXT: pyarrow.string(),
        Kind.KEY: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        Kind.KEYS: pyarrow.list_(pyarrow.string()),
        Kind.YEAR: pyarrow.int16(),
        Kind.INTEGER: pyarrow.int32(),
        Kind.DECIMAL: pyarrow.decimal128(_DIGITS, _CENTS),
        Kind.BOOLEAN: pyarrow.bool_(),
    }
    return types[kind]
