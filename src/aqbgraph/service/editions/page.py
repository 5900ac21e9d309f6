"""The page of the endpoint: a form for a query and, below it, the result or what is wrong. Works without script."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode

from aqbgraph.publication.frame.frames import file_href
from aqbgraph.publication.frame.rendering import exact_number, render
from aqbgraph.publication.frame.views import Alternate
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.queries.query_views import ResultCell
from aqbgraph.publication.queries.sparql_page import SPARQL, TEMPLATE, running, sparql_view
from aqbgraph.service.replies.results import HTML, OFFERS, Kind
from aqbgraph.service.replies.spoken import licence_link, refusal, settings_of

if TYPE_CHECKING:
    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.queries.query_views import SparqlView
    from aqbgraph.service.problems import Problem

T = TypeVar("T")
# The key of the view at the endpoint's own address, beside those of the languages.
_AT_THE_ENDPOINT = ""


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The page as a publication has it, with what a server knows beside."""

    publication: Publication
    _views: dict[str, SparqlView] = field(init=False)

    def __post_init__(self) -> None:
        views = {language.code: _view(self.publication, language) for language in LANGUAGES}
        views[_AT_THE_ENDPOINT] = replace(_nearer(views[GERMAN.code]), action=SPARQL)
        object.__setattr__(self, "_views", views)

    def form(self, language: Language | None = None) -> bytes:
        """The page without a result; without a language that of the endpoint's own address."""
        return self._rendered(self._view_of(language), language)

    def refusal(self, query: str, problem: Problem, language: Language | None = None) -> bytes:
        """The page with what is wrong."""
        view = replace(self._asked(query, language), problem=refusal(problem, language or GERMAN))
        return self._rendered(view, language)

    def result(self, query: str, kind: str, data: bytes, language: Language | None = None) -> bytes:
        """The page with a result, from what a worker sends for it."""
        found: dict[str, Any] = json.loads(data)
        rows = found.get("rows")
        view = replace(
            self._asked(query, language),
            boolean=found.get("boolean"),
            variables=tuple(found.get("variables", ())),
            rows=None if rows is None else tuple(tuple(_cell(cell, language) for cell in row) for row in rows),
            more=found.get("more", False),
            downloads=_downloads(query, Kind(kind)),
        )
        return self._rendered(view, language)

    def _view_of(self, language: Language | None) -> SparqlView:
        return self._views[language.code if language else _AT_THE_ENDPOINT]

    def _asked(self, query: str, language: Language | None) -> SparqlView:
        """The page with a query, which the other languages are asked as well."""
        view = self._view_of(language)
        asked = urlencode({"query": query})
        others = tuple(replace(other, href=f"{other.href}?{asked}") for other in view.frame.others)
        return replace(view, frame=replace(view.frame, others=others), query=query)

    def _rendered(self, view: SparqlView, language: Language | None) -> bytes:
        return render(TEMPLATE, view, language or GERMAN, theme=self.publication.theme)


def _nearer(value: T) -> T:
    """A view whose links start from the folder above: `/sparql` lies there, the page in `/sparql/`."""
    if isinstance(value, str):
        return type(value)(value.removeprefix("../"))
    if isinstance(value, tuple):
        return cast("T", tuple(map(_nearer, value)))
    if is_dataclass(value):
        found = {one.name: _nearer(getattr(value, one.name)) for one in fields(value)}
        return cast("T", replace(cast("Any", value), **found))
    return value


def _view(publication: Publication, language: Language) -> SparqlView:
    settings = settings_of(publication, language)
    view = sparql_view(settings, 0)
    served = replace(view, running=running(settings, SPARQL, 0, file_href(settings, SPARQL, SPARQL)))
    licence = licence_link(publication, served.frame.licence, SPARQL, language)
    return replace(served, frame=replace(served.frame, licence=licence))


def _cell(found: dict[str, str], language: Language | None) -> ResultCell:
    cell = ResultCell(**found)
    return replace(cell, text=exact_number(cell.text, language or GERMAN)) if cell.kind == "number" else cell


def _downloads(query: str, kind: Kind) -> tuple[Alternate, ...]:
    rows = (row for row in OFFERS[kind] if row is not HTML)
    return tuple(
        Alternate("?" + urlencode({"query": query, "format": row.name}), row.media_type, row.name) for row in rows
    )
