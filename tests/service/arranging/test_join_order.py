from __future__ import annotations

import pytest

from aqbgraph.service.arranging.join_order import MOST, better
from aqbgraph.service.arranging.lexing import tokens
from aqbgraph.service.arranging.patterns import groups
from aqbgraph.service.arranging.tallies import Tally

TALLIES = {
    "urn:rare": Tally(100, 100, 5, of_subject=80, of_object=20),
    "urn:often": Tally(600, 600, 30, of_subject=30, of_object=20),
    "urn:label": Tally(3000, 3000, 2500, of_subject=10, of_object=1),
    "urn:kind": Tally(33000, 32000, 70, of_subject=6, of_object=150),
    "urn:many": Tally(170_000, 32_000, 14_000, of_subject=6, of_object=12),
    "urn:part": Tally(1500, 130, 1500, of_subject=72, of_object=3),
    "urn:whole": Tally(1500, 1500, 600, of_subject=9, of_object=4),
    "urn:party": Tally(656, 656, 27, of_subject=72, of_object=50),
}


def order(patterns: str) -> str | None:
    """The numbers of the patterns; behind those that are subqueries a star."""
    query = f"SELECT ?a {{ {patterns} }}"
    (group,) = groups(query, tokens(query))
    found = better(group, TALLIES)
    return None if found is None else " ".join(f"{unit}{'*' * apart}" for unit, apart in found)


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ("?b <urn:label> ?c . ?a <urn:often> ?b . ?a <urn:rare> ?y", "2 1* 0"),
        # A label of a blank node would not be seen outside of a subquery, nor may it stand on both sides of one.
        ("?b <urn:label> _:x . ?a <urn:often> ?b . ?a <urn:rare> ?y . _:x <urn:label> ?z", "2 1 0 3"),
        ("?b <urn:label> ?c . _:a <urn:often> ?b . _:a <urn:rare> ?y", "2 1 0"),
        ("?a <urn:rare> ?y . ?a <urn:often> ?b . ?b <urn:label> ?c", "0 1* 2"),
        ("?a <urn:rare> ?y . ?a <urn:label> ?b", None),
        # It is the engine that begins with the one that has an object.
        ("?b <urn:label> ?c . ?a <urn:often> ?b . ?a <urn:rare> 5", None),
        # Few steps either way.
        ("<urn:x> <urn:often> ?b . ?b <urn:label> ?c", None),
        # Patterns that have nothing in common.
        ("?b <urn:label> ?c . ?a <urn:often> ?x . ?y <urn:rare> ?z", None),
        # Without subqueries the parties would be the best beginning.
        ("?a <urn:party> ?p . ?a <urn:part> ?m . ?m <urn:whole> ?s . ?s <urn:label> ?l", "2 3* 1 0*"),
        # Most that are of the kind have short lists, though those that are rare have long ones.
        ("?a <urn:kind> 5 . ?a <urn:rare> ?y . ?a <urn:many> ?v", None),
        # A filter leaves fewer rows, so what it needs comes first.
        ("?a <urn:rare> ?y . ?a <urn:often> ?b . ?a <urn:label> ?z FILTER (?z < 3)", "0 2 1*"),
    ],
)
def test_order(patterns: str, expected: str | None) -> None:
    assert order(patterns) == expected


def test_too_many_patterns_stay_as_they_are() -> None:
    assert order("?b <urn:label> ?c . ?a <urn:rare> ?b . " * MOST) is None
    assert order(f"?b <urn:label>{'/<urn:label>' * MOST} ?c . ?b <urn:rare> ?a") is None
