"""The cube keeps to the integrity constraints IC-1 to IC-21 of the RDF Data Cube vocabulary.

Each is told here in our own words as what must not be; the cube is then spoilt so that it would be, which shows that
the question can be answered with yes. https://www.w3.org/TR/vocab-data-cube/#wf-rules
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryBoolean, RdfFormat, Store

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
PREFIX : <https://w3id.org/aqb/cube#>
PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX codes: <https://w3id.org/aqb/def/cube-codes#>
PREFIX ex: <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
OBSERVATION = ":observation-2025-odenwaldkreis-aqb-3"
OTHER = ":observation-2025-odenwaldkreis-aqb-4"
OBSERVED = "?o qb:dataSet/qb:structure/qb:component/qb:componentProperty ?p ."
DIMENSION = f"{OBSERVED} ?p a qb:DimensionProperty ."


@dataclass(frozen=True, slots=True)
class Constraint:
    """What must not be (a graph pattern), and updates that bring it about."""

    wrong: str
    spoilt: tuple[str, ...]


def insert(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


def delete(pattern: str) -> str:
    return f"DELETE WHERE {{ {pattern} }}"


SLICE = ":s a qb:Slice ; qb:sliceStructure :k . :k a qb:SliceKey ; qb:componentProperty aqb:observedYear ."
TREE = "ex:tree a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:root ; qb:parentChildProperty"
IN_TREE = "aqb:observedProgramme qb:codeList ex:tree ."
# A cube in which each observation has one of its measures and says which (section 6.5.2).
BY_MEASURE = (
    ":structure qb:component :m . :m qb:componentProperty qb:measureType . qb:measureType a qb:DimensionProperty ."
)

CONSTRAINTS = {
    "IC-1": Constraint(
        "?o a qb:Observation . OPTIONAL { ?o qb:dataSet ?d } BIND (?d AS ?set)"
        " FILTER (!BOUND(?set) || EXISTS { ?o qb:dataSet ?e FILTER (?e != ?d) })",
        (delete(f"{OBSERVATION} qb:dataSet ?d"), insert(f"{OBSERVATION} qb:dataSet ex:other")),
    ),
    "IC-2": Constraint(
        "?d a qb:DataSet . FILTER (NOT EXISTS { ?d qb:structure ?s }"
        " || EXISTS { ?d qb:structure ?s, ?t FILTER (?s != ?t) })",
        (delete(":cube qb:structure ?s"), insert(":cube qb:structure ex:other")),
    ),
    "IC-3": Constraint(
        "?s a qb:DataStructureDefinition ."
        " FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?m . ?m a qb:MeasureProperty }",
        (delete("?m a qb:MeasureProperty"),),
    ),
    "IC-4": Constraint(
        "?p a qb:DimensionProperty . FILTER NOT EXISTS { ?p rdfs:range ?r }",
        (delete("aqb:observedYear rdfs:range ?r"),),
    ),
    "IC-5": Constraint(
        "?p a qb:DimensionProperty ; rdfs:range skos:Concept . FILTER NOT EXISTS { ?p qb:codeList ?l }",
        (delete("aqb:observedProgramme qb:codeList ?l"),),
    ),
    "IC-6": Constraint(
        "?s qb:component ?c . ?c qb:componentRequired false ; qb:componentProperty ?p ."
        " FILTER NOT EXISTS { ?p a qb:AttributeProperty }",
        (insert(":component-year qb:componentRequired false"),),
    ),
    "IC-7": Constraint(
        "?k a qb:SliceKey . FILTER NOT EXISTS { ?s a qb:DataStructureDefinition ; qb:sliceKey ?k }", (insert(SLICE),)
    ),
    "IC-8": Constraint(
        "?s qb:sliceKey ?k . ?k a qb:SliceKey ; qb:componentProperty ?p ."
        " FILTER NOT EXISTS { ?s qb:component/qb:componentProperty ?p }",
        (insert(f"{SLICE} :structure qb:sliceKey :k . :k qb:componentProperty ex:p"),),
    ),
    "IC-9": Constraint(
        "?s a qb:Slice . FILTER (NOT EXISTS { ?s qb:sliceStructure ?k }"
        " || EXISTS { ?s qb:sliceStructure ?k, ?l FILTER (?k != ?l) })",
        (insert(":s a qb:Slice"), insert(f"{SLICE} :s qb:sliceStructure ex:other")),
    ),
    "IC-10": Constraint(
        "?s qb:sliceStructure/qb:componentProperty ?p . FILTER NOT EXISTS { ?s ?p ?v }", (insert(SLICE),)
    ),
    "IC-11": Constraint(
        f"{DIMENSION} FILTER NOT EXISTS {{ ?o ?p ?v }}", (delete(f"{OBSERVATION} aqb:observedDistrict ?v"),)
    ),
    # In time linear in the observations: places with more than one, instead of all pairs.
    "IC-12": Constraint(
        "{ SELECT ?d ?place { { SELECT ?d ?o (GROUP_CONCAT(?at; separator=' ') AS ?place) {"
        " { SELECT ?d ?o ?at { ?o qb:dataSet ?d . ?d qb:structure/qb:component/qb:componentProperty ?p ."
        " ?p a qb:DimensionProperty . ?o ?p ?v BIND (CONCAT(STR(?p), '=', STR(?v)) AS ?at) } ORDER BY ?o ?at }"
        " } GROUP BY ?d ?o } } GROUP BY ?d ?place HAVING (COUNT(*) > 1) }",
        (
            f"DELETE {{ {OBSERVATION} aqb:observedMeasureType ?v }}"
            f" INSERT {{ {OBSERVATION} aqb:observedMeasureType ?w }}"
            f" WHERE {{ {OBSERVATION} aqb:observedMeasureType ?v . {OTHER} aqb:observedMeasureType ?w }}",
        ),
    ),
    "IC-13": Constraint(
        "?o qb:dataSet/qb:structure/qb:component ?c . ?c qb:componentRequired true ; qb:componentProperty ?p ."
        " FILTER NOT EXISTS { ?o ?p ?v }",
        (delete(f"{OBSERVATION} aqb:observedUnit ?v"), delete(f"{OBSERVATION} aqb:observedStatus ?v")),
    ),
    "IC-14": Constraint(
        f"{OBSERVED} ?p a qb:MeasureProperty . ?o qb:dataSet/qb:structure ?s ."
        " FILTER NOT EXISTS { ?s qb:component/qb:componentProperty qb:measureType } FILTER NOT EXISTS { ?o ?p ?v }",
        (delete(f"{OBSERVATION} aqb:observedAmount ?v"), delete(f"{OBSERVATION} aqb:observedMeasures ?v")),
    ),
    "IC-15": Constraint(
        "?o qb:measureType ?m ; qb:dataSet/qb:structure/qb:component/qb:componentProperty qb:measureType ."
        " FILTER NOT EXISTS { ?o ?m ?v }",
        (insert(f"{BY_MEASURE} {OBSERVATION} qb:measureType ex:measure"),),
    ),
    "IC-16": Constraint(
        f"{OBSERVED} ?p a qb:MeasureProperty . ?o qb:measureType ?m ; ?p ?v ."
        " ?o qb:dataSet/qb:structure/qb:component/qb:componentProperty qb:measureType . FILTER (?p != ?m)",
        (insert(f"{BY_MEASURE} {OBSERVATION} qb:measureType aqb:observedAmount"),),
    ),
    "IC-17": Constraint(
        f"?o qb:measureType ?m . {OBSERVED} ?p a qb:MeasureProperty . ?o qb:dataSet ?d . FILTER NOT EXISTS {{"
        " ?other qb:dataSet ?d ; qb:measureType ?p . FILTER NOT EXISTS {"
        " ?d qb:structure/qb:component/qb:componentProperty ?q . ?q a qb:DimensionProperty ."
        " FILTER (?q != qb:measureType) ?o ?q ?v . ?other ?q ?w FILTER (?v != ?w) } }",
        (insert(f"{BY_MEASURE} {OBSERVATION} qb:measureType aqb:observedAmount"),),
    ),
    "IC-18": Constraint(
        "?d qb:slice ?s . ?s qb:observation ?o . FILTER NOT EXISTS { ?o qb:dataSet ?d }",
        (insert(f"ex:other qb:slice :s . :s qb:observation {OBSERVATION}"),),
    ),
    "IC-19 (schemes)": Constraint(
        f"{DIMENSION} ?p qb:codeList ?l . ?l a skos:ConceptScheme . ?o ?p ?v ."
        " FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }",
        (insert("aqb:observedProgramme qb:codeList ex:scheme . ex:scheme a skos:ConceptScheme"),),
    ),
    "IC-19 (collections)": Constraint(
        f"{DIMENSION} ?p qb:codeList ?l . ?l a skos:Collection . ?o ?p ?v ."
        " FILTER NOT EXISTS { ?v a skos:Concept . ?l skos:member+ ?v }",
        (
            delete("codes:programmes skos:member ?v"),
            delete("codes:no-measure-type a skos:Concept"),
            delete("codes:measure-types skos:member codes:no-measure-type"),
        ),
    ),
    # The properties of a hierarchy are put into the query, as a path cannot be a variable; ours are none.
    "IC-20": Constraint(
        f"{DIMENSION} ?p qb:codeList ?l . ?l a qb:HierarchicalCodeList . ?o ?p ?v ."
        " FILTER NOT EXISTS { ?l qb:hierarchyRoot/skos:narrower* ?v }",
        (insert(f"{TREE} skos:narrower . {IN_TREE}"),),
    ),
    "IC-21": Constraint(
        f"{DIMENSION} ?p qb:codeList ?l . ?l a qb:HierarchicalCodeList . ?o ?p ?v ."
        " FILTER NOT EXISTS { ?l qb:hierarchyRoot/(^skos:broader)* ?v }",
        (insert(f"{TREE} ex:up . ex:up owl:inverseOf skos:broader . {IN_TREE}"),),
    ),
}
SPOILT = [(name, update) for name, row in CONSTRAINTS.items() for update in row.spoilt]


def store(path: Path) -> Store:
    made = Store()
    made.bulk_load(path=path, format=RdfFormat.TURTLE)
    return made


def asked(graph: Store, constraint: Constraint) -> bool:
    found = graph.query(f"{PREFIXES} ASK {{ {constraint.wrong} }}")
    assert isinstance(found, QueryBoolean)
    return bool(found)


def test_all_constraints_are_here() -> None:
    numbers = {name.split(" ")[0] for name in CONSTRAINTS}
    assert numbers == {f"IC-{number}" for number in range(1, 22)}


@pytest.mark.parametrize("file", ["cube.ttl", "data.ttl"])
@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_cube_keeps_to_it(built: Path, name: str, file: str) -> None:
    """Alone, and with all that its codes and properties are described by."""
    assert not asked(store(built / file), CONSTRAINTS[name])


@pytest.mark.parametrize(("name", "update"), SPOILT)
def test_a_spoilt_cube_does_not(built: Path, name: str, update: str) -> None:
    graph = store(built / "data.ttl")
    graph.update(f"{PREFIXES} {update}")
    assert asked(graph, CONSTRAINTS[name])
