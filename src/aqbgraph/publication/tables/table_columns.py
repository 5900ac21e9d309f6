"""What a table is: its columns with their types, what they mean in the graph, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.offers import Text

Row = tuple[Any, ...]

# Between the values of a cell that has several; no key holds it.
SEPARATOR = "|"


class Kind(Enum):
    """The type of a column. A key is a word of a short list; keys are several of them in a cell."""

    IRI = "iri"
    TEXT = "text"
    KEY = "key"
    KEYS = "keys"
    YEAR = "year"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell says in the graph: of what (`about`, else of the row), by which property, with which value.

    `about` and `value` are URI templates over the columns (RFC 6570), below the base of the publication where they
    begin with no other; without `value` it is the cell's own, in `language` if it is text.
    """

    property: str
    value: str | None = None
    about: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the head, what it is called, its type; `meaning` is None where the graph says it elsewhere.

    `required` cells are never empty; an empty one means: not stated.
    """

    name: str
    title: Text
    kind: Kind
    meaning: Meaning | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: name of its file, what it tells, the class of what a row is about, its columns and rows.

    The first column is the IRI of what a row is about, and its key. `refers` are columns that hold the key of another
    table, by its name. `yearly` tables are published for each year as well.
    """

    name: str
    title: Text
    description: Text
    topic: str
    columns: tuple[Column, ...]
    rows: Callable[[Identifiers, Iterable[AgreementSummary]], Iterator[Row]]
    refers: tuple[tuple[str, str], ...] = ()
    yearly: bool = False

    @property
    def key(self) -> Column:
        """The column that names what a row is about."""
        return self.columns[0]
