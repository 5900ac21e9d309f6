"""Tables as CSV, each with its description as CSV on the Web.

UTF-8 without a mark, comma, double quotes, CRLF (RFC 4180); decimal point; an empty cell where nothing is stated.
https://www.w3.org/TR/tabular-data-model/ and https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from aqbgraph.graph.mapping import literal
from aqbgraph.publication.tables.table_columns import SEPARATOR, Kind
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.publication.offers import Text
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.tables.table_columns import Column, Meaning, Row, Table

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/csvw"
METADATA = "-metadata.json"
# The description of a folder of tables (Model for Tabular Data and Metadata, section 5.3).
GROUP = f"csv{METADATA}"

# A reader that follows the standard takes an IRI for a string; csvw 4.1 expands `anyURI` wrongly in templates.
_DATATYPES: dict[Kind, Any] = {
    Kind.IRI: "string",
    Kind.TEXT: "string",
    Kind.KEY: "string",
    Kind.KEYS: "string",
    Kind.YEAR: "gYear",
    Kind.INTEGER: {"base": "integer", "minimum": 0},
    Kind.DECIMAL: {"base": "decimal", "minimum": 0},
    Kind.BOOLEAN: "boolean",
}
# What a spreadsheet takes for a formula, and what would be mistaken for our way of saying that it is none.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Text that no spreadsheet runs: with an apostrophe before what begins like a formula.

    Nothing is lost: who finds apostrophes before such a sign drops the first of them.
    https://owasp.org/www-community/attacks/CSV_Injection

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("1=1"), guarded("'s Haus")
    ("'=1+1", "''=1+1", '1=1', "'s Haus")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def head(table: Table) -> bytes:
    """The first line of a table: the names of its columns."""
    return _lines([[column.name for column in table.columns]])


def body(table: Table, rows: Iterable[Row]) -> bytes:
    """The lines of some rows."""
    kinds = [column.kind for column in table.columns]
    return _lines([_cell(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _cell(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind is Kind.TEXT:
        return guarded(value)
    return SEPARATOR.join(value) if kind is Kind.KEYS else literal(value)


def description(settings: Settings, table: Table, url: str) -> Json:
    """The description of a CSV file on its own."""
    return {"@context": CONTEXT, **_table(settings, table, url)}


def group(settings: Settings, tables: Iterable[Table]) -> Json:
    """The description of tables that lie in one folder, with the keys by which they refer to each other."""
    return {"@context": CONTEXT, "tables": [_referring(settings, table) for table in tables]}


def to_bytes(metadata: Json) -> bytes:
    """A description as published."""
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _referring(settings: Settings, table: Table) -> Json:
    made = _table(settings, table, f"{table.name}.csv")
    keys = [
        {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": column}}
        for column, other in table.refers
    ]
    return {**made, "tableSchema": {**made["tableSchema"], **({"foreignKeys": keys} if keys else {})}}


def _table(settings: Settings, table: Table, url: str) -> Json:
    kind = {
        "name": "kind",
        "virtual": True,
        "aboutUrl": _reference(table.key),
        "propertyUrl": RDF_TYPE,
        "valueUrl": table.topic,
    }
    return {
        "url": url,
        "dc:title": _both(table.title),
        "dc:description": _both(table.description),
        "dc:license": {"@id": settings.licence.iri},
        "dc:source": {"@id": settings.base_iri},
        "tableSchema": {
            "columns": [*(_column(settings, column) for column in table.columns), kind],
            "primaryKey": table.key.name,
            "aboutUrl": _reference(table.key),
        },
    }


def _reference(column: Column) -> str:
    return f"{{+{column.name}}}"


def _both(text: Text) -> list[Json]:
    return [{"@value": text.de, "@language": "de"}, {"@value": text.en, "@language": "en"}]


def _column(settings: Settings, column: Column) -> Json:
    """A column; the name in the head of the file is one of its titles, by which file and description are compared."""
    return {
        "name": column.name,
        "titles": {"und": column.name, "de": column.title.de, "en": column.title.en},
        "datatype": _DATATYPES[column.kind],
        "required": column.required,
        **({"separator": SEPARATOR} if column.kind is Kind.KEYS else {}),
        **(_meaning(settings, column.meaning) if column.meaning else {"suppressOutput": True}),
    }


def _meaning(settings: Settings, meaning: Meaning) -> Json:
    said = {
        "aboutUrl": meaning.about,
        "propertyUrl": meaning.property,
        "valueUrl": meaning.value and _absolute(settings, meaning.value),
        "lang": meaning.language,
    }
    return {name: value for name, value in said.items() if value}


def _absolute(settings: Settings, template: str) -> str:
    """A template below the base of the publication, unless it begins with an IRI or with the column that holds one."""
    return template if template.startswith(("http", "{+")) else settings.base_iri + template
