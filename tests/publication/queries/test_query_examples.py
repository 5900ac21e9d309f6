"""The named queries as data: every one runs as it stands, at the endpoint and as tools find it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QuerySolutions, Store

from aqbgraph.graph.mapping import prefixes
from aqbgraph.graph.store import load
from aqbgraph.publication.formats import TRIG
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_examples import example, namespaces

if TYPE_CHECKING:
    from pathlib import Path

# What sparql-editor (SIB) asks of an endpoint.
EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
  ?sq a sh:SPARQLExecutable ;
    rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq
"""
PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace
WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }
ORDER BY ?prefix
"""


@pytest.fixture(scope="module")
def store(built_with_reported: Path) -> Store:
    return load((built_with_reported / "data.trig").read_bytes(), TRIG.rdf)


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(str(getattr(term, "value", term)) for term in row) for row in found]


def test_an_editor_finds_each_query_explained_in_both_languages(store: Store) -> None:
    found = rows(store, EXAMPLES)
    assert {iri.partition("#")[2] for iri, _, _ in found} == {query.name for query in queries()}
    assert len(found) == 2 * len(queries())


def test_an_editor_finds_the_prefixes(store: Store) -> None:
    found = {row[0]: row[1] for row in rows(store, PREFIXES)}
    assert found.items() >= prefixes().items()
    assert found == namespaces()


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_each_runs_as_it_stands(store: Store, name: str) -> None:
    text = next(query for iri, _, query in rows(store, EXAMPLES) if iri.endswith(f"#{name}"))
    assert not text.startswith("#")
    # The samples hold an answer to every question but one: nothing in them was corrected.
    assert bool(rows(store, text)) is (name != "corrections")


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_each_declares_the_prefixes_that_it_uses_as_they_are_declared_here(name: str) -> None:
    text = example(next(query for query in queries() if query.name == name), Settings())
    declared = [line.removeprefix("PREFIX ").split(": ") for line in text.splitlines() if line.startswith("PREFIX ")]
    assert declared
    assert all(f"<{namespaces()[prefix]}>" == iri for prefix, iri in declared)


def test_a_parameter_that_must_be_given_has_its_example() -> None:
    query = next(query for query in queries() if query.name == "parties-without-agreement")
    assert 'VALUES ?year { "2025"^^<http://www.w3.org/2001/XMLSchema#gYear> }' in example(query, Settings())
