from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from aqbgraph.errors import Invalid
from aqbgraph.graph.findings import Finding
from aqbgraph.graph.validation import Report, load_shapes, validate
from aqbgraph.identifiers import Identifiers

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPE = "ex:shape a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:message 'Fehler'@de, 'Fault'@en ; "


def turtle(text: str) -> list[pyoxigraph.Triple]:
    return [quad.triple for quad in pyoxigraph.parse(PREFIXES + text, format=pyoxigraph.RdfFormat.TURTLE)]


@pytest.fixture
def shapes_of(tmp_path: Path) -> Shapes:
    return Shapes(tmp_path)


class Shapes:
    def __init__(self, place: Path) -> None:
        self.place = place

    def __call__(self, text: str, base: str = "https://w3id.org/aqb/") -> rdflib.Graph:
        (self.place / "shapes.ttl").write_text(PREFIXES + text, encoding="utf-8")
        return load_shapes(self.place, Identifiers(base))


def test_a_finding_has_both_languages(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:amount ; sh:minExclusive 0 .")
    report = validate(turtle("ex:b a ex:Budget ; ex:amount -1 ."), shapes, ())
    assert report.findings == (
        Finding(
            severity="Violation",
            focus="https://example.org/b",
            path="https://example.org/amount",
            message="Fehler",
            message_en="Fault",
            shape="https://example.org/shape",
            value="-1",
        ),
    )


@pytest.mark.parametrize(("severity", "conforms"), [("sh:Violation", False), ("sh:Warning", True), ("sh:Info", True)])
def test_only_violations_forbid_publication(shapes_of: Shapes, severity: str, conforms: bool) -> None:
    shapes = shapes_of(SHAPE + f"sh:path ex:amount ; sh:minCount 1 ; sh:severity {severity} .")
    report = validate(turtle("ex:b a ex:Budget ."), shapes, ())
    assert len(report.findings) == 1
    assert report.conforms is conforms


def test_nothing_to_say_conforms() -> None:
    assert Report(()).conforms


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("ex:a", "https://example.org/a"),
        ("( ex:a ex:b )", "<https://example.org/a>/<https://example.org/b>"),
        ("[ sh:inversePath ex:a ]", "^<https://example.org/a>"),
        ("[ sh:alternativePath ( ex:a ex:b ) ]", "(<https://example.org/a>|<https://example.org/b>)"),
        ("( ex:a [ sh:inversePath ex:b ] )", "<https://example.org/a>/^<https://example.org/b>"),
    ],
)
def test_paths_are_shown_as_sparql_writes_them(shapes_of: Shapes, path: str, shown: str) -> None:
    report = validate(turtle("ex:b a ex:Budget ."), shapes_of(SHAPE + f"sh:path {path} ; sh:minCount 1 ."), ())
    assert [finding.path for finding in report.findings] == [shown]


def test_the_gravest_comes_first(shapes_of: Shapes) -> None:
    shapes = shapes_of(
        "ex:info a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:path ex:a ; sh:minCount 1 ; sh:severity sh:Info ."
        "ex:grave a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:path ex:b ; sh:minCount 1 ."
        "ex:warning a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:path ex:a ; sh:minCount 1 ;"
        " sh:severity sh:Warning ."
    )
    report = validate(turtle("ex:y a ex:Budget . ex:x a ex:Budget ."), shapes, ())
    assert [(finding.severity, finding.focus[-1]) for finding in report.findings] == [
        ("Violation", "x"),
        ("Violation", "y"),
        ("Warning", "x"),
        ("Warning", "y"),
        ("Info", "x"),
        ("Info", "y"),
    ]


