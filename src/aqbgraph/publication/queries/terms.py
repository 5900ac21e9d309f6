"""What an editor proposes when a query is typed: classes, properties, concepts and parties, in a language of pages.

Published as a file for each language, which the page loads when it is first needed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import TERMS
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.queries.query_examples import namespaces
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

_OWL = "http://www.w3.org/2002/07/owl#"
# Type → kind, as the editor knows it.
_KINDS = {
    _OWL + "Class": "class",
    RDFS + "Class": "class",
    _OWL + "ObjectProperty": "property",
    _OWL + "DatatypeProperty": "property",
    SKOS + "Concept": "individual",
    TERMS + "Party": "individual",
    TERMS + "Programme": "individual",
}
_COMMENTS = (RDFS + "comment", SKOS + "definition", DCTERMS + "description")
Json = dict[str, Any]
# Used in the data without being ours: kind by prefixed name.
_FOREIGN = {
    "rdf:type": "property",
    "rdfs:label": "property",
    "rdfs:comment": "property",
    "dcterms:source": "property",
    "dcterms:title": "property",
    "oa:exact": "property",
    "oa:hasSelector": "property",
    "prov:wasDerivedFrom": "property",
    "skos:notation": "property",
    "skos:prefLabel": "property",
    "skos:altLabel": "property",
    "skos:Concept": "class",
}


def terms_file(language: Language) -> str:
    """Where the terms of a language lie."""
    return f"assets/terms.{language.code}.json"


def write_terms(writer: Writer, settings: Settings) -> None:
    """The file of each language."""
    for language in LANGUAGES:
        content = json.dumps(terms(settings, language), ensure_ascii=False, separators=(",", ":"))
        writer.write(terms_file(language), content.encode())


def terms(settings: Settings, language: Language) -> dict[str, Any]:
    """Prefixes; terms with IRI, kind, label and comment, by IRI; parties of places by IRI."""
    return {
        "prefixes": dict(sorted(namespaces().items())),
        "terms": sorted(_terms(settings, language), key=lambda row: str(row["iri"])),
        "parties": _parties(settings),
    }


def _terms(settings: Settings, language: Language) -> Iterator[dict[str, str]]:
    words = vocabulary()
    for iri in words.subjects():
        kinds = (_KINDS.get(value.value) for value in words.objects(iri, RDF_TYPE))
        kind = next((kind for kind in kinds if kind), None)
        if kind is None:
            continue
        try:
            label = words.label(iri, language.code)
        except VocabularyError:  # a term of another vocabulary, of which only a relation is told
            continue
        yield {
            "iri": settings.identifiers.rebase(iri),
            "kind": kind,
            "label": label,
            "comment": _comment(iri, language.code),
        }
    for name, kind in _FOREIGN.items():
        prefix, _, local = name.partition(":")
        yield {"iri": namespaces()[prefix] + local, "kind": kind, "label": "", "comment": ""}


def _comment(iri: str, code: str) -> str:
    found = (vocabulary().text(iri, predicate, code) for predicate in _COMMENTS)
    return next((text for text in found if text is not None), "")


def _parties(settings: Settings) -> dict[str, Json]:
    """Parties of places by IRI: their name, what results may call them, and the key of their area."""
    return {
        settings.identifiers.rebase(entry.iri): {
            "label": entry.label,
            "labels": [vocabulary().label(entry.iri, one.code) for one in LANGUAGES],
            "area": entry.key,
        }
        for entry in vocabulary().instances("LocalParty")
    }
