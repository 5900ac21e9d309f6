"""The page of the endpoint: a form for a query and, below it, the result or what is wrong. Works without script."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aqbgraph.publication.frames import frame, href, moved
from aqbgraph.publication.rendering import render
from aqbgraph.publication.search_page import searchable
from aqbgraph.publication.settings import LICENCES, Licence, Settings
from aqbgraph.publication.views import Alternate, Link
from aqbgraph.service.results import HTML, OFFERS, Kind

if TYPE_CHECKING:
    from aqbgraph.publication.published import Publication
    from aqbgraph.publication.views import Frame
    from aqbgraph.service.problems import Problem

TEMPLATE = "sparql"
TITLE = "SPARQL-Abfrage"
DESCRIPTION = "Die Daten mit SPARQL abfragen: Formular, Ergebnis als Tabelle und in den üblichen Formaten."
EXAMPLE = "SELECT ?s ?p ?o WHERE {\n  ?s ?p ?o\n}\nLIMIT 10"


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in the table: kind is iri, literal, other or unbound; tag is a language."""

    kind: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class View:
    """What the template sees: the query; problem, boolean or variables with rows, whichever there is; downloads.

    `more` says that the result has more rows than are shown.
    """

    frame: Frame
    query: str
    problem: Problem | None = None
    boolean: bool | None = None
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] | None = None
    more: bool = False
    downloads: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The page beside the pages of a publication, with their frame."""

    publication: Publication
    _frame: Frame = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_frame", _frame(self.publication))

    def form(self, query: str = EXAMPLE) -> bytes:
        """The page without a result."""
        return self._rendered(View(self._frame, query))

    def refusal(self, query: str, problem: Problem) -> bytes:
        """The page with what is wrong."""
        return self._rendered(View(self._frame, query, problem=problem))

    def result(self, query: str, kind: str, data: bytes) -> bytes:
        """The page with a result, from what a worker sends for it."""
        found: dict[str, Any] = json.loads(data)
        rows = found.get("rows")
        view = View(
            self._frame,
            query,
            boolean=found.get("boolean"),
            variables=tuple(found.get("variables", ())),
            rows=None if rows is None else tuple(tuple(Cell(**cell) for cell in row) for row in rows),
            more=found.get("more", False),
            downloads=_downloads(query, Kind(kind)),
        )
        return self._rendered(view)

    def _rendered(self, view: View) -> bytes:
        return render(TEMPLATE, view, theme=self.publication.theme)


def _frame(publication: Publication) -> Frame:
    """The frame of /sparql: no folder as other pages are, so its links are those of the start page."""
    iri = publication.licence
    licence = next((row for row in LICENCES.values() if row.iri == iri), Licence(iri or "", iri or ""))
    settings = Settings(publication.base, licence, search=searchable(publication), theme=publication.theme)
    made = frame(settings, "", TITLE, DESCRIPTION, data=())
    return replace(
        moved(settings, made, "sparql"),
        trail=(Link(href("", ""), "Start"), Link(href("", "queries"), "Abfragen")),
        # Older publications do not name their licence in the list of files, but on the page of their data.
        licence=made.licence if iri else Link(href("", "data"), "siehe Daten"),
    )


def _downloads(query: str, kind: Kind) -> tuple[Alternate, ...]:
    rows = (row for row in OFFERS[kind] if row is not HTML)
    return tuple(
        Alternate("?" + urlencode({"query": query, "format": row.name}), row.media_type, row.name) for row in rows
    )
