"""The pages about the data: ontology and schemes, queries, downloads, the page for what does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE, ONTOLOGY, TERMS
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.queries import queries
from aqbgraph.publication.reference_views import (
    ParameterRow,
    QueriesView,
    QueryBlock,
    Term,
    VocabularyView,
)
from aqbgraph.publication.views import Stated
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.queries import NamedQuery
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus

Json = dict[str, Any]
_KINDS = {
    "http://www.w3.org/2002/07/owl#Class": "Klasse",
    "http://www.w3.org/2002/07/owl#ObjectProperty": "Eigenschaft",
    "http://www.w3.org/2002/07/owl#DatatypeProperty": "Eigenschaft",
    SKOS + "Concept": "Konzept",
}
_COMMENTS = (RDFS + "comment", SKOS + "definition", DCTERMS + "description")
# What else is said of a term, and how it is called on the page.
_ROWS = {
    RDFS + "subClassOf": "Unterklasse von",
    RDFS + "subPropertyOf": "Untereigenschaft von",
    RDFS + "domain": "steht bei",
    RDFS + "range": "Wert",
    SKOS + "notation": "Kurzzeichen",
    SKOS + "altLabel": "auch",
    SKOS + "closeMatch": "nah an",
    SKOS + "example": "Beispiel",
    RDFS + "seeAlso": "siehe auch",
}


def vocabulary_documents() -> tuple[str, ...]:
    """The paths of the ontology and of each scheme."""
    schemes = [iri for iri in vocabulary().subjects() if _is_scheme(iri)]
    return tuple(iri.removeprefix(DEFAULT_BASE) for iri in (ONTOLOGY, *sorted(schemes)))


def _is_scheme(iri: str) -> bool:
    return NamedNode(SKOS + "ConceptScheme") in vocabulary().objects(iri, RDF_TYPE)


def vocabulary_view(settings: Settings, path: str, _: Corpus, json_ld: Json) -> VocabularyView:
    """The ontology or a scheme, its terms in the order of its file."""
    words, iri = vocabulary(), DEFAULT_BASE + path
    title = words.label(iri)
    terms = [subject for subject in words.subjects() if subject.startswith(iri + "#")]
    return VocabularyView(
        frame=frame(settings, path, title, _comment(iri, "de") or title, json_ld=json_ld),
        title=title,
        title_en=words.label(iri, "en"),
        comment=_comment(iri, "de"),
        comment_en=_comment(iri, "en"),
        namespace=(TERMS if iri == ONTOLOGY else settings.identifiers.rebase(iri) + "#"),
        terms=tuple(_term(settings, path, subject) for subject in terms),
    )


def _comment(iri: str, language: str) -> str:
    found = (vocabulary().text(iri, predicate, language) for predicate in _COMMENTS)
    return next((text for text in found if text is not None), "")


def _term(settings: Settings, path: str, iri: str) -> Term:
    words = vocabulary()
    kinds = (_KINDS[value.value] for value in words.objects(iri, RDF_TYPE) if value.value in _KINDS)
    return Term(
        id=iri.partition("#")[2],
        kind=next(kinds, "Begriff"),
        label=words.label(iri),
        label_en=words.label(iri, "en"),
        comment=_comment(iri, "de"),
        comment_en=_comment(iri, "en"),
        rows=tuple(_term_rows(settings, path, iri)),
    )


def _term_rows(settings: Settings, path: str, iri: str) -> Iterator[Stated]:
    for predicate, name in _ROWS.items():
        for value in vocabulary().objects(iri, predicate):
            if isinstance(value, Literal):
                if value.language in ("de", None):
                    yield Stated(name, value.value)
            else:
                yield Stated(name, _short(value.value), href=_href(settings, path, value.value))


def _short(iri: str) -> str:
    """A term's label where it is ours, else its last name."""
    try:
        return vocabulary().label(iri)
    except VocabularyError:
        return iri.rstrip("/").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _href(settings: Settings, path: str, iri: str) -> str:
    if iri.startswith(DEFAULT_BASE):
        target, _, fragment = iri.removeprefix(DEFAULT_BASE).partition("#")
        return href(path, target, fragment)
    return settings.identifiers.rebase(iri)


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
