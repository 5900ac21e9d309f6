"""The pages about the data: ontology and schemes, queries, downloads, the page for what does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.publication.frames import file_href, frame
from aqbgraph.publication.queries import queries
from aqbgraph.publication.reference_views import (
    ParameterRow,
    QueriesView,
    QueryBlock,
)

if TYPE_CHECKING:
    from aqbgraph.publication.queries import NamedQuery
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus

Json = dict[str, Any]


def queries_view(settings: Settings, path: str, _: Corpus, json_ld: Json) -> QueriesView:
    """The named queries."""
    description = "Fertige SPARQL-Abfragen über Jahre, Orte und Maßnahmen."
    return QueriesView(
        frame=frame(settings, path, "Abfragen", description, json_ld=json_ld),
        endpoint=settings.base_iri + "sparql",
        queries=tuple(_query(settings, path, query) for query in queries()),
    )


def _query(settings: Settings, path: str, query: NamedQuery) -> QueryBlock:
    return QueryBlock(
        name=query.name,
        href=file_href(settings, path, f"queries/{query.name}.rq"),
        title=query.title,
        title_en=query.title_en,
        comment=query.comment,
        comment_en=query.comment_en,
        parameters=tuple(ParameterRow(row.name, row.type, row.comment, row.example) for row in query.parameters),
        text=query.text,
    )
