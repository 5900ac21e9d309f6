from __future__ import annotations

import pytest

from aqbgraph.publication.formats import FORMATS
from aqbgraph.service.replies.results import HTML, OFFERS, Kind, by_name, named


def test_every_published_format_is_a_result_format() -> None:
    assert {row.rdf for row in OFFERS[Kind.GRAPH] if row.rdf} == {row.rdf for row in FORMATS}


@pytest.mark.parametrize("kind", Kind)
def test_names_are_unique_and_lead_back(kind: Kind) -> None:
    offers = OFFERS[kind]
    assert len({row.name for row in offers}) == len(offers)
    assert all(by_name(kind, row.name) is row is named(row.media_type.upper(), offers) for row in offers)
    assert all((row.rdf is None) != (row.table is None) for row in offers if row is not HTML)


@pytest.mark.parametrize(
    ("kind", "asked", "media_type"),
    [
        (Kind.SOLUTIONS, "json", "application/sparql-results+json"),
        (Kind.GRAPH, "json", "application/ld+json"),
        (Kind.GRAPH, "xml", "application/rdf+xml"),
        (Kind.GRAPH, "turtle", "text/turtle"),
        (Kind.GRAPH, "ttl", "text/turtle"),
    ],
)
def test_named(kind: Kind, asked: str, media_type: str) -> None:
    found = named(asked, OFFERS[kind])
    assert found is not None
    assert found.media_type == media_type


def test_not_named() -> None:
    assert named("csv", OFFERS[Kind.BOOLEAN]) is None
