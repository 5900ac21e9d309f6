"""The rules of shapes/ as texts: the same as the validator sees."""

from __future__ import annotations

from rdflib import SH

from aqbgraph.graph.findings import SEVERITIES
from aqbgraph.graph.rules import ACROSS, OF_CATALOGUE, OF_DOCUMENTS, OF_LISTS, rule_key, rules
from aqbgraph.graph.validation import load_shapes
from aqbgraph.identifiers import Identifiers
from aqbgraph.vocabulary import folder


def test_rules_are_the_shapes_with_a_target() -> None:
    shapes = load_shapes(folder("shapes"), Identifiers())
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    wanted = {rule_key(str(shape)) for name in targets for shape in shapes.subjects(name)}
    assert {rule.key for rule in rules()} == wanted
    assert len(rules()) == len(wanted)


def test_each_says_what_it_demands_in_both_languages() -> None:
    for rule in rules():
        assert rule.de, rule.key
        assert rule.en, rule.key
        assert rule.de != rule.en
        assert rule.severity in SEVERITIES


def test_severities_are_those_of_the_shapes() -> None:
    found = {rule.key: (rule.file, rule.severity) for rule in rules()}
    assert found["signature-date-wanted"] == ("signature", "Warning")
    assert found["signature-name-wanted"] == ("signature", "Info")
    assert found["agreement-title"] == ("agreement", "Violation")
    assert "signature-date-given" not in found


def test_files_that_a_build_checks_are_there() -> None:
    assert {*OF_DOCUMENTS, *ACROSS, *OF_LISTS, *OF_CATALOGUE} <= {rule.file for rule in rules()}
