"""Tables as Parquet, typed, with pyarrow where it is installed. The only module that knows it.

https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.tables.table_columns import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

    from aqbgraph.publication.tables.table_columns import Column, Row, Table

# Rows that are held at once, and that a reader takes at once.
ROWS = 50_000
# Sums of money to the cent, up to more than the budget of the Land.
_DIGITS, _CENTS = 18, 2


def installed() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("pyarrow") is not None


def packed(table: Table, rows: Iterable[Row]) -> bytes:
    """Some rows, ready to be put into a file with others.

    https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format
    """
    import pyarrow  # noqa: PLC0415  # an extra, and slow to load

    schema, listed = _schema(pyarrow, table), list(rows)
    columns = zip(*listed, strict=True) if listed else ((),) * len(schema)
    arrays = [pyarrow.array(values, field.type) for field, values in zip(schema, columns, strict=True)]
    made = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(made, schema) as stream:
        stream.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
    content: bytes = made.getvalue().to_pybytes()
    return content


@contextmanager
def writing(file: IO[bytes], table: Table) -> Iterator[Callable[[bytes], None]]:
    """Writes a table of rows that were packed, those that fit together as a group; what is given back takes them.

    The same portions of rows give the same bytes with the same pyarrow.
    """
    import pyarrow.parquet  # noqa: PLC0415

    with pyarrow.parquet.ParquetWriter(file, _schema(pyarrow, table), compression="zstd") as writer:
        waiting: list[Any] = []

        def put() -> None:
            if waiting:
                # Each portion has its own list of the values that come again.
                together = pyarrow.concat_tables(waiting).unify_dictionaries().combine_chunks()
                writer.write_table(together, row_group_size=ROWS)
                waiting.clear()

        def take(rows: bytes) -> None:
            some = pyarrow.ipc.open_stream(rows).read_all()
            if sum(len(one) for one in waiting) + len(some) > ROWS:
                put()
            waiting.append(some)

        yield take
        put()


def _schema(pyarrow: Any, table: Table) -> Any:
    return pyarrow.schema([_field(pyarrow, column) for column in table.columns])


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
