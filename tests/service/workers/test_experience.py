from __future__ import annotations

import pytest

from aqbgraph.service.workers.experience import LIGHT, Experience, Weight, shape, weighed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SELECT * { ?s ?p 1 } LIMIT 10", "SELECT * { ?s ?p 2 } LIMIT 9999", True),
        ('SELECT * { ?s ?p "a" }', 'SELECT * { ?s ?p "b c" }', True),
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o . ?x ?y ?z }", False),
        ("SELECT * { <urn:a> ?p ?o }", "SELECT * { <urn:b> ?p ?o }", False),
    ],
)
def test_shape(one: str, other: str, *, same: bool) -> None:
    assert (shape(one) == shape(other)) is same


def test_the_last_time_counts() -> None:
    known = Experience()
    assert known.of(1) is Weight.UNKNOWN
    known.learn(1, Weight.ENDLESS)
    known.learn(1, Weight.QUICK)
    assert known.of(1) is Weight.QUICK


def test_what_was_light_may_take_longer_this_time() -> None:
    known = Experience()
    for weight, doubted in ((Weight.LIGHT, Weight.QUICK), (Weight.LONG, Weight.LONG)):
        known.learn(1, weight)
        known.doubt(1)
        assert known.of(1) is doubted
    known.doubt(2)
    assert known.of(2) is Weight.UNKNOWN


def test_memory_is_bounded() -> None:
    known = Experience(2)
    for number in range(3):
        known.learn(number, Weight.LONG)
    assert [known.of(number) for number in range(3)] == [Weight.UNKNOWN, Weight.LONG, Weight.LONG]


def test_what_a_query_that_ended_weighs() -> None:
    times = [0.0, LIGHT, 2 * LIGHT, 0.1, 0.11]
    assert [weighed(cpu, 0.1) for cpu in times] == [Weight.LIGHT] * 2 + [Weight.QUICK] * 2 + [Weight.LONG]


def test_what_is_asked_anew_is_not_taken_for_light() -> None:
    known, found = Experience(), []
    for number, weight in enumerate(Weight):
        known.learn(number, weight)
        found.append(known.anew(number))
    assert found == [*[Weight.UNKNOWN] * 3, Weight.LONG, Weight.ENDLESS]
