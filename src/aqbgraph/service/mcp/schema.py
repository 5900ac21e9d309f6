"""What one must know to write SPARQL over a publication: prefixes, classes, properties, schemes, examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aqbgraph.graph.mapping import prefixes
from aqbgraph.identifiers import DEFAULT_BASE, ONTOLOGY, TERMS
from aqbgraph.publication.queries.queries import queries
from aqbgraph.vocabulary import RDF_TYPE, RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASS = "http://www.w3.org/2002/07/owl#Class"
NOTES = (
    "The default graph is the union of all documents; GRAPH ?g names the document a statement stands in.",
    "Things have hash IRIs: {base}agreement/2025/odenwaldkreis#agreement, {base}party/odenwaldkreis#party.",
    'aqb:year and aqb:fiscalYear are xsd:gYear: compare with "2025"^^xsd:gYear, or with STR(?year) = "2025".',
    'aqb:amount is xsd:decimal, in euro. Labels are tagged @de, most also @en: FILTER (LANG(?label) = "de").',
    "Where a fact was read: ?thing aqb:evidence [ aqb:supports ?property ; oa:hasSelector/oa:exact ?text ].",
    "aqb:missing names properties that the source leaves open, aqb:unclear those that are not certain to read.",
    "aqb:ReportedBudget is what other sources report: never sum it with aqb:Budget.",
)


@cache
def summary(base: str) -> dict[str, Any]:
    """The ontology in short; a publication's own names are below `base`."""
    words = vocabulary()
    own = [iri for iri in words.subjects() if iri.startswith(TERMS)]
    classes = [iri for iri in own if _is(iri, CLASS)]
    schemes = sorted(iri for iri in words.subjects() if _is(iri, SKOS + "ConceptScheme") and iri != ONTOLOGY)
    return {
        "base": base,
        "prefixes": prefixes(),
        "notes": [note.replace("{base}", base) for note in NOTES],
        "classes": [_told(iri) for iri in classes],
        "properties": [
            {**_told(iri), "of": list(_short(iri, "domain")), "value": list(_short(iri, "range"))}
            for iri in own
            if iri not in classes
        ],
        "schemes": [
            {
                "iri": iri.replace(DEFAULT_BASE, base, 1),
                "label": words.label(iri, "en"),
                "concepts": {
                    row.iri.replace(DEFAULT_BASE, base, 1): words.label(row.iri, "en")
                    for row in words.concepts(iri.removeprefix(f"{DEFAULT_BASE}def/"))
                },
            }
            for iri in schemes
        ],
        "examples": [{"name": row.name, "title": row.title_en, "sparql": row.text} for row in queries()],
    }


def _is(iri: str, kind: str) -> bool:
    return any(value.value == kind for value in vocabulary().objects(iri, RDF_TYPE))


def _told(iri: str) -> dict[str, Any]:
    words = vocabulary()
    return {
        "term": _prefixed(iri),
        "label": words.label(iri, "en"),
        "label_de": words.label(iri),
        "comment": words.text(iri, RDFS + "comment", "en") or "",
    }


def _short(iri: str, name: str) -> Iterator[str]:
    return (_prefixed(value.value) for value in vocabulary().objects(iri, RDFS + name))


def _prefixed(iri: str) -> str:
    found = [(prefix, namespace) for prefix, namespace in prefixes().items() if iri.startswith(namespace)]
    if not found:
        return f"<{iri}>"
    prefix, namespace = max(found, key=lambda row: len(row[1]))
    return f"{prefix}:{iri.removeprefix(namespace)}"
