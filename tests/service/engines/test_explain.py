from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.service import problems
from aqbgraph.service.engines.explain import explain
from aqbgraph.service.limits import Limits
from aqbgraph.service.workers.frames import Result

if TYPE_CHECKING:
    from tests.service.conftest import Client

LIMITS = Limits(result=1234, memory=5678)


@pytest.mark.parametrize(
    ("result", "kind", "says"),
    [
        (
            Result(problem="malformed-query", message="error at 1:6: expected one of \"{\", WHERE, ['a'..='z']"),
            400,
            "WHERE",
        ),
        (Result(problem="malformed-query", message="error at 3:7: expected OPTIONAL"), 400, "line 3, column 7"),
        (Result(problem="malformed-query", message="Unexpected end"), 400, "Unexpected end"),
        (Result(problem="evaluation-failed", message="no such function"), 400, "no such function"),
        (Result(problem="not-acceptable", kind="boolean"), 406, "application/sparql-results+xml"),
        (Result(problem="result-too-large"), 422, "1234"),
        (Result(problem="resources-exhausted"), 503, "5678"),
    ],
)
def test_explain(result: Result, kind: int, says: str) -> None:
    problem = explain(result, LIMITS)
    assert problem.kind.status == kind
    assert says in problem.english
    assert problem.german != problem.english


def test_classes_of_characters_are_left_out() -> None:
    problem = explain(
        Result(problem=problems.MALFORMED.name, message="error at 1:1: expected one of ASK, ['a']"), LIMITS
    )
    assert "ASK" in problem.english
    assert "'a'" not in problem.english


def test_prefix_that_is_not_declared(client: Client) -> None:
    failed = client("/sparql", query="SELECT * { ?s aqb:amount ?o }")
    assert failed.status == 400
    assert "Präfix ist nicht erklärt" in failed.json["detail"]
