"""What the named queries may ask of holds all that they find."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import RDF, URIRef
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.queries import query_results
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_data import mentioned, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aqbgraph.publication.queries.queries import NamedQuery

YEARS = (2011, 2024, 2025)
OTHER = b'<urn:other> <urn:other> "1" <urn:graph> .\n'


def asked(query: NamedQuery) -> str:
    return query_results.asked(Settings(), query, YEARS)


def patterns(part: Any) -> Iterator[tuple[Any, Any, Any]]:
    """All patterns of triples in a query."""
    if isinstance(part, CompValue):
        for row in part.triples or ():
            # Within NOT EXISTS those of one subject stand in one row.
            yield from zip(*[iter(row)] * 3, strict=True)
        for name in part:
            yield from patterns(part[name]) if name != "triples" else ()
    elif isinstance(part, list | tuple):
        for one in part:
            yield from patterns(one)


def predicates(path: Any) -> Iterator[Any]:
    if isinstance(path, PropertyPath):
        for one in getattr(path, "args", [getattr(path, "path", None)]):
            yield from predicates(one)
    else:
        yield path


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_each_predicate_and_class_is_named(query: NamedQuery) -> None:
    text = asked(query)
    found = list(patterns(prepareQuery(text).algebra))
    assert found
    for _, path, value in found:
        for one in predicates(path):
            named = value if one == RDF.type else one
            assert isinstance(named, URIRef), (query.name, path)
            assert f"<{named}>".encode() in mentioned(text)


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_what_is_found_is_what_all_data_give(query: NamedQuery, built_with_reported: Path) -> None:
    whole, text = Store(), asked(query)
    dump = built_with_reported / "data.nq.gz"
    whole.bulk_load(gzip.decompress(dump.read_bytes()), format=RdfFormat.N_QUADS)
    some = said(dump, map(asked, queries())).store([text])
    assert len(some) < len(whole) / 2
    assert query_results.found(some, query, text) == query_results.found(whole, query, text)


def test_only_what_a_query_may_ask_of_is_in_its_digest(tmp_path: Path) -> None:
    query, label = "SELECT * { ?a <urn:label> ?b }", b'<urn:a> <urn:label> "1" <urn:graph> .\n'
    digests = []
    for number, lines in enumerate((label, label + OTHER, label.replace(b"1", b"2") + OTHER)):
        dump = tmp_path / f"{number}.nq.gz"
        dump.write_bytes(gzip.compress(lines))
        digests.append(said(dump, [query]).digest(query))
    assert digests[0] == digests[1] != digests[2]
