from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from aqbgraph.service.federation.remote_dataset import Graphs, ordered_twice, plain, without_from
from aqbgraph.service.workers.frames import Question

BASE = "http://data.example/sparql"
GRAPHS = Graphs("urn:all", frozenset({"urn:a", "urn:b"}), "urn:nothing")


@pytest.mark.parametrize(
    ("query", "rest", "default", "named"),
    [
        ("ASK {}", "ASK {}", (), ()),
        ("ASK FROM <urn:a> {}", "ASK  {}", ("urn:a",), ()),
        ("ask from<urn:a>from named<urn:b>{}", "ask {}", ("urn:a",), ("urn:b",)),
        ("SELECT * FROM NAMED <x#y> WHERE {}", "SELECT *  WHERE {}", (), ("http://data.example/x#y",)),
        ("BASE <http://o.ex/q/> ASK FROM <x> {}", "BASE <http://o.ex/q/> ASK  {}", ("http://o.ex/q/x",), ()),
        ("PREFIX : <urn:> ASK FROM :a {}", "PREFIX : <urn:> ASK  {}", ("urn:a",), ()),
        (
            "PREFIX p: <http://data.example/ns#> ASK FROM p:a {}",
            "PREFIX p: <http://data.example/ns#> ASK  {}",
            ("http://data.example/ns#a",),
            (),
        ),
        (r"PREFIX p: <urn:> ASK FROM p:a\-b {}", "PREFIX p: <urn:> ASK  {}", ("urn:a-b",), ()),
        (r"ASK FROM <urn:\u0061> {}", "ASK  {}", ("urn:a",), ()),
        ("ASK # FROM <urn:a>\nFROM # x\n <urn:b> {}", "ASK  \n {}", ("urn:b",), ()),
        ('ASK { ?from from:from "FROM <urn:a>" }', 'ASK { ?from from:from "FROM <urn:a>" }', (), ()),
    ],
)
def test_from_is_read_out_of_a_query(query: str, rest: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert without_from(plain(query), BASE) == (rest, default, named)


@pytest.mark.parametrize(
    ("query", "default", "named", "expected"),
    [
        ("ASK {}", None, None, (("urn:all",), ("urn:nothing",))),
        ("ASK { GRAPH ?g {} }", None, None, (("urn:all",), ("urn:a", "urn:b"))),
        ("ASK FROM <urn:a> {}", None, None, (("urn:a",), ("urn:nothing",))),
        ("ASK FROM <urn:secret> { GRAPH ?g {} }", None, None, (("urn:nothing",), ("urn:nothing",))),
        ("ASK FROM NAMED <urn:b> { GRAPH ?g {} }", None, None, (("urn:nothing",), ("urn:b",))),
        ("ASK {}", ("urn:a", "urn:secret"), (), (("urn:a",), ("urn:nothing",))),
        ("ASK FROM <urn:a> {}", (), ("urn:b",), (("urn:nothing",), ("urn:b",))),
    ],
)
def test_only_graphs_of_the_publication_are_asked(
    query: str,
    default: tuple[str, ...] | None,
    named: tuple[str, ...] | None,
    expected: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    union = default is None and "FROM" not in query
    found = GRAPHS.query(Question(query, BASE, {}, default, named, union))
    assert (found.default, found.named) == expected
    assert "FROM" not in found.text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("SELECT * {} ORDER BY ?a ?b", None),
        ("SELECT * {} ORDER BY ?a $a", "?a"),
        ("SELECT * {} ORDER BY ?a DESC(?b) LCASE(?a) LIMIT 1", "?a"),
        ("SELECT * { { SELECT * {} ORDER BY ?a } ?a ?b ?c } ORDER BY ?a", None),
        ("SELECT * { { SELECT * {} ORDER BY ?a ?a LIMIT 1 } }", "?a"),
        ("SELECT * { ?order ?by ?order } ORDER BY ?by VALUES ?by { 1 }", None),
        ("SELECT (1 AS ?a) {} GROUP BY ?a ?a", None),
    ],
)
def test_a_column_named_twice_in_an_order(query: str, name: str | None) -> None:
    assert ordered_twice(query) == name


@given(st.text(alphabet='?ab<>{}()"# \nFROMORDERBYGRAPH:.', max_size=60))
def test_no_text_is_too_odd_to_look_for_an_order(text: str) -> None:
    found = ordered_twice(text)
    assert found is None or found in text


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        (r'SELECT ("\u0022 SERVICE" AS ?x) {}', r'SELECT ("\" SERVICE" AS ?x) {}'),
        (r"SELECT ('\U00000027' AS ?x) {}", r"SELECT ('\'' AS ?x) {}"),
        (r'SELECT ("\u000A\u005C" AS ?x) {}', r'SELECT ("\n\\" AS ?x) {}'),
        (r'SELECT ("\\u0022" AS ?x) {}', r'SELECT ("\\u0022" AS ?x) {}'),
        (r'SELECT ("\u00E4\t" AS ?x) {}', r'SELECT ("ä\t" AS ?x) {}'),
        (r"ASK { <urn:\u00E4> ?p ?o }", "ASK { <urn:ä> ?p ?o }"),
        ("ASK {} # \\u000A SERVICE", "ASK {}  "),
        ("ASK { <urn:a#b> ?p '#' }", "ASK { <urn:a#b> ?p '#' }"),
    ],
)
def test_nothing_hides_behind_an_escape(query: str, sent: str) -> None:
    """And to our own parser both mean the same."""
    assert plain(query) == sent
    results = [Store().query(text) for text in (query, sent)]
    if all(isinstance(result, QuerySolutions) for result in results):
        first, second = ([str(row["x"]) for row in result] for result in results)  # type: ignore[union-attr]
        assert first == second
