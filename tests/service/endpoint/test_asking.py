from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from aqbgraph.service.endpoint import asking
from aqbgraph.service.endpoint.asking import REMEMBERED, Asked, Wire, understood
from aqbgraph.service.limits import Limits
from aqbgraph.service.problems import BAD_REQUEST, Problem

LIMITS = Limits()
ADDRESS = "http://a.example/sparql"


def asked(query: str, *, accept: str | None = None, digest: str = "d", more: str = "", **changed: Any) -> Asked:
    wire: dict[str, Any] = {"method": "GET", "content_type": "", "body": b"", "accept": accept, "address": ADDRESS}
    wire |= {"query_string": f"query={quote(query)}{more}".encode()} | changed
    found = understood(Wire(**wire), digest, LIMITS)
    assert found is not None
    return found


def test_the_way_of_asking_does_not_matter() -> None:
    direct: dict[str, Any] = {
        "method": "POST",
        "query_string": b"",
        "content_type": "application/sparql-query",
        "body": b"ASK {}",
    }
    assert asked("ASK {}").tag == asked("", **direct).tag == asked("\n ASK {} \t").tag


def test_a_fault_is_told_by_the_lines_of_who_sent_it() -> None:
    first = asked("ASK {")
    assert asked("\n ASK {").tag == first.tag
    assert asked("\n ASK {").shared != first.shared == asked("ASK { ").shared
    assert asked("\n").shared == asked("").shared  # no text, no line


@pytest.mark.parametrize(
    "other",
    [
        asked("ASK { }"),
        asked("ASK {}", accept="application/sparql-results+xml"),
        asked("ASK {}", digest="another publication"),
        asked("ASK {}", more="&default-graph-uri=urn:a"),
        asked("ASK {}", more="&named-graph-uri=urn:a"),
        asked("ASK {}", more="&format=xml"),
    ],
    ids=["text", "format", "publication", "default graph", "named graph", "format by name"],
)
def test_what_changes_the_bytes_changes_the_tag(other: Asked) -> None:
    assert other.tag != asked("ASK {}").tag


def test_time_asked_for_does_not_change_the_tag() -> None:
    assert asked("ASK {}", more="&timeout=2").tag == asked("ASK {}").tag
    assert asked("ASK {}", more="&timeout=2").deadline == 2


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?x) {}", "SELECT (\\u0052AND() AS ?x) {}", "SELECT (UUID() AS ?x) {}"]
)
def test_what_changes_has_no_tag(query: str) -> None:
    assert asked(query).tag is None


@pytest.mark.parametrize(
    ("query", "strong"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * { ?s ?p [] }", True),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p [] } { ?s ?p ?o }", False),
        ("CONSTRUCT { _:b ?p ?o } { ?s ?p ?o }", False),
    ],
)
def test_tag_is_strong_unless_blank_nodes_are_made(query: str, *, strong: bool) -> None:
    assert asked(query).etag(steady=True).startswith('"') is strong
    assert asked(query).etag(steady=False).startswith('W/"')


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("SELECT * { <http://a/x> ?p ?o }", True),
        ("SELECT * { <x> ?p ?o }", False),
        ("BASE <x> SELECT * { ?s ?p ?o }", False),
        ('SELECT (IRI("x") AS ?i) {}', False),
    ],
)
def test_services_behind_a_proxy_give_the_same_tags(query: str, *, same: bool) -> None:
    """By whatever name they are asked, unless the result depends on it."""
    assert (asked(query).tag == asked(query, address="http://b.example/sparql").tag) is same


def test_description() -> None:
    assert understood(Wire("GET", b"", "", b"", None, ADDRESS), "d", LIMITS) is None


def test_long_requests_are_understood_too() -> None:
    assert asked("ASK {} #" + "x" * 20_000).tag


def test_unknown_format() -> None:
    with pytest.raises(Problem, match="pdf") as caught:
        asked("ASK {}", more="&format=pdf")
    assert caught.value.kind is BAD_REQUEST


def test_by_many_names_a_query_is_read_once() -> None:
    asked("ASK { ?by ?many ?names }")
    before = asking._remembered.cache_info()
    for number in range(50):
        asked("ASK { ?by ?many ?names }", address=f"http://h{number}.example/sparql")
    assert asking._remembered.cache_info()._replace(hits=0) == before._replace(hits=0)


def test_what_depends_on_the_name_is_told_it() -> None:
    found = [asked("ASK { <x> ?p ?o }", address=f"http://{host}/sparql") for host in ("a", "b", "a")]
    assert [one.question.base for one in found] == ["http://a/sparql", "http://b/sparql", "http://a/sparql"]
    assert found[0].tag == found[2].tag != found[1].tag


def test_long_fields_are_not_remembered() -> None:
    before = asking._remembered.cache_info().currsize
    asked("ASK { ?long ?fields ?o }", accept="a/b," * REMEMBERED)
    assert asking._remembered.cache_info().currsize == before
