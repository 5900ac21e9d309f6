"""The page of the endpoint: a form for a query and, below it, the result or what is wrong. Works without script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aqbgraph.service.results import HTML, OFFERS, Kind
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from jinja2 import Template

    from aqbgraph.service.problems import Problem

TEMPLATE = "sparql.html"
EXAMPLE = "SELECT ?s ?p ?o WHERE {\n  ?s ?p ?o\n}\nLIMIT 10"


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in the table: kind is iri, literal, other or unbound; tag is a language."""

    kind: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Download:
    """A link to the same result in another format."""

    name: str
    media_type: str
    href: str


@dataclass(frozen=True, slots=True)
class View:
    """What the template sees: the query; problem, boolean or variables with rows, whichever there is; downloads.

    `more` says that the result has more rows than are shown.
    """

    query: str
    problem: Problem | None = None
    boolean: bool | None = None
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] | None = None
    more: bool = False
    downloads: tuple[Download, ...] = ()


def form(query: str = EXAMPLE) -> bytes:
    """The page without a result."""
    return _render(View(query))


def refusal(query: str, problem: Problem) -> bytes:
    """The page with what is wrong."""
    return _render(View(query, problem=problem))


def result(query: str, kind: str, data: bytes) -> bytes:
    """The page with a result, from what a worker sends for it."""
    found: dict[str, Any] = json.loads(data)
    rows = found.get("rows")
    return _render(
        View(
            query,
            boolean=found.get("boolean"),
            variables=tuple(found.get("variables", ())),
            rows=None if rows is None else tuple(tuple(Cell(**cell) for cell in row) for row in rows),
            more=found.get("more", False),
            downloads=_downloads(query, Kind(kind)),
        )
    )


def _downloads(query: str, kind: Kind) -> tuple[Download, ...]:
    rows = (row for row in OFFERS[kind] if row is not HTML)
    return tuple(
        Download(row.name, row.media_type, "?" + urlencode({"query": query, "format": row.name})) for row in rows
    )


def _render(view: View) -> bytes:
    return _template().render(view=view).encode()


@cache
def _template() -> Template:
    loader = FileSystemLoader(folder("site") / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(TEMPLATE)
