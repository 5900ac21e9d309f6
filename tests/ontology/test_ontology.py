"""The ontology and the schemes say everything twice, German and English, and nothing that is used is undefined."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from aqbgraph.graph.mapping import camel, property_iri
from aqbgraph.graph.reported import FIELDS
from aqbgraph.identifiers import ONTOLOGY, TERMS
from aqbgraph.vocabulary import folder, normalise, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(folder("ontology").glob("*.ttl"))
SCHEMES = (
    "cube-codes",
    "frameworks",
    "legal-codes",
    "measure-types",
    "observation-status",
    "offices",
    "precisions",
    "programmes",
    "provision-types",
    "target-groups",
)
KINDS = {OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty}
# The terms that queries and checks outside this project lean on: add to them, never rename one.
CORE = re.findall(
    r"\w+",
    """
    Agreement Party Budget Measure MeasureSeries Signature Clause GrantDecision
    year party stateParty localParty budget measure signature clause framework legalCode targetGroup grantDecision
    emptyMeasureType amount currency fiscalYear programme measureType position series
    signatoryName signatoryRole signedOn signedAt onBehalfOf missing evidence ags nuts3
    """,
)


@cache
def graph() -> rdflib.Graph:
    """All files, as rdflib reads them."""
    together = rdflib.Graph()
    for path in FILES:
        together.parse(path)
    return together


@cache
def terms() -> dict[str, rdflib.URIRef]:
    """Name → IRI of every class and property of ours."""
    ours = rdflib.Graph().parse(folder("ontology") / "aqb.ttl")
    found = {subject for kind in KINDS for subject in ours.subjects(RDF.type, kind)}
    return {str(iri).removeprefix(TERMS): iri for iri in found if isinstance(iri, rdflib.URIRef)}


def languages(subject: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str | None]:
    return sorted(
        (text.language for text in graph().objects(subject, predicate) if isinstance(text, rdflib.Literal)), key=str
    )


def concepts() -> list[rdflib.term.Node]:
    return sorted(set(graph().subjects(SKOS.inScheme, None)), key=str)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_blank_nodes(path: Path) -> None:
    triples = [quad.triple for quad in pyoxigraph.parse(path=path)]
    assert [
        triple
        for triple in triples
        if isinstance(triple.subject, pyoxigraph.BlankNode) or isinstance(triple.object, pyoxigraph.BlankNode)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_said_twice(path: Path) -> None:
    said = Counter(str(quad.triple) for quad in pyoxigraph.parse(path=path))
    assert [triple for triple, times in said.items() if times > 1] == []


@pytest.mark.parametrize("path", [*FILES, *sorted(folder("shapes").glob("*.ttl"))], ids=lambda path: path.stem)
def test_every_term_used_is_defined(path: Path) -> None:
    used = {
        term.value.removeprefix(TERMS)
        for quad in pyoxigraph.parse(path=path)
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(TERMS)
    }
    assert used - terms().keys() == set()


def test_queries_of_shapes_use_defined_terms() -> None:
    texts = [path.read_text(encoding="utf-8") for path in folder("shapes").glob("*.ttl")]
    assert {name for text in texts for name in re.findall(r"\baqb:(\w+)", text)} - terms().keys() == set()


def test_every_term_of_the_context_is_defined() -> None:
    context = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    mapped = [
        line if isinstance(line, str) else line["@id"] for line in context.values() if not isinstance(line, float)
    ]
    assert {iri.removeprefix("aqb:") for iri in mapped if iri.startswith("aqb:")} - terms().keys() == set()


def test_datatypes_of_the_context_are_the_ranges() -> None:
    context = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for line in context.values():
        if not isinstance(line, dict) or not line["@id"].startswith("aqb:"):
            continue
        term = terms()[line["@id"].removeprefix("aqb:")]
        kind = line.get("@type", "")
        if kind.startswith("xsd:"):
            assert graph().value(term, RDFS.range) == rdflib.XSD[kind.removeprefix("xsd:")], term
        elif "@language" in line:
            assert graph().value(term, RDFS.range) == RDF.langString, term
        elif kind == "@id":
            assert (term, RDF.type, OWL.ObjectProperty) in graph(), term


@pytest.mark.parametrize("name", CORE)
def test_core_terms_stay(name: str) -> None:
    assert name in terms()


@pytest.mark.parametrize("name", sorted(terms()))
def test_a_term_is_explained_in_both_languages(name: str) -> None:
    term = terms()[name]
    assert languages(term, RDFS.label) == ["de", "en"]
    assert languages(term, RDFS.comment) == ["de", "en"]
    assert graph().value(term, RDFS.isDefinedBy) == rdflib.URIRef(ONTOLOGY)
    assert len(KINDS.intersection(graph().objects(term, RDF.type))) == 1
    assert name[0].isupper() == ((term, RDF.type, OWL.Class) in graph())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_concepts(scheme: str) -> None:
    assert vocabulary().concepts(scheme)


@pytest.mark.parametrize(
    ("codes", "kind", "place"),
    [("measure-types", "MeasureType", "no-measure-type"), ("programmes", "Programme", "no-programme")],
)
def test_a_code_list_of_the_cube_is_complete(codes: str, kind: str, place: str) -> None:
    base = "https://w3id.org/aqb/def/cube-codes#"
    listed = {str(code) for code in graph().objects(rdflib.URIRef(base + codes), SKOS.member)}
    assert listed == {entry.iri for entry in vocabulary().instances(kind)} | {base + place}


def test_no_scheme_is_forgotten_here() -> None:
    known = {str(scheme).rsplit("/", 1)[1] for scheme in graph().subjects(RDF.type, SKOS.ConceptScheme)}
    assert known == set(SCHEMES)


@pytest.mark.parametrize("concept", concepts(), ids=lambda iri: str(iri).removeprefix("https://w3id.org/aqb/"))
def test_a_concept_is_explained_in_both_languages(concept: rdflib.term.Node) -> None:
    assert languages(concept, SKOS.prefLabel) == ["de", "en"]
    assert languages(concept, SKOS.definition) == ["de", "en"]
    kinds = set(graph().objects(concept, RDF.type))
    assert SKOS.Concept in kinds
    assert any((kind, RDFS.subClassOf, SKOS.Concept) in graph() for kind in kinds)
    assert (concept, SKOS.topConceptOf, graph().value(concept, SKOS.inScheme)) in graph()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_notation_stands_for_one_concept(scheme: str) -> None:
    notations = Counter(entry.notation for entry in vocabulary().concepts(scheme) if entry.notation)
    assert [notation for notation, times in notations.items() if times > 1] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_label_stands_for_one_concept(scheme: str) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in vocabulary().concepts(scheme):
        for spelling in entry.spellings:
            bearers[normalise(spelling)].add(entry.key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


def test_no_inference_makes_what_is_reported_agreed() -> None:
    """By RDFS a domain is a conclusion: of the properties of an agreed budget only its amount may have it as one.

    What is reported has properties of its own for the amount and for how exact it is.
    """
    reported, budget = terms()["ReportedBudget"], terms()["Budget"]
    assert (reported, OWL.disjointWith, budget) in graph()
    assert budget not in graph().transitive_objects(reported, RDFS.subClassOf)
    agreed = {terms()["amount"], terms()["approximate"]}
    assert set(graph().subjects(RDFS.domain, budget)) == {terms()["amount"]}
    assert not agreed & {rdflib.URIRef(property_iri(camel(name))) for name in FIELDS}
    for name in ("reportedAmount", "precision"):
        assert graph().value(terms()[name], RDFS.subPropertyOf) is None


def test_measure_types_are_numbered_as_the_agreements_do() -> None:
    assert [(entry.notation, entry.key) for entry in vocabulary().concepts("measure-types")] == [
        (number, number) for number in "1234"
    ]
