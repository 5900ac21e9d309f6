"""Nobody who reads what changed meets the address of a property or a class of another vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from aqbgraph.publication.history.telling import Words
from aqbgraph.publication.languages import ENGLISH, GERMAN, LANGUAGES
from aqbgraph.publication.vocabulary.foreign_terms import foreign_name
from aqbgraph.vocabulary import RDF_TYPE, SKOS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def terms(built: Path) -> set[str]:
    """All properties and classes of a publication."""
    quads = list(parse(path=built / "data.trig", format=RdfFormat.TRIG))
    classes = {
        quad.object.value for quad in quads if quad.predicate.value == RDF_TYPE and isinstance(quad.object, NamedNode)
    }
    return classes | {quad.predicate.value for quad in quads}


def test_each_term_of_a_publication_has_a_name(terms: set[str]) -> None:
    assert len(terms) > 150
    told = {term: [Words("https://w3id.org/aqb/", language).property(term) for language in LANGUAGES] for term in terms}
    assert {term: names for term, names in told.items() if any("//" in name or not name for name in names)} == {}


@pytest.mark.parametrize(
    ("iri", "german", "english"),
    [
        (f"{SKOS}definition", "Definition", "definition"),
        ("http://schema.org/name", "Name", "name"),
        ("http://www.w3.org/ns/prov#Agent", "Person oder Stelle", "person or body"),
        ("http://www.w3.org/ns/shacl#path", "sh:path", "sh:path"),
        ("https://schema.org/target", "schema:target", "schema:target"),
        ("https://w3id.org/aqb/def/aqb#amount", "", ""),
        ("http://example.org/x", "", ""),
        (SKOS, "", ""),
    ],
)
def test_names(iri: str, german: str, english: str) -> None:
    assert (foreign_name(iri, GERMAN), foreign_name(iri, ENGLISH).lower()) == (german, english.lower())
