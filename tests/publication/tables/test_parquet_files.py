"""Parquet as pyarrow reads it: typed, the same bytes each time, in parts when there are many rows."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.parquet
import pytest

from aqbgraph.publication.offers import Text
from aqbgraph.publication.tables import parquet_files
from aqbgraph.publication.tables.parquet_files import packed, writing
from aqbgraph.publication.tables.table_columns import Column, Kind, Table
from aqbgraph.publication.tables.table_list import BUDGETS, OBSERVATIONS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    Column("iri", Text("IRI", "IRI"), Kind.IRI),
    Column("amount", Text("Betrag", "Amount"), Kind.DECIMAL, required=False),
)
TABLE = Table("t", Text("", ""), Text("", ""), "", COLUMNS, lambda _, __: iter(()))


def written(rows: list[tuple[Any, ...]], portion: int = 100) -> bytes:
    file = io.BytesIO()
    with writing(file, TABLE) as take:
        for at in range(0, len(rows), portion):
            take(packed(TABLE, rows[at : at + portion]))
    return file.getvalue()


def test_types(built: Path) -> None:
    schema = pyarrow.parquet.read_schema(built / "tables/budgets.parquet")
    types = {field.name: str(field.type) for field in schema}
    key = "dictionary<values=string, indices=int32, ordered=0>"
    assert types == {
        "budget": "string",
        "agreement": "string",
        "year": "int16",
        "party": key,
        "party_name": key,
        "ags": key,
        "programme": key,
        "amount": "decimal128(18, 2)",
        "currency": key,
        "approximate": "bool",
        "precision": key,
        "reading": key,
    }
    assert [field.nullable for field in schema] == [not column.required for column in BUDGETS.columns]


def test_columns_say_what_they_mean(built: Path) -> None:
    field = pyarrow.parquet.read_schema(built / "tables/budgets.parquet").field("amount")
    assert field.metadata[b"description.de"].decode() == "Betrag in Euro"
    assert field.metadata[b"description.en"].decode() == "Amount in euros"
    assert field.metadata[b"property"].decode() == "https://w3id.org/aqb/def/aqb#amount"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_all_columns_are_there(built: Path, table: Table) -> None:
    read = pyarrow.parquet.read_table(built / f"tables/{table.name}.parquet")
    assert read.column_names == [column.name for column in table.columns]
    assert read.num_rows > 1


def test_what_is_not_stated_is_null(built: Path) -> None:
    read = pyarrow.parquet.read_table(built / f"tables/{OBSERVATIONS.name}.parquet").to_pylist()
    assert {row["status"] for row in read if row["measures"] is None and row["amount"] is None} == {"not-named"}
    assert [row["measures"] for row in read if row["status"] == "without-measure"] == [0]


def test_many_rows_are_written_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"iri:{number}", Decimal(number) / 4 if number % 3 else None) for number in range(10)]
    monkeypatch.setattr(parquet_files, "ROWS", 4)
    content = written(rows)
    assert pyarrow.parquet.ParquetFile(io.BytesIO(content)).num_row_groups == 3
    read = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    assert [(row["iri"], row["amount"]) for row in read] == rows
    assert written(rows) == content


def test_portions_that_fit_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"iri:{number}", None) for number in range(10)]
    monkeypatch.setattr(parquet_files, "ROWS", 7)
    file = pyarrow.parquet.ParquetFile(io.BytesIO(written(rows, portion=3)))
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [6, 4]
    assert [row["iri"] for row in file.read().to_pylist()] == [iri for iri, _ in rows]


def test_keys_of_several_portions_are_one_list() -> None:
    """Each portion has a list of its own of the values that come again."""
    table = Table("t", Text("", ""), Text("", ""), "", (Column("key", Text("", ""), Kind.KEY),), lambda _, __: iter(()))
    file = io.BytesIO()
    with writing(file, table) as take:
        for some in ("aab", "bc", "ca"):
            take(packed(table, [(key,) for key in some]))
    column = pyarrow.parquet.read_table(file)["key"].combine_chunks()
    assert column.to_pylist() == list("aabbcca")
    assert column.dictionary.to_pylist() == ["a", "b", "c"]


def test_a_table_without_rows_can_be_read() -> None:
    assert pyarrow.parquet.read_table(io.BytesIO(written([]))).num_rows == 0


def test_no_cent_is_rounded_away() -> None:
    with pytest.raises(pyarrow.ArrowInvalid, match="data loss"):
        written([("iri:1", Decimal("0.125"))])
