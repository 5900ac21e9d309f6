"""The cube is one of cube.link: it keeps to that vocabulary's profile, and its observations to its own constraint."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

CUBE_LINK = rdflib.Namespace("https://cube.link/")
PROFILE = Path(__file__).with_name("cube-link.ttl")
PREFIXES = """
PREFIX : <https://w3id.org/aqb/cube#>
PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX cube: <https://cube.link/>
PREFIX schema: <http://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
"""
ONE = ":observation-2025-odenwaldkreis-aqb-3"


@pytest.fixture
def cube(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "cube.ttl")


def conforms(data: rdflib.Graph, shapes: rdflib.Graph) -> bool:
    return bool(pyshacl.validate(data, shacl_graph=shapes, do_owl_imports=False)[0])


def profile() -> rdflib.Graph:
    return rdflib.Graph().parse(PROFILE)


def own(cube: rdflib.Graph) -> rdflib.Graph:
    """The constraint of the cube, aimed at its observations as tools of cube.link do."""
    shapes = rdflib.Graph() + cube
    (constraint,) = cube.objects(None, CUBE_LINK.observationConstraint)
    shapes.add((constraint, SH.targetClass, CUBE_LINK.Observation))
    return shapes


def test_it_keeps_to_the_profile(cube: rdflib.Graph) -> None:
    assert len(set(cube.subjects(RDF.type, CUBE_LINK.Observation))) == 10
    assert conforms(cube, profile())


def test_observations_keep_to_the_constraint(cube: rdflib.Graph) -> None:
    assert conforms(cube, own(cube))


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { :cube cube:observationSet ?s }",
        "DELETE WHERE { :cube schema:name ?s }",
        "DELETE WHERE { :observations cube:observation ?o }",
        f"DELETE WHERE {{ {ONE} cube:observedBy ?a }}",
        "DELETE WHERE { :constraint sh:property ?p }",
        "DELETE WHERE { :constraint sh:closed ?p }",
        "DELETE WHERE { :shape-year sh:minCount ?n }",
        "DELETE WHERE { :shape-year schema:name ?n }",
        "DELETE WHERE { :shape-year sh:datatype ?n }",
        "DELETE WHERE { :in-year-1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ?n }",
    ],
)
def test_a_spoilt_cube_breaks_the_profile(cube: rdflib.Graph, update: str) -> None:
    cube.update(PREFIXES + update)
    assert not conforms(cube, profile())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Year", '"2025"'),
        ("Year", '"1999"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("District", "<https://w3id.org/aqb/party/hanau#party>"),
        ("Programme", "cube:Undefined"),
        ("MeasureType", '"3"'),
        ("Amount", '""'),
        ("Measures", "1.5"),
        ("Unit", "<http://qudt.org/vocab/unit/EUR>"),
        ("Status", "<https://w3id.org/aqb/def/observation-status#other>"),
        ("Agreement", '"agreement"'),
        ("Other", "1"),
    ],
)
def test_another_value_breaks_the_constraint(cube: rdflib.Graph, name: str, value: str) -> None:
    shapes = own(cube)
    cube.update(f"{PREFIXES} DELETE WHERE {{ {ONE} aqb:observed{name} ?v }}")
    cube.update(f"{PREFIXES} INSERT DATA {{ {ONE} aqb:observed{name} {value} }}")
    assert not conforms(cube, shapes)


@pytest.mark.parametrize("name", ["Amount", "Measures"])
def test_what_is_not_stated_is_undefined(cube: rdflib.Graph, name: str) -> None:
    """An amount of a type, a number of a type that the agreement does not name."""
    undefined = rdflib.Literal("", datatype=CUBE_LINK.Undefined)
    prop = rdflib.URIRef(f"https://w3id.org/aqb/def/aqb#observed{name}")
    values = list(cube.objects(None, prop))
    assert len(values) == 10
    assert values.count(undefined) == {"Amount": 8, "Measures": 4}[name]


def test_labels_are_in_both_languages(cube: rdflib.Graph) -> None:
    name = rdflib.URIRef("http://schema.org/name")
    for shape in cube.objects(None, SH.property):
        languages = {text.language for text in cube.objects(shape, name) if isinstance(text, rdflib.Literal)}
        assert languages == {"de", "en"}, shape
