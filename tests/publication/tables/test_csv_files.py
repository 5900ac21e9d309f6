"""CSV files as programs read them: valid by their descriptions, and saying what the graph says."""

from __future__ import annotations

import csv
import io
import json
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from aqbgraph.publication.offers import Text
from aqbgraph.publication.tables.csv_files import GROUP, METADATA, body, guarded, head
from aqbgraph.publication.tables.table_columns import Column, Kind, Table
from aqbgraph.publication.tables.table_list import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XSD = "http://www.w3.org/2001/XMLSchema#"
FILES = [
    *(f"tables/{table.name}.csv" for table in TABLES),
    *(f"download/{year}-{name}.csv" for year in (2024, 2025) for name in ("budgets", "measures")),
]


def text_table(*kinds: Kind) -> Table:
    columns = tuple(Column(f"c{number}", Text("", ""), kind) for number, kind in enumerate(kinds))
    return Table("t", Text("", ""), Text("", ""), "", columns, lambda _, __: iter(()))


def written(table: Table, *rows: tuple[Any, ...]) -> bytes:
    return head(table) + body(table, rows)


def faults(path: Path) -> list[str]:
    """What csvw finds wrong with a table by its description, or with a group of them."""
    with warnings.catch_warnings():
        # It tells by warnings, of which pytest would make errors.
        warnings.simplefilter("always")
        try:
            made = CSVW(str(path), validate=True)
            return [] if made.is_valid else [str(warning.message) for warning in made.warnings]
        except ValueError as error:
            return [str(error)]


@pytest.mark.parametrize("name", FILES)
def test_valid_by_its_description(built: Path, name: str) -> None:
    assert faults(built / name) == []
    assert CSVW(str(built / name)).common_props["dc:license"]["@id"] == "https://www.govdata.de/dl-de/by-2-0"


def test_the_keys_of_all_tables_fit(built: Path, tmp_path: Path) -> None:
    assert faults(built / "tables" / GROUP) == []
    for path in (built / "tables").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    agreements = tmp_path / "agreements.csv"
    agreements.write_bytes(agreements.read_bytes().replace(b"2025/odenwaldkreis#", b"2026/odenwaldkreis#"))
    assert any("not found in table agreements.csv" in fault for fault in faults(tmp_path / GROUP))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("budgets", b"491550", b"viel"),
        ("budgets", b"491550", b"-1"),
        ("budgets", b"odenwaldkreis#budget", b"werra-meissner-kreis#budget"),
        ("budgets", b"491550", b""),
        ("measures", b"measure,", b"project,"),
        ("observations", b",3,http", b",drei,http"),
    ],
)
def test_a_spoilt_file_is_not_valid(built: Path, tmp_path: Path, name: str, before: bytes, after: bytes) -> None:
    for ending in (".csv", f".csv{METADATA}"):
        (tmp_path / f"{name}{ending}").write_bytes((built / f"tables/{name}{ending}").read_bytes())
    path = tmp_path / f"{name}.csv"
    spoilt = path.read_bytes().replace(before, after)
    if b"werra" in after:
        spoilt = spoilt.replace(b"2025/werra", b"2024/werra")
    assert spoilt != path.read_bytes()
    path.write_bytes(spoilt)
    assert faults(path)


@pytest.mark.parametrize("name", FILES)
def test_every_column_is_titled_in_both_languages(built: Path, name: str) -> None:
    described = json.loads((built / f"{name}{METADATA}").read_text("utf-8"))
    (head, *_) = csv.reader(io.StringIO((built / name).read_text("utf-8"), newline=""))
    columns = [column for column in described["tableSchema"]["columns"] if "virtual" not in column]
    assert [column["name"] for column in columns] == [column["titles"]["und"] for column in columns] == head
    assert all(column["titles"]["de"] and column["titles"]["en"] for column in columns)


@pytest.mark.parametrize("name", [name for name in FILES if "agreements" not in name])
def test_what_it_says_is_in_the_graph(built: Path, name: str) -> None:
    """By the rules of "Generating RDF from Tabular Data on the Web", minimal mode."""
    graph = {quad.triple for quad in parse(path=built / "data.ttl", format=RdfFormat.TURTLE)}
    said = set(statements(built / name))
    assert said - graph == set()
    assert len(said) > 5


def test_agreements_in_the_graph(built: Path) -> None:
    graph = {quad.triple for quad in parse(path=built / "data.ttl", format=RdfFormat.TURTLE)}
    said = set(statements(built / "tables/agreements.csv"))
    assert said <= graph
    assert len(said) == 2 * 5


def statements(path: Path) -> Iterator[Triple]:
    """The RDF of a table: of each row that of its columns. Written here, as csvw knows JSON only."""
    made = CSVW(str(path))
    (table,) = made.tables
    schema = table.tableSchema
    for row in table:
        for column in schema.columns:
            value = row.get(column.name)
            if column.suppressOutput or (value is None and not column.virtual):
                continue
            about = table.expand(column.aboutUrl or schema.aboutUrl, row, _row=0, _name=column.name)
            yield Triple(NamedNode(about), NamedNode(str(column.propertyUrl)), _object(table, column, row, value))


def _object(table: Any, column: Any, row: Any, value: Any) -> NamedNode | Literal:
    if column.valueUrl:
        expanded = table.expand(column.valueUrl, row, _row=0, _name=column.name)
        assert urlsplit(expanded).scheme
        return NamedNode(expanded)
    if column.lang != "und":
        return Literal(value, language=str(column.lang))
    name = column.datatype.base
    return Literal(str(value)) if name == "string" else Literal(str(value), datatype=NamedNode(XSD + name))


def test_as_rfc_4180_has_it() -> None:
    table = text_table(Kind.TEXT, Kind.DECIMAL, Kind.KEYS, Kind.YEAR)
    assert written(table, ('Haus "Ä", Süd\nNord', None, ("aqb", "b"), 2025)) == (
        'c0,c1,c2,c3\r\n"Haus ""Ä"", Süd\nNord",,aqb|b,2025\r\n'.encode()
    )


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="argument"):
        written(text_table(Kind.TEXT), ("a", "b"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''@"])
def test_what_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@given(st.text(alphabet="'=+-@\t\rab", max_size=6))
def test_nothing_is_lost_by_it(text: str) -> None:
    shown = guarded(text)
    assert shown[:1] not in set("=+-@\t\r")
    stripped = shown.lstrip("'")
    undone = shown[1:] if shown != stripped and stripped[:1] in set("=+-@\t\r") else shown
    assert undone == text


def test_only_text_is_guarded() -> None:
    """Numbers and names that we mint cannot be formulas, and must stay what they are."""
    table = text_table(Kind.INTEGER, Kind.KEY, Kind.TEXT)
    assert written(table, (-1, "-", "-")) == b"c0,c1,c2\r\n-1,-,'-\r\n"
