"""The pages of the API: the form of each named query with its result, and what there is. They work without script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel.numbers import format_decimal

from aqbgraph.publication.frames import frame, href, moved
from aqbgraph.publication.rendering import render
from aqbgraph.publication.search_page import searchable
from aqbgraph.publication.settings import LICENCES, Licence, Settings
from aqbgraph.publication.views import Alternate, Link
from aqbgraph.service.api_tables import HTML
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aqbgraph.publication.published import Publication
    from aqbgraph.publication.queries import Column
    from aqbgraph.publication.views import Frame
    from aqbgraph.service.api_listing import TableListing
    from aqbgraph.service.api_parameters import Asked
    from aqbgraph.service.api_tables import Table, Value
    from aqbgraph.service.problems import Problem

NUMERIC = ("xsd:integer", "xsd:decimal")


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be chosen, and what it is called."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """A field of a form: `kind` is number or text; `options` are proposed; `fault` is what is wrong with its value."""

    name: str
    kind: str
    label: str
    label_en: str
    value: str
    example: str
    required: bool
    options: tuple[Option, ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as shown: kind is number, iri, text or none."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ApiQueryView:
    """What the page of a query sees; `rows` is None without a result. `previous` and `next` lead to other rows."""

    frame: Frame
    name: str
    title: str
    title_en: str
    comment: str
    comment_en: str
    controls: tuple[Control, ...]
    columns: tuple[Column, ...]
    formats: tuple[str, ...]
    problem: Problem | None = None
    rows: tuple[tuple[Cell, ...], ...] | None = None
    first: int = 1
    previous: str = ""
    next: str = ""
    downloads: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A line of the table of parameters."""

    name: str
    kind: str
    said: str
    required: bool
    default: str


@dataclass(frozen=True, slots=True)
class OperationRow:
    """A path of the API as the page about it shows it; `form` leads to its page, where it has one."""

    id: str
    path: str
    summary: str
    said: tuple[str, ...]
    parameters: tuple[ParameterRow, ...]
    formats: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class ApiView:
    """What the page about the API sees."""

    frame: Frame
    queries: tuple[OperationRow, ...]
    collections: tuple[OperationRow, ...]


@dataclass(frozen=True, slots=True)
class ApiPages:
    """The pages beside those of a publication, with their frame."""

    publication: Publication

    @property
    def base(self) -> str:
        """The base IRI of the publication."""
        return self.publication.base

    def form(self, listing: TableListing) -> bytes:
        """The page of a query before it is asked."""
        return self._rendered("api-query", self._view(listing, {}))

    def refusal(self, listing: TableListing, values: Mapping[str, str], problem: Problem) -> bytes:
        """The page with what is wrong."""
        return self._rendered("api-query", replace(self._view(listing, values, problem), problem=problem))

    def result(self, listing: TableListing, asked: Asked, table: Table) -> bytes:
        """The page with a part of the result."""
        kinds = [column.type for column in table.columns]
        before = max(0, asked.offset - asked.limit)
        view = replace(
            self._view(listing, asked.values),
            rows=tuple(tuple(map(_cell, row, kinds)) for row in table.rows),
            first=asked.offset + 1,
            previous=_href(asked, before) if asked.offset else "",
            next=_href(asked, asked.offset + asked.limit) if table.more else "",
            downloads=tuple(
                Alternate(_href(asked, asked.offset, row.name), row.media_type, row.name)
                for row in listing.formats
                if row is not HTML
            ),
        )
        return self._rendered("api-query", view)

    def _view(self, listing: TableListing, values: Mapping[str, str], problem: Problem | None = None) -> ApiQueryView:
        query = listing.query
        faults = {row.parameter: row.german for row in getattr(problem, "faults", ())}
        trail = (Link(href("api/queries", ""), "Start"), Link("../../api/", "Schnittstelle"))
        return ApiQueryView(
            frame=self._frame("api/queries", query.title, query.comment, f"api/queries/{query.name}", trail),
            name=query.name,
            title=query.title,
            title_en=query.title_en,
            comment=query.comment,
            comment_en=query.comment_en,
            controls=tuple(
                Control(
                    name=row.name,
                    kind="number" if row.type == "xsd:gYear" else "text",
                    label=row.comment,
                    label_en=row.comment_en,
                    value=values.get(row.name, ""),
                    example=row.example,
                    required=row.required,
                    options=_options(row.type),
                    fault=faults.get(row.name, ""),
                )
                for row in query.parameters
            ),
            columns=listing.columns,
            formats=tuple(row.name for row in listing.formats if row is not HTML),
        )

    def documentation(self, described: Mapping[str, Any]) -> bytes:
        """The page about all paths, from their description in OpenAPI."""
        found = {
            tag: tuple(
                _operation(path, methods["get"])
                for path, methods in described["paths"].items()
                if methods.get("get", {}).get("tags") == [tag]
            )
            for tag in ("queries", "collections")
        }
        trail = (Link(href("api", ""), "Start"), Link(href("api", "queries"), "Abfragen"))
        framed = self._frame("api", "Schnittstelle", "Daten abrufen, ohne SPARQL zu schreiben.", "api/", trail)
        return self._rendered("api", ApiView(framed, found["queries"], found["collections"]))

    def _rendered(self, template: str, view: ApiQueryView | ApiView) -> bytes:
        return render(template, view, theme=self.publication.theme)

    def _frame(self, here: str, title: str, said: str, path: str, trail: tuple[Link, ...]) -> Frame:
        iri = self.publication.licence
        licence = next((row for row in LICENCES.values() if row.iri == iri), Licence(iri or "", iri or ""))
        theme = self.publication.theme
        settings = Settings(self.base, licence, search=searchable(self.publication), theme=theme)
        made = frame(settings, here, title, said, data=())
        return replace(
            moved(settings, made, path),
            trail=trail,
            licence=made.licence if iri else Link(href(here, "data"), "siehe Daten"),
        )


def _href(asked: Asked, offset: int, form: str = "") -> str:
    """A part of the same result, from its page."""
    named = {"format": form} if form else {}
    return "?" + urlencode({**asked.values, "offset": offset, "limit": asked.limit, **named})


def _cell(value: Value, kind: str) -> Cell:
    if value is None:
        return Cell("none", "")
    if kind in NUMERIC:
        return Cell("number", format_decimal(value, "#,##0.##################", locale="de"))
    return Cell("iri" if kind == "xsd:anyURI" and str(value).startswith("http") else "text", str(value))


def _options(kind: str) -> tuple[Option, ...]:
    if kind != "aqb:Party":
        return ()
    return tuple(Option(row.key, row.label) for row in vocabulary().instances("LocalParty"))


def _operation(path: str, described: Mapping[str, Any]) -> OperationRow:
    below = path.removeprefix("/api/")
    return OperationRow(
        id="pfad-" + below.replace("/", "-"),
        path=path,
        summary=described["summary"],
        said=tuple(described.get("description", "").split("\n\n")),
        parameters=tuple(
            ParameterRow(
                name=row["name"],
                kind=_kind(row["schema"]),
                said=row.get("description", ""),
                required=row["required"],
                default=str(row["schema"].get("default", "")),
            )
            for row in described["parameters"]
        ),
        formats=tuple(described["responses"]["200"]["content"]),
        form=below if "/" in below else "",
    )


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema["type"] == "integer":
        return f"{schema['minimum']}–{schema['maximum']}"
    return str(schema.get("pattern", schema["type"]))
