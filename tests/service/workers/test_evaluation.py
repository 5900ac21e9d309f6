from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, Store

from aqbgraph.service.limits import Limits
from aqbgraph.service.workers.evaluation import Bounded, evaluate
from aqbgraph.service.workers.frames import Question
from aqbgraph.service.workers.pulling import TooLargeError

if TYPE_CHECKING:
    from aqbgraph.service.workers.frames import Result

LIMITS = Limits(result=10_000, rows=2)
TRIG = b"""
<urn:a> { <urn:s> <urn:p> "eins"@de . }
<urn:b> { <urn:s> <urn:p> 2 . }
"""


@pytest.fixture(scope="module")
def store() -> Store:
    found = Store()
    found.load(TRIG, format=RdfFormat.TRIG)
    return found


def ask(store: Store, query: str, form: str | None = "json", **more: Any) -> Result:
    formats: dict[str, str | None] = dict.fromkeys(("solutions", "boolean", "graph"), form)
    return evaluate(store, Question(query, "http://localhost/sparql", formats, **more), LIMITS)


@pytest.mark.parametrize(
    ("query", "form", "kind", "body"),
    [
        ("ASK {}", "json", "boolean", b'{"head":{},"boolean":true}'),
        ("SELECT (1 AS ?x) {}", "csv", "solutions", b"x\r\n1\r\n"),
        ("CONSTRUCT { <s> <urn:p> 1 } {}", "ttl", "graph", b"<http://localhost/s> <urn:p> 1 .\n"),
    ],
)
def test_result(store: Store, query: str, form: str, kind: str, body: bytes) -> None:
    found = ask(store, query, form)
    assert (found.kind, found.format, found.problem, found.body) == (kind, form, "", body)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("ASK {", "malformed-query"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "malformed-query"),
        ("SELECT ?a { VALUES ?a { %s } VALUES ?b { %s } }" % ((" ".join("1" * 100),) * 2), "result-too-large"),
    ],
)
def test_problem(store: Store, query: str, problem: str) -> None:
    assert ask(store, query).problem == problem


def test_no_format_wanted(store: Store) -> None:
    assert ask(store, "ASK {}", None).problem == "not-acceptable"


@pytest.mark.parametrize(
    ("dataset", "seen"),
    [
        ({"union": True}, {"eins", "2"}),
        ({"union": False}, set()),
        ({"union": False, "default": ("urn:a",), "named": ()}, {"eins"}),
        ({"union": False, "default": (), "named": ("urn:a",)}, set()),
    ],
)
def test_default_graph(store: Store, dataset: dict[str, Any], seen: set[str]) -> None:
    found = ask(store, "SELECT ?o { <urn:s> ?p ?o }", **dataset)
    assert {row["o"]["value"] for row in json.loads(found.body)["results"]["bindings"]} == seen


def test_rows_for_the_page(store: Store) -> None:
    data = json.loads(ask(store, "SELECT ?s ?x ?o { ?s ?p ?o } ORDER BY ?o", "html").body)
    assert data["variables"] == ["s", "x", "o"]
    assert data["more"] is False
    kinds = {(cell["kind"], cell["text"], cell["tag"]) for row in data["rows"] for cell in row}
    assert kinds == {("iri", "urn:s", ""), ("unbound", "", ""), ("literal", "eins", "de"), ("number", "2", "")}


def test_page_shows_the_first_rows(store: Store) -> None:
    data = json.loads(ask(store, "SELECT ?x { VALUES ?x { 1 2 3 } }", "html").body)
    assert (len(data["rows"]), data["more"]) == (2, True)


def test_triples_and_truth_for_the_page(store: Store) -> None:
    graph = json.loads(ask(store, "CONSTRUCT { ?s ?p [] } { ?s ?p 2 }", "html").body)
    assert [cell["kind"] for cell in graph["rows"][0]] == ["iri", "iri", "other"]
    assert json.loads(ask(store, "ASK { FILTER(1 > 2) }", "html").body) == {"boolean": False}


def test_bounded() -> None:
    output = Bounded(3)
    assert output.write(b"abc") == 3
    with pytest.raises(TooLargeError):
        output.write(b"d")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("json", b'"value":"2.50","datatype":"http://www.w3.org/2001/XMLSchema#decimal"'),
        ("xml", b'<literal datatype="http://www.w3.org/2001/XMLSchema#decimal">2.50</literal>'),
        ("csv", b"2.50\r\n"),
        ("tsv", b'"2.50"^^<http://www.w3.org/2001/XMLSchema#decimal>\n'),
        ("html", b'{"kind": "number", "text": "2.50", "tag": ""}'),
    ],
)
def test_values_that_are_handed_through_keep_their_form(store: Store, form: str, expected: bytes) -> None:
    found = ask(store, "SELECT ?x { VALUES ?x { 2.50 } }", form).body
    assert expected in found
    assert b"as-written" not in found


def test_what_the_engine_writes_as_it_was_written_is_left_to_it(store: Store) -> None:
    query = "SELECT (5 AS ?x) (true AS ?y) (1.5 AS ?z) (05 AS ?odd) {}"
    found = ask(store, query, "tsv").body.splitlines()[1].split(b"\t")
    assert found == [b"5", b"true", b"1.5", b'"05"^^<http://www.w3.org/2001/XMLSchema#integer>']
