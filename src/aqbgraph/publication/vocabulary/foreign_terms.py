"""What properties and classes of other vocabularies are called in what people read; ours have their names in ontology/.

Those that people meet have a name. What only machines read (the cube, shapes of queries) keeps its short form, as in
"sh:path": a name of ours would say less to those who know it, and nothing to the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.graph.mapping import prefixes
from aqbgraph.identifiers import TERMS
from aqbgraph.publication.languages import later
from aqbgraph.publication.tables.cube import PREFIXES

if TYPE_CHECKING:
    from aqbgraph.publication.languages import Language

_NAMESPACES = {
    namespace: prefix
    for prefix, namespace in {**prefixes(), **PREFIXES, "vann": "http://purl.org/vocab/vann/"}.items()
    if namespace != TERMS
} | {"https://schema.org/": "schema"}  # as SHACL has it in examples of queries
_NAMES = {
    "rdf:type": later("Art"),
    "rdfs:comment": later("Erläuterung"),
    "rdfs:domain": later("gilt für"),
    "rdfs:isDefinedBy": later("festgelegt in"),
    "rdfs:label": later("Name"),
    "rdfs:range": later("Werte"),
    "rdfs:seeAlso": later("siehe auch"),
    "rdfs:subClassOf": later("Unterklasse von"),
    "rdfs:subPropertyOf": later("genauer als"),
    "skos:Collection": later("Gruppe von Begriffen"),
    "skos:Concept": later("Begriff"),
    "skos:ConceptScheme": later("Vokabular"),
    "skos:altLabel": later("anderer Name"),
    "skos:closeMatch": later("fast dasselbe wie"),
    "skos:definition": later("Definition"),
    "skos:example": later("Beispiel"),
    "skos:hiddenLabel": later("Schreibweise"),
    "skos:historyNote": later("Hinweis zur Geschichte"),
    "skos:inScheme": later("aus dem Vokabular"),
    "skos:member": later("Mitglied"),
    "skos:notation": later("Nummer"),
    "skos:note": later("Hinweis"),
    "skos:prefLabel": later("Name"),
    "skos:topConceptOf": later("oberster Begriff von"),
    "dcterms:bibliographicCitation": later("Quellenangabe"),
    "dcterms:date": later("Tag"),
    "dcterms:description": later("Beschreibung"),
    "dcterms:hasPart": later("Teil"),
    "dcterms:identifier": later("Kennung"),
    "dcterms:license": later("Lizenz"),
    "dcterms:source": later("Quelle"),
    "dcterms:title": later("Titel"),
    "foaf:Document": later("Seite"),
    "foaf:primaryTopic": later("handelt von"),
    "foaf:topic": later("nennt auch"),
    "org:FormalOrganization": later("Organisation"),
    "org:Organization": later("Organisation"),
    "org:OrganizationalUnit": later("Abteilung"),
    "org:hasUnit": later("hat als Teil"),
    "org:unitOf": later("gehört zu"),
    "owl:Class": later("Klasse"),
    "owl:DatatypeProperty": later("Angabe"),
    "owl:ObjectProperty": later("Beziehung"),
    "owl:Ontology": later("Ontologie"),
    "owl:sameAs": later("dasselbe wie"),
    "owl:versionInfo": later("Fassung"),
    "prov:Agent": later("Person oder Stelle"),
    "prov:used": later("gelesen wurde"),
    "prov:wasDerivedFrom": later("gelesen aus"),
    "prov:wasGeneratedBy": later("entstanden durch"),
    "qb:Observation": later("Beobachtung"),
    "schema:description": later("Beschreibung"),
    "schema:name": later("Name"),
    "schema:sameAs": later("dasselbe wie"),
}


def foreign_name(iri: str, language: Language) -> str:
    """A name in the language, the short form, or "" for what is of no vocabulary that we use."""
    namespace = max((one for one in _NAMESPACES if iri.startswith(one)), key=len, default="")
    if not namespace or iri == namespace:
        return ""
    short = f"{_NAMESPACES[namespace]}:{iri.removeprefix(namespace)}"
    return language.say(_NAMES[short]) if short in _NAMES else short
