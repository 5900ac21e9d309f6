from __future__ import annotations

import time

import pytest

from aqbgraph.service.limits import Limits, check, traits
from aqbgraph.service.problems import REMOTE, TOO_COMPLEX, TOO_LONG, Kind, Problem


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "select * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICE<http://a/>{} }",
        'SELECT * { ?s ?p "x"SERVICE<http://a/>{} }',
        "SELECT * { ?s ?p '''a'b''' . SERVICE<http://a/>{} }",
        "SELECT * # comment\rSERVICE <http://a/> {}",
    ],
)
def test_remote_calls_are_seen(query: str) -> None:
    assert traits(query).calls_remote


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service $SERVICE { ?s ex:service ?o ; service:p _:service }",
        'SELECT * { ?s ?p "SERVICE <http://a/>" , \'SERVICE\' , """ "SERVICE" """ }',
        "SELECT * { ?s <http://a/SERVICE> ?o } # SERVICE <http://a/> {}",
        r'SELECT * { ?s ?p "\" SERVICE" }',
        'SELECT * { ?s ?p "x"@service }',
    ],
)
def test_other_uses_of_the_word_are_not(query: str) -> None:
    assert not traits(query).calls_remote


@pytest.mark.parametrize(
    ("query", "depth"),
    [
        ("ASK {}", 1),
        ("ASK { FILTER(" + "+".join(["((1))"] * 30) + ") }", 4),
        ('ASK { ?s ?p "' + "(" * 60 + '" } # ' + "(" * 60, 1),
        ("ASK { ?s <http://a/" + "(" * 60 + "> [ ] }", 2),
        ("}}}} [", 0),
        ("(" * 500, 500),
    ],
)
def test_nesting(query: str, depth: int) -> None:
    assert traits(query).nesting == depth


def test_few_brackets_are_not_looked_at() -> None:
    assert 3 <= traits("ASK { FILTER((1) + (2)) }").nesting <= 4


def test_repeatable_unless_something_changes() -> None:
    assert traits("SELECT ?now { ?now ?p 'RAND()' }").repeatable
    assert not traits("SELECT (now() AS ?x) {}").repeatable


def test_dataset_clause() -> None:
    assert traits("SELECT * FROM <urn:a> {}").names_dataset
    assert not traits("SELECT * { ?from ex:from 'FROM' }").names_dataset


@pytest.mark.parametrize("piece", ['"', "'''", '"\\', "<", "<a", "a.", "a-", ":", "\\", "#", "(", '"""a', "?", "ä"])
def test_time_is_linear(piece: str) -> None:
    """A longest query of one piece is scanned in a fraction of a second; with quadratic time it would be minutes."""
    longest = piece * (Limits().query // len(piece))
    started = time.process_time()
    traits(longest)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("query", "kind", "says"),
    [
        ("x" * 11, TOO_LONG, "10"),
        ("ASK{{{}}}", TOO_COMPLEX, "2"),
        ("SERVICE", REMOTE, "SERVICE"),
    ],
)
def test_refused(query: str, kind: Kind, says: str) -> None:
    with pytest.raises(Problem, match=says) as caught:
        check(query, traits(query), Limits(query=10, nesting=2))
    assert caught.value.kind is kind


def test_within_the_limits() -> None:
    check("ASK{{}}", traits("ASK{{}}"), Limits(query=7, nesting=2))
