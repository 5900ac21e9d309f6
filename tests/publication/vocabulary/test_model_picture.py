"""The picture of the model says what the ontology says: no arrow of its own, and none that is missing."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from pyoxigraph import NamedNode, RdfFormat, parse

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.languages import ENGLISH, GERMAN, LANGUAGES, Language
from aqbgraph.publication.vocabulary.model_picture import (
    EVIDENCE,
    PLACES,
    Relation,
    class_label,
    figures,
    leading_to,
    model_picture,
    relations,
)
from aqbgraph.vocabulary import RDFS, folder, vocabulary

SVG = "{http://www.w3.org/2000/svg}"
SCHEMA = "http://schema.org/"


def stated() -> dict[tuple[str, str], set[str]]:
    """Property and predicate → objects, read from the files themselves."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in ("aqb", "cube"):
        for quad in parse(path=folder("ontology") / f"{name}.ttl", format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found.setdefault((quad.subject.value, quad.predicate.value), set()).add(quad.object.value)
    return found


def test_every_arrow_is_in_the_ontology() -> None:
    said = stated()
    for row in relations():
        ranges = said.get((row.property, RDFS + "range"), set()) | said.get(
            (row.property, SCHEMA + "rangeIncludes"), set()
        )
        domains = said.get((row.property, RDFS + "domain"), set()) | said.get(
            (row.property, SCHEMA + "domainIncludes"), set()
        )
        assert row.target in ranges, row
        assert (row.source in domains) if row.source else not domains, row


def test_no_relation_between_its_classes_is_left_out() -> None:
    said, drawn = stated(), set(relations())
    for (prop, predicate), sources in said.items():
        if predicate not in (RDFS + "domain", SCHEMA + "domainIncludes"):
            continue
        for target in said.get((prop, RDFS + "range"), set()) & PLACES.keys():
            for source in sources & PLACES.keys():
                assert Relation(source, prop, target) in drawn


def test_what_everything_read_has_is_its_evidence_alone() -> None:
    """Components of the data cube have no domain either; they stand at observations."""
    assert [row.property for row in relations() if row.source is None] == [TERMS + "evidence"]


def test_the_classes_that_people_ask_for_are_there() -> None:
    wanted = {"Agreement", "Party", "Budget", "Measure", "MeasureSeries", "Signature", "Clause"}
    assert {TERMS + name for name in wanted} | {EVIDENCE} <= PLACES.keys()
    connected = {end for row in relations() for end in (row.source, row.target)}
    assert connected >= PLACES.keys()


def test_a_class_has_the_figures_of_those_above_it() -> None:
    assert figures(TERMS + "Clause") == (TERMS + "number", TERMS + "heading", TERMS + "text")


def texts(svg: etree._Element, kind: str) -> list[str]:
    """The texts of a class, in parts."""
    return [" ".join(map(str, found.itertext())) for found in svg.iter(f"{SVG}text") if found.get("class") == kind]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_it_is_said_in_the_language_of_the_page(language: Language) -> None:
    svg = etree.fromstring(model_picture(language))
    assert sorted(texts(svg, "model-class")) == sorted(class_label(iri, language) for iri in PLACES)
    assert sorted(texts(svg, "model-name")) == sorted(
        vocabulary().label(row.property, language.code) for row in relations()
    )


def test_boxes_lead_to_their_terms() -> None:
    links = [link.get("href") for link in etree.fromstring(model_picture(GERMAN)).iter(f"{SVG}a")]
    assert links == [f"#{iri.removeprefix(TERMS)}" for iri in PLACES if iri.startswith(TERMS)]


def test_nothing_stands_outside_and_no_box_on_another() -> None:
    svg = etree.fromstring(model_picture(ENGLISH))
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    boxes = [
        tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("class") == "model-box"
    ]
    assert len(boxes) == len(PLACES)
    for x, y, wide, high in boxes:
        assert x > 0
        assert y > 0
        assert x + wide < width
        assert y + high < height
    for place, (x, y, wide, high) in enumerate(boxes):
        for other_x, other_y, other_wide, other_high in boxes[:place]:
            assert x >= other_x + other_wide or other_x >= x + wide or y >= other_y + other_high or other_y >= y + high


def test_no_style_that_a_strict_policy_would_stop() -> None:
    assert not re.search(r"style=|<style|on\w+=", model_picture(GERMAN))


def test_properties_by_the_class_of_their_values() -> None:
    ways = [SCHEMA + "rangeIncludes", RDFS + "range"]
    for kind, properties in leading_to().items():
        assert list(properties) == [
            iri
            for iri in vocabulary().subjects()
            if iri.startswith(TERMS) and any(NamedNode(kind) in vocabulary().objects(iri, way) for way in ways)
        ]
    assert TERMS + "measure" in leading_to()[TERMS + "Measure"]