def test_a_fault_against_two_constraints_of_a_shape_is_told_once(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:year ; sh:datatype xsd:gYear ; sh:pattern '^20' .")
    report = validate(turtle("ex:b a ex:Budget ; ex:year 1999 ."), shapes, ())
    assert len(report.findings) == 1


def test_shapes_without_messages_let_the_engine_speak(shapes_of: Shapes) -> None:
    shapes = shapes_of("ex:shape a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:path ex:a ; sh:minCount 1 .")
    (finding,) = validate(turtle("ex:b a ex:Budget ."), shapes, ()).findings
    assert finding.message == finding.message_en
    assert "1" in finding.message


def test_literals_are_checked_as_written(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:amount ; sh:maxCount 1 .")
    report = validate(turtle("ex:b a ex:Budget ; ex:amount 1.0, 1.00 ."), shapes, ())
    assert not report.conforms


def test_a_query_finds_what_it_asks_for(shapes_of: Shapes) -> None:
    shapes = shapes_of(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:Budget ; sh:message 'Fehler'@de, 'Fault'@en ;"
        " sh:sparql ex:query . ex:query a sh:SPARQLConstraint ;"
        " sh:select 'SELECT $this ?value WHERE { $this <https://example.org/a> ?value . FILTER (?value > 2) }' ."
    )
    report = validate(turtle("ex:x a ex:Budget ; ex:a 1 . ex:y a ex:Budget ; ex:a 3 ."), shapes, ())
    assert [(found.focus[-1], found.value, found.message, found.message_en) for found in report.findings] == [
        ("y", "3", "Fehler", "Fault")
    ]


def test_of_the_vocabulary_only_the_classes_asked_for_are_seen(shapes_of: Shapes) -> None:
    shapes = shapes_of(
        SHAPE + "sh:path ex:programme ; sh:class ex:Programme ."
        "ex:other a sh:PropertyShape ; sh:targetClass ex:Concept ; sh:path ex:label ; sh:minCount 1 ."
    )
    vocabulary = turtle("ex:aqb a ex:Programme, ex:Concept .")
    known, unknown = (turtle(f"ex:b a ex:Budget ; ex:programme ex:{name} .") for name in ("aqb", "other"))
    assert validate(known, shapes, vocabulary).findings == ()
    assert not validate(unknown, shapes, vocabulary).conforms
    assert not validate(vocabulary, shapes, vocabulary).conforms


def test_shapes_move_with_the_base(shapes_of: Shapes) -> None:
    text = SHAPE + "sh:path ex:a ; sh:in ( <https://w3id.org/aqb/def/measure-types#1> ) ."
    shapes = shapes_of(text, base="https://daten.example/")
    moved, unmoved = (
        turtle(f"ex:b a ex:Budget ; ex:a <{base}def/measure-types#1> .")
        for base in ("https://daten.example/", "https://w3id.org/aqb/")
    )
    assert validate(moved, shapes, ()).conforms
    assert not validate(unmoved, shapes, ()).conforms


def test_files_of_shapes_can_be_chosen(shapes_of: Shapes) -> None:
    (shapes_of.place / "other.ttl").write_text(PREFIXES + "ex:other a sh:NodeShape .", encoding="utf-8")
    both = shapes_of("ex:shape a sh:NodeShape .")
    one = load_shapes(shapes_of.place, Identifiers(), ("other",))
    assert {str(shape)[-5:] for shape in both.subjects()} == {"shape", "other"}
    assert {str(shape)[-5:] for shape in one.subjects()} == {"other"}


def test_validating_leaves_the_shapes_as_they_are(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:a ; sh:minCount 1 .")
    first = validate(turtle("ex:b a ex:Budget ."), shapes, ())
    assert validate(turtle("ex:b a ex:Budget ."), shapes, ()) == first


def test_blank_nodes_and_languages_are_taken(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ( ex:a ex:b ) ; sh:languageIn ( 'de' ) .")
    assert validate(turtle("ex:b a ex:Budget ; ex:a [ ex:b 'Wort'@de ] ."), shapes, ()).conforms


@pytest.mark.parametrize("value", ["'abc'", "ex:thing", "'2025'^^xsd:integer", "'x'@de"])
@pytest.mark.parametrize("constraint", ["sh:lessThan ex:to", "sh:lessThanOrEquals ex:to", "sh:maxInclusive 1"])
def test_values_of_the_wrong_kind_are_findings_not_crashes(shapes_of: Shapes, value: str, constraint: str) -> None:
    shapes = shapes_of(SHAPE + f"sh:path ex:from ; {constraint} .")
    report = validate(turtle(f"ex:b a ex:Budget ; ex:from {value} ; ex:to 5 ."), shapes, ())
    assert not report.conforms


@pytest.mark.parametrize(
    "text",
    [
        "ex:shape a sh:PropertyShape ; sh:targetClass ex:Budget ; sh:minCount 1 .",
        SHAPE + "sh:path ex:a ; sh:minCount 'many' .",
    ],
    ids=["without a path", "count that is no number"],
)
def test_shapes_that_cannot_be_used_are_told(shapes_of: Shapes, text: str) -> None:
    with pytest.raises(Invalid, match="Regeln"):
        validate(turtle("ex:b a ex:Budget ; ex:a 1 ."), shapes_of(text), ())


def test_shapes_that_are_no_turtle_name_their_file(shapes_of: Shapes) -> None:
    with pytest.raises(Invalid, match=r"shapes\.ttl: "):
        shapes_of("ex:shape a")


def test_a_report_that_is_no_graph_is_a_fault_of_the_shapes(shapes_of: Shapes) -> None:
    shapes = shapes_of(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:Budget ; sh:sparql ex:query ."
        " ex:query a sh:SPARQLConstraint ; sh:select 'SELECT $this WHERE { MINUS { $this ?a ?b } }' ."
    )
    with pytest.raises(Invalid, match="Regeln"):
        validate(turtle("ex:b a ex:Budget ."), shapes, ())


def test_triples_as_terms_are_refused(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:a ; sh:minCount 1 .")
    data = turtle("ex:b rdf:reifies <<( ex:b ex:a 1 )>> .")
    with pytest.raises(Invalid, match=r"RDF 1\.2"):
        validate(data, shapes, ())


def test_a_type_that_is_no_iri_is_passed_over(shapes_of: Shapes) -> None:
    shapes = shapes_of(SHAPE + "sh:path ex:programme ; sh:class ex:Programme .")
    vocabulary = turtle("ex:aqb a 'Programme', ex:Programme . ex:b ex:c [] .")
    assert validate(turtle("ex:b a ex:Budget ; ex:programme ex:aqb ."), shapes, vocabulary).conforms


def test_rdflib_is_left_as_it_was() -> None:
    """In a process of its own, so that no other test can have changed the switch before."""
    program = (
        "import rdflib, pyoxigraph; from aqbgraph.graph.validation import validate;"
        " validate([], rdflib.Graph(), []); print(rdflib.NORMALIZE_LITERALS)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "True"
