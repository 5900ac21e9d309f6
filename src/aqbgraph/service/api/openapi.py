"""The description of the API in OpenAPI 3.1, from the named queries and the table of collections.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aqbgraph import __version__
from aqbgraph.service.api.parameters import schema
from aqbgraph.service.problems import (
    BAD_REQUEST,
    BUSY,
    EVALUATION,
    INTERNAL,
    INVALID,
    MEDIA_TYPE,
    METHOD,
    NOT_ACCEPTABLE,
    RESULT_TOO_LARGE,
    TOO_LONG,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aqbgraph.publication.queries.queries import NamedQuery
    from aqbgraph.service.api.listing import Listing
    from aqbgraph.service.problems import Kind

VERSION = "3.1.1"
ANSWERED = (
    (400, (BAD_REQUEST, INVALID, EVALUATION)),
    (405, (METHOD,)),
    (406, (NOT_ACCEPTABLE,)),
    (413, (TOO_LONG,)),
    (422, (RESULT_TOO_LARGE,)),
    (500, (INTERNAL,)),
    (503, (BUSY,)),
)
SAID_OF_PAGING = {
    "limit": ("So viele Zeilen höchstens", "That many rows at most"),
    "offset": ("So viele Zeilen überspringen", "Skip that many rows"),
    "format": (
        "Format der Antwort; geht vor dem Feld Accept",
        "Format of the answer; goes before the Accept field",
    ),
}
PROBLEM = {
    "description": "Was nicht ging, auf Deutsch und Englisch (RFC 9457) / What went wrong, in German and English",
    "type": "object",
    "required": ["type", "title", "status", "detail", "detail_en"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Deutsch / in German"},
        "detail_en": {"type": "string", "description": "Englisch / in English"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "detail", "detail_en"],
                "properties": {
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                    "detail_en": {"type": "string"},
                },
            },
        },
    },
}
COLUMN = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {"name": {"type": "string"}, "type": {"type": "string"}},
}
TEXT = {"type": "string"}
QUERY = {
    "type": "object",
    "required": ["name", "title", "title_en", "comment", "comment_en", "href", "parameters", "columns"],
    "properties": {
        **dict.fromkeys(("name", "title", "title_en", "comment", "comment_en", "href"), TEXT),
        "parameters": {"type": "array", "items": {"type": "object"}},
        "columns": {"type": "array", "items": {"type": "object"}},
    },
}


def describe(listings: Mapping[str, Listing], others: Mapping[str, Any]) -> dict[str, Any]:
    """The description; `others` is that of paths which the framework answers itself."""
    paths = {f"/api/{path}": {"get": _operation(row)} for path, row in listings.items()}
    schemas = {"Problem": PROBLEM, "Column": COLUMN, "Query": QUERY}
    return {
        "openapi": VERSION,
        "info": {
            "title": "aqbgraph",
            "version": __version__,
            "summary": "Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen",
            "description": "Fertige Abfragen, Vereinbarungen, Parteien und Maßnahmen; nur zum Lesen. "
            "/ Ready-made queries, agreements, parties and measures; read-only.",
        },
        "tags": [
            {"name": "queries", "description": "Fertige Abfragen / Ready-made queries"},
            {"name": "collections", "description": "Listen / Collections"},
        ],
        "paths": {"/api/queries": {"get": _list_of_queries()}, **paths, **others.get("paths", {})},
        "components": {"schemas": {**schemas, **others.get("components", {}).get("schemas", {})}},
    }


def _operation(row: Listing) -> dict[str, Any]:
    german, english, said, said_en = _words(row)
    own = [{**found, "description": f"{de} / {en}"} for found, de, en in row.parameters()]
    contents: dict[str, Any] = {form.media_type: {} for form in row.formats}
    contents["application/json"] = {"schema": row.schema}
    return {
        "operationId": row.path.replace("/", "_").replace("-", "_"),
        "tags": ["queries" if row.path.startswith("queries/") else "collections"],
        "summary": f"{german} / {english}",
        "description": f"{said}\n\n{said_en}",
        "parameters": [*own, *_paging(row)],
        "responses": {
            "200": {
                "description": "Eine Seite des Ergebnisses / A page of the result",
                "headers": {
                    "ETag": {"description": "Bleibt gleich, solange die Daten gleich bleiben", "schema": TEXT},
                    "Link": {"description": "next, prev, first; alternate; service-desc (RFC 8288)", "schema": TEXT},
                },
                "content": contents,
            },
            **_problems(),
        },
    }


def _words(row: Listing) -> tuple[str, str, str, str]:
    told: Any = getattr(row, "query", row)
    return told.title, told.title_en, told.comment, told.comment_en


def _paging(row: Listing) -> list[dict[str, Any]]:
    checks = row.paging
    schemas: dict[str, dict[str, Any]] = {
        name: {"type": "integer", "minimum": check.least, "maximum": check.most, "default": check.default}
        for name, check in (("limit", checks.limit), ("offset", checks.offset))
    }
    schemas["format"] = {"type": "string", "enum": list(checks.format.names)}
    return [
        {"name": name, "in": "query", "required": False, "description": " / ".join(SAID_OF_PAGING[name]), "schema": one}
        for name, one in schemas.items()
    ]


def _problems() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers: dict[str, Any] = {"304": {"description": "Unverändert / Not modified"}}
    for status, kinds in ANSWERED:
        answers[str(status)] = {"description": "; ".join(map(_title, kinds)), "content": content}
    # A browser gets the page with what is wrong.
    answers["400"] = {**answers["400"], "content": {**content, "text/html": {}}}
    return answers


def _title(kind: Kind) -> str:
    return f"{kind.german} / {kind.english}"


def _list_of_queries() -> dict[str, Any]:
    said, formats = " / ".join(SAID_OF_PAGING["format"]), {"type": "string", "enum": ["json", "html"]}
    content = {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Query"}}}}
    return {
        "operationId": "queries",
        "tags": ["queries"],
        "summary": "Die Liste der Abfragen / The list of queries",
        "parameters": [{"name": "format", "in": "query", "required": False, "description": said, "schema": formats}],
        "responses": {
            "200": {"description": "Die Liste / The list", "content": content},
            "303": {"description": "Für einen Browser: die Seite darüber / For a browser: the page about it"},
            **_problems(),
        },
    }


def listed(rows: Iterable[NamedQuery]) -> list[dict[str, Any]]:
    """The list of the named queries."""
    return [
        {
            "name": row.name,
            "title": row.title,
            "title_en": row.title_en,
            "comment": row.comment,
            "comment_en": row.comment_en,
            "href": f"queries/{row.name}",
            "parameters": [
                {
                    "name": one.name,
                    "type": one.type,
                    "required": one.required,
                    "example": one.example,
                    "comment": one.comment,
                    "comment_en": one.comment_en,
                    "schema": schema(one),
                }
                for one in row.parameters
            ],
            "columns": [
                {"name": one.name, "type": one.type, "comment": one.comment, "comment_en": one.comment_en}
                for one in row.columns
            ],
        }
        for row in rows
    ]


def as_json(document: object) -> bytes:
    """A document as sent."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
