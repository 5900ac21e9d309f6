"""The named queries as listings: the question of a page of rows, and the answer in a format of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.queries.queries import faults, fill
from aqbgraph.publication.queries.query_forms import columns, variables
from aqbgraph.service.api import tables as api_tables
from aqbgraph.service.api.parameters import Choice, Number, Paging, schema
from aqbgraph.service.api.tables import HTML, JSON_TYPES, TABLE_FORMATS
from aqbgraph.service.replies.apart import apart
from aqbgraph.service.replies.results import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.publication.queries.queries import Column, Fault, NamedQuery
    from aqbgraph.service.api.listing import Ask, Pages
    from aqbgraph.service.api.parameters import Asked
    from aqbgraph.service.api.tables import ApiFormat, Table

# As many rows as are read and written in a fraction of a second.
LIMIT = Number(1, 10_000, 1_000)
OFFSET = Number(0, 1_000_000_000, 0)
SOLUTIONS = {Kind.SOLUTIONS.value: "json"}


@dataclass(frozen=True, slots=True)
class QueryListing:
    """A named query below /api/queries/."""

    query: NamedQuery
    formats: tuple[ApiFormat, ...] = TABLE_FORMATS
    paging: Paging = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(row.name for row in self.formats)
        object.__setattr__(self, "paging", Paging(LIMIT, OFFSET, Choice(names)))

    @property
    def path(self) -> str:
        """The path below /api/."""
        return f"queries/{self.query.name}"

    def faults(self, values: Mapping[str, str]) -> Iterator[Fault]:
        """What is wrong with its own parameters."""
        own = {name: value for name, value in values.items() if name not in self.paging.checks()}
        return faults(self.query, own)

    async def answer(self, asked: Asked, row: ApiFormat, ask: Ask, pages: Pages) -> tuple[bytes, bool]:
        """The page of the result in a format, and whether there are more rows.

        Raises:
            Problem: the query takes too much, or there is no room for it now.
        """
        text = paged(fill(self.query, asked.values, Identifiers(pages.base)), self.variables, asked)
        body = await ask(text, SOLUTIONS)
        # Aside: other requests go on while thousands of rows are read and written.
        return await apart(self._written, body, asked, row, pages)

    def _written(self, body: bytes, asked: Asked, row: ApiFormat, pages: Pages) -> tuple[bytes, bool]:
        table = api_tables.read(body, self.columns, asked.limit)
        if row is HTML or row.write is None:
            return pages.result(self, asked, table), table.more
        return row.write(table, self._about(asked, table)), table.more

    def _about(self, asked: Asked, table: Table) -> dict[str, Any]:
        return {
            "query": self.query.name,
            "title": self.query.title,
            "title_en": self.query.title_en,
            "parameters": dict(sorted(asked.values.items())),
            "offset": asked.offset,
            "limit": asked.limit,
            "more": table.more,
            "columns": [{"name": column.name, "type": column.type} for column in table.columns],
        }

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of its result."""
        return variables(self.query.text)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as declared.

        Raises:
            QueryError: they are not those of the result.
        """
        return columns(self.query)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its answer in JSON."""
        rows = {
            column.name: {
                "type": [JSON_TYPES.get(column.type, "string"), "null"],
                "description": f"{column.comment} / {column.comment_en}",
            }
            for column in self.columns
        }
        return {
            "type": "object",
            "required": ["query", "parameters", "offset", "limit", "more", "columns", "rows"],
            "properties": {
                "query": {"const": self.query.name},
                "title": {"type": "string"},
                "title_en": {"type": "string"},
                "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
                "offset": {"type": "integer"},
                "limit": {"type": "integer"},
                "more": {"type": "boolean"},
                "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
                "rows": {
                    "type": "array",
                    "items": {"type": "object", "required": list(rows), "properties": rows},
                },
            },
        }

    def parameters(self) -> list[tuple[dict[str, Any], str, str]]:
        """Its own parameters as OpenAPI has them, each with what it is in German and English."""
        return [
            (
                {
                    "name": row.name,
                    "in": "query",
                    "required": row.required,
                    "schema": schema(row),
                    "example": int(row.example) if schema(row)["type"] == "integer" else row.example,
                },
                row.comment,
                row.comment_en,
            )
            for row in self.query.parameters
        ]


def paged(text: str, variables: tuple[str, ...], asked: Asked) -> str:
    """A query that ends in its ORDER BY, for one page of its rows and one row more, which tells whether there are more.

    All other columns are added to the order: without them equal rows could change places between two pages. None is
    named twice, of which Virtuoso 7 makes rows mixed from two.
    """
    ordered = set(re.findall(r"[?$](\w+)", text.rpartition("ORDER BY")[2]))
    order = "".join(f" ?{name}" for name in variables if name not in ordered)
    return f"{text.rstrip()}{order}\nLIMIT {asked.limit + 1}\nOFFSET {asked.offset}\n"
