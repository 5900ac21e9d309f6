"""What the pages see on which queries are asked: the SPARQL page and the pages of the named queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.frame.views import Alternate, Frame


@dataclass(frozen=True, slots=True)
class Running:
    """Where queries are answered: by a server at `endpoint`, or in the page where that is empty.

    In the page a `worker` runs the `engine` over the `data`; `size` is the number of bytes that both load first.
    `told` is a file that says whether a server delivers the pages, which a page that a server does not make asks for.
    `terms` are what is proposed when typing, `areas` the geometry of the map.
    """

    endpoint: str
    worker: str
    engine: str
    data: str
    size: int
    told: str
    terms: str
    areas: str
    base: str


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A named query to be taken over: what it is called, its text as it can be asked."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PrefixLine:
    """A prefix and what it stands for."""

    prefix: str
    namespace: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query was not answered, in the page's language: the kind of problem, and what it is."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultCell:
    """A term in a table: kind is iri, number, literal, other or unbound; tag is a language."""

    kind: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen: as it is given, what it is called, the term it stands for in a query.

    `proper`: what it is called is a proper name, German on every page.
    """

    value: str
    text: str
    term: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a query as a field of its form: name, what it is, whether it must be given, value at first.

    `options` are all values there are; without them a text is typed, at most `most` characters long. `any` is what no
    value means ("alle Jahre"), "" where one must be given.
    """

    name: str
    label: str
    value: str
    required: bool
    any: str
    options: tuple[Choice, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a result: its name in the query, what it is, whether numbers stand in it."""

    name: str
    text: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A value of a result as shown: kind is number, iri, text or none; `href` is where a name leads, "" for nowhere."""

    kind: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The result for the values at first: all rows in number, of which the first are shown."""

    count: int
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class QueryView:
    """A named query with its form. `text` is the query with nothing bound, `bound` with the values at first.

    `result` is None where the data were too many to be asked when the pages were made. `file_href` leads to the text as
    a file, `sparql_href` to the SPARQL page with the bound query; `command` asks the same on a command line.
    """

    frame: Frame
    running: Running
    name: str
    title: str
    comment: str
    fields: tuple[Field, ...]
    heads: tuple[Head, ...]
    text: str
    bound: str
    result: FirstResult | None
    file_href: str
    sparql_href: str
    command: str


@dataclass(frozen=True, slots=True)
class Question:
    """An entry of the list of queries: its name, the page with its form, what it answers."""

    name: str
    href: str
    title: str
    comment: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What some of the queries are about."""

    key: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QueriesView:
    """All named queries by topic; the way to the SPARQL page."""

    frame: Frame
    sparql_href: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class SparqlView:
    """The query as it stands in the form; problem, boolean or variables with rows, whichever there is; downloads.

    `more` says that the result has more rows than are shown. A publication has the form alone, a server the rest.
    `queries_href` and `data_href` lead to the named queries and to the downloads; `action` is where a server takes the
    form.
    """

    frame: Frame
    running: Running
    queries_href: str
    data_href: str
    query: str
    examples: tuple[ExampleQuery, ...]
    prefixes: tuple[PrefixLine, ...]
    problem: Refusal | None = None
    boolean: bool | None = None
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[ResultCell, ...], ...] | None = None
    more: bool = False
    downloads: tuple[Alternate, ...] = ()
    action: str = "./"
