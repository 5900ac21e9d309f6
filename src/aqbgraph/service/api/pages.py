"""The pages of the API: the form of each named query with its result, and what there is. They work without script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aqbgraph.publication.frame.frames import frame, href, moved, root
from aqbgraph.publication.frame.rendering import exact_number, render
from aqbgraph.publication.frame.views import Alternate, Link, OtherLanguage
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.queries.query_forms import NUMERIC, head
from aqbgraph.service.api.tables import HTML
from aqbgraph.service.replies.spoken import licence_link, refusal, settings_of
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.frame.views import Frame
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.queries.query_views import Head, Refusal
    from aqbgraph.service.api.listing import TableListing
    from aqbgraph.service.api.parameters import Asked
    from aqbgraph.service.api.tables import Table, Value
    from aqbgraph.service.problems import Problem


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
    comment: str
    controls: tuple[Control, ...]
    columns: tuple[Head, ...]
    formats: tuple[str, ...]
    problem: Refusal | None = None
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
    said: str
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
    language: Language = GERMAN

    @property
    def base(self) -> str:
        """The base IRI of the publication."""
        return self.publication.base

    def form(self, listing: TableListing) -> bytes:
        """The page of a query before it is asked."""
        return self._rendered("api-query", self._view(listing, {}))

    def refusal(self, listing: TableListing, values: Mapping[str, str], problem: Problem) -> bytes:
        """The page with what is wrong."""
        return self._rendered(
            "api-query", replace(self._view(listing, values, problem), problem=refusal(problem, self.language))
        )

    def result(self, listing: TableListing, asked: Asked, table: Table) -> bytes:
        """The page with a part of the result."""
        kinds = [column.type for column in table.columns]
        before = max(0, asked.offset - asked.limit)
        view = replace(
            self._view(listing, asked.values),
            rows=tuple(tuple(self._cell(*pair) for pair in zip(row, kinds, strict=True)) for row in table.rows),
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
        query, german, say = listing.query, self.language.is_source, self.language.say
        found = getattr(problem, "faults", ())
        faults = {row.parameter: row.german if german else row.english for row in found}
        title, comment = (query.title, query.comment) if german else (query.title_en, query.comment_en)
        trail = (Link(href("api/queries", ""), say("Start")), Link("../../api/", say("Schnittstelle")))
        return ApiQueryView(
            frame=self._frame("api/queries", title, comment, f"api/queries/{query.name}", trail),
            name=query.name,
            title=title,
            comment=comment,
            controls=tuple(
                Control(
                    name=row.name,
                    kind="number" if row.type == "xsd:gYear" else "text",
                    label=row.comment if german else row.comment_en,
                    value=values.get(row.name, ""),
                    example=row.example,
                    required=row.required,
                    options=_options(row.type, self.language),
                    fault=faults.get(row.name, ""),
                )
                for row in query.parameters
            ),
            columns=tuple(head(column, self.language) for column in listing.columns),
            formats=tuple(row.name for row in listing.formats if row is not HTML),
        )

    def documentation(self, described: Mapping[str, Any]) -> bytes:
        """The page about all paths, from their description in OpenAPI."""
        found = {
            tag: tuple(
                _operation(path, methods["get"], self.language)
                for path, methods in described["paths"].items()
                if methods.get("get", {}).get("tags") == [tag]
            )
            for tag in ("queries", "collections")
        }
        say = self.language.say
        trail = (Link(href("api", ""), say("Start")), Link(href("api", "queries"), say("Abfragen")))
        said = say("Daten abrufen, ohne SPARQL zu schreiben.")
        framed = self._frame("api", say("Schnittstelle"), said, "api/", trail)
        return self._rendered("api", ApiView(framed, found["queries"], found["collections"]))

    def _rendered(self, template: str, view: ApiQueryView | ApiView) -> bytes:
        return render(template, view, self.language, theme=self.publication.theme)

    def _frame(self, here: str, title: str, said: str, path: str, trail: tuple[Link, ...]) -> Frame:
        settings = settings_of(self.publication, self.language)
        made = frame(settings, here, title, said, data=())
        others = tuple(
            OtherLanguage(
                root(here, self.language) + other.folder + path,
                self.base + other.folder + path,
                other.code,
                other.name,
            )
            for other in LANGUAGES
            if other is not self.language
        )
        return replace(
            moved(settings, made, path),
            page=f"{self.base}{self.language.folder}{path}",
            others=others,
            trail=trail,
            licence=licence_link(self.publication, made.licence, here, self.language),
        )

    def _cell(self, value: Value, kind: str) -> Cell:
        if value is None:
            return Cell("none", "")
        if kind in NUMERIC:
            return Cell("number", exact_number(str(value), self.language))
        return Cell("iri" if kind == "xsd:anyURI" and str(value).startswith("http") else "text", str(value))


def _href(asked: Asked, offset: int, form: str = "") -> str:
    """A part of the same result, from its page."""
    named = {"format": form} if form else {}
    return "?" + urlencode({**asked.values, "offset": offset, "limit": asked.limit, **named})


def _side(text: str, between: str, language: Language) -> str:
    """One language of a text of the description, which has German first and English behind it."""
    german, _, english = text.partition(between)
    return german if language.is_source else english or german


def _options(kind: str, language: Language) -> tuple[Option, ...]:
    if kind != "aqb:Party":
        return ()
    words = vocabulary()
    return tuple(Option(row.key, words.label(row.iri, language.code)) for row in words.instances("LocalParty"))


def _operation(path: str, described: Mapping[str, Any], language: Language) -> OperationRow:
    below = path.removeprefix("/api/")
    return OperationRow(
        id="pfad-" + below.replace("/", "-"),
        path=path,
        summary=_side(described["summary"], " / ", language),
        said=_side(described.get("description", ""), "\n\n", language),
        parameters=tuple(
            ParameterRow(
                name=row["name"],
                kind=_kind(row["schema"]),
                said=_side(row.get("description", ""), " / ", language),
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
