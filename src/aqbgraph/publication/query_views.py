"""What the pages see on which queries are asked: the SPARQL page and the pages of the named queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqbgraph.publication.views import Alternate, Frame


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
    """A term in a table: kind is iri, literal, other or unbound; tag is a language."""

    kind: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class SparqlView:
    """The query as it stands in the form; problem, boolean or variables with rows, whichever there is; downloads.

    `more` says that the result has more rows than are shown. A publication has the form alone, a server the rest.
    `queries_href` and `data_href` lead to the named queries and to the downloads.
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
