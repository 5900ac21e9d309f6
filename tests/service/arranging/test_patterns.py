from __future__ import annotations

import pytest

from aqbgraph.service.arranging.lexing import UnreadError, tokens
from aqbgraph.service.arranging.patterns import TYPE, Pattern, Place, groups

READ = {
    "{ ?a ex:p ?b }": [("?a", "urn:p", "?b")],
    "{ $a <urn:p> _:x . _:x a 'x'@de-DE ; ex:q -1.5, true ; . }": [
        ("?a", "urn:p", "?_:x"),
        ("?_:x", TYPE, "'x'@de-DE"),
        ("?_:x", "urn:q", "-1.5"),
        ("?_:x", "urn:q", "true"),
    ],
    '{ ?a ?p "}"^^ex:t FILTER regex(?p, ")") # }\n ; ?q 1 }': None,
    '{ ?a ?p "}"^^ex:t FILTER regex(?p, ")") # }\n ?a ex:a.b 1e0. }': [
        ("?a", "?p", '"}"^^ex:t'),
        ("?a", "urn:a.b", "1e0"),
    ],
    "{ ?a ex:p/^ex:q ?b }": [("?a", "urn:p", "?. 1 1"), ("?b", "urn:q", "?. 1 1")],
    "{ ?a ex:p ?b . FILTER NOT EXISTS { ?b ex:q ?c } OPTIONAL { ?b ex:r ?d } ?b ex:s ?e }": [("?a", "urn:p", "?b")],
    "{ ?a ex:p ?b BIND (?b AS ?c) MINUS { ?c ex:q 1 } }": [("?a", "urn:p", "?b")],
}
UNREAD = (
    "{ ?a ex:p* ?b }",
    "{ ?a ex:p|ex:q ?b }",
    "{ ?a (ex:p) ?b }",
    "{ ?a !ex:p ?b }",
    "{ ?a ex:p [ ex:q 1 ] }",
    "{ ?a ex:p (1 2) }",
    "{ [] ex:p ?b }",
    "{ ?a ex:p <<( ?b ex:q 1 )>> }",
    "{ ?a other:p ?b }",
    "{ ?a ex:p ?b VALUES ?b { 1 } }",
    "{ ?a ex:p ?b { ?b ex:q 1 } }",
    "{ ?a ex:p ?b GRAPH ?g { ?b ex:q 1 } }",
    "{ ?a ex:p ?b OPTIONAL { ?b ex:q 1 } { ?b ex:q 1 } UNION { ?b ex:r 1 } }",
    "{ ?a ex:p ?b LATERAL { ?b ex:q 1 } }",
    "{ ?a ex:p ex:%41 }",
    "{ ?a ex:p ex:a\\-b }",
    "{ ?a <p> ?b }",
    "{ ?a ex:p ?b ",
    "{ ?a ex:p ?b } }",
)


def read(group: str) -> list[Pattern]:
    query = f"PREFIX ex: <urn:>\nSELECT (COUNT(?a) AS ?n) FROM <urn:g> WHERE {group}"
    # Another pattern, as single ones are left out.
    query = query.replace("{", "{ ?zz ?zz ?zz . ", 1)
    (found,) = groups(query, tokens(query))
    return [pattern for unit in found.units for pattern in unit.patterns][1:]


@pytest.mark.parametrize(("group", "patterns"), READ.items())
def test_patterns_of_a_group(group: str, patterns: list[tuple[str, str, str]] | None) -> None:
    if patterns is None:
        with pytest.raises(ValueError, match="unpack"):
            read(group)
    else:
        assert read(group) == patterns


@pytest.mark.parametrize("group", UNREAD)
def test_what_is_not_certain_is_not_read(group: str) -> None:
    query = f"PREFIX ex: <urn:>\nSELECT ?a {group.replace('{', '{ ?zz ?zz ?zz . ', 1)}"
    try:
        found = [*groups(query, tokens(query))]
    except UnreadError:
        return
    if group.endswith("} }"):  # a bracket too many is for the parser, which refuses the query
        return
    assert found == []


def test_subqueries_have_groups_of_their_own() -> None:
    inner = "SELECT ?a (MAX(?b) AS ?m) { ?a <urn:p> ?b ; <urn:q> 1 } GROUP BY ?a"
    query = f"SELECT ?a {{ ?a <urn:p> ?b ; <urn:q> 2 OPTIONAL {{ {{ {inner} }} }} }}"
    assert [query[group.start : group.end].strip() for group in groups(query, tokens(query))] == [
        "?a <urn:p> ?b ; <urn:q> 2",
        "?a <urn:p> ?b ; <urn:q> 1",
    ]


def test_a_group_is_written_in_another_order() -> None:
    query = 'SELECT ?a { ?a <urn:p> ?b ; <urn:q> "x"@de , 2 FILTER (?b > 1) . ?b a <urn:c> }'
    (group,) = groups(query, tokens(query))
    assert group.conditions == (frozenset({"?b"}),)
    written = '?b a <urn:c> . ?a <urn:q> 2 . ?a <urn:q> "x"@de . ?a <urn:p> ?b . FILTER (?b > 1)'
    assert group.text([Place(place) for place in (3, 2, 1, 0)]) == written
    assert group.text([Place(0, apart=True), Place(1)]).startswith("{ SELECT ?a ?b { ?a <urn:p> ?b } } ?a <urn:q>")
    assert [unit.separable for unit in group.units] == [True, False, False, False]
    assert group.allows([Place(3), Place(1), Place(0, apart=True), Place(2)])
    assert not group.allows([Place(3), Place(1), Place(2)])
    assert not group.allows([Place(3), Place(1, apart=True), Place(0), Place(2)])
