from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Variable,
    parse_query_results,
)

from aqbgraph.service.federation.service_clauses import NOTHING_FOUND, NotInlineError, calls, inline
from aqbgraph.service.problems import EVALUATION, Problem
from aqbgraph.service.workers.frames import Question

A = "http://a.example/sparql"


def asked(query: str, base: str = "") -> list[tuple[str, str, bool]]:
    return [(row.endpoint, row.query, row.silent) for row in calls(Question(query, base, {})).clauses]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", []),
        (f"SELECT * {{ SERVICE <{A}> {{ ?s ?p ?o }} }}", [(A, "SELECT * WHERE { ?s ?p ?o }", False)]),
        (f"select * {{service silent<{A}>{{?s ?p ?o}}}}", [(A, "SELECT * WHERE {?s ?p ?o}", True)]),
        (f"SELECT * {{ SERVICE <{A}> {{ {{ ?s ?p '}}' }} }} }}", [(A, "SELECT * WHERE { { ?s ?p '}' } }", False)]),
        (f"SELECT * {{ SERVICE # }}\n <{A}> {{ ?s ?p ?o # }}\n }} }}",
         [(A, "SELECT * WHERE { ?s ?p ?o  \n }", False)]),
        # What stands within a clause is for its endpoint.
        (f"SELECT * {{ SERVICE <{A}> {{ SERVICE <urn:b> {{ ?s ?p ?o }} }} }}",
         [(A, "SELECT * WHERE { SERVICE <urn:b> { ?s ?p ?o } }", False)]),
        ('SELECT * { ?service service:service "SERVICE <urn:x> {}" }', []),
        # Escapes stand for what they mean, also in the address.
        (r"SELECT * { SERVICE <http://a.example/sp\u0061rql> { ?s ?p ?o } }",
         [(A, "SELECT * WHERE { ?s ?p ?o }", False)]),
    ],
)  # fmt: skip
def test_clauses(query: str, expected: list[tuple[str, str, bool]]) -> None:
    assert asked(query) == expected


def test_names_are_resolved_and_declared() -> None:
    query = "BASE <http://a.example/x/> PREFIX e: <../> PREFIX : <#> SELECT * { SERVICE e:sparql { ?s :p <o> } }"
    assert asked(query, "http://base.example/") == [
        (
            A,
            "BASE <http://a.example/x/>\nPREFIX e: <http://a.example/>\nPREFIX : <http://a.example/x/#>\n"
            "SELECT * WHERE { ?s :p <o> }",
            False,
        )
    ]
    assert asked("SELECT * { SERVICE <sparql> { ?s ?p <o> } }", "http://a.example/") == [
        (A, "BASE <http://a.example/>\nSELECT * WHERE { ?s ?p <o> }", False)
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE",
        "SELECT * { SERVICE",
        "SELECT * { SERVICE SILENT <urn:a>",
        "SELECT * { SERVICE <urn:a> { ?s ?p ?o }",
        "} SERVICE <urn:a> { ?s ?p ?o }",
        "SELECT * { SERVICE ; <urn:a> = { ?s ?p ?o } }",
        "SELECT * { SERVICE <urn:a> ?x { ?s ?p ?o } }",
        "BASE <http://[/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    ],
)
def test_what_is_no_query_is_left_to_the_parser(query: str) -> None:
    answered = calls(Question(query, "", {}))
    text = answered.answered([NOTHING_FOUND] * len(answered.clauses))
    with pytest.raises(SyntaxError):
        Store().query(text)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { SERVICE ?x { ?s ?p ?o } }", "SERVICE ?x"),
        ("SELECT * { SERVICE SILENT $x { ?s ?p ?o } }", "SERVICE $x"),
        ("SELECT * { FILTER EXISTS { SERVICE <urn:a> { ?s ?p ?o } } }", "EXISTS"),
        ("SELECT * { FILTER(NOT EXISTS { { SERVICE <urn:a> { ?s ?p ?o } } }) }", "EXISTS"),
        ("SELECT * { GRAPH ?g { SERVICE <urn:a> { ?s ?p ?o } } }", "GRAPH"),
        ("SELECT * { ?s ?p ?o LATERAL { OPTIONAL { SERVICE <urn:a> { ?s ?p ?o } } } }", "LATERAL"),
    ],
)
def test_what_cannot_be_asked_beforehand_is_refused(query: str, said: str) -> None:
    with pytest.raises(Problem, match=said.replace("?", "[?]").replace("$", "[$]")) as raised:
        asked(query)
    assert raised.value.kind is EVALUATION


def rows(*found: dict[str, object]) -> QuerySolutions:
    store = Store()
    names = sorted({name for row in found for name in row})
    lines = " ".join(f"({' '.join(str(row.get(name, 'UNDEF')) for name in names)})" for row in found)
    made = store.query(f"SELECT * {{ VALUES ({' '.join(f'?{name}' for name in names)}) {{ {lines} }} }}")
    assert isinstance(made, QuerySolutions)
    return made


TERMS = st.one_of(
    st.text(max_size=8).map(Literal),
    st.builds(Literal, st.text("\"'\\\n\r\t{}<>?#", max_size=8), language=st.sampled_from(("de", "en-GB"))),
    st.integers(-3, 3).map(Literal),
    st.sampled_from((NamedNode("urn:a"), NamedNode("http://a.example/ü?x=1#f"))),
)


@given(st.lists(st.dictionaries(st.sampled_from(("x", "yÄ1")), TERMS), max_size=5))
def test_rows_come_through_a_query_unchanged(found: list[dict[str, object]]) -> None:
    group = inline(rows(*found))
    back = Store().query(f"SELECT * {group}")
    assert isinstance(back, QuerySolutions)
    names = [variable.value for variable in back.variables]
    got = Counter(frozenset((name, row[name]) for name in names if row[name] is not None) for row in back)
    assert got == Counter(frozenset(row.items()) for row in found)


def test_blank_nodes_are_not_taken_over() -> None:
    content = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"bnode","value":"b"}}]}}'
    found = parse_query_results(content, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    with pytest.raises(NotInlineError):
        inline(found)


# One store answers as the endpoint, another as ours: the algebra of the two has to be that of one query over both, with
# the endpoint's statements in a graph of their own.
PATTERNS = (
    "?s <urn:p> ?o SERVICE <urn:far> { ?o <urn:q> ?z }",
    "?s <urn:p> ?o OPTIONAL { SERVICE <urn:far> { ?o <urn:q> ?z } FILTER(?z > 1) }",
    "?s <urn:p> ?o MINUS { SERVICE <urn:far> { ?o <urn:q> ?z } }",
    "{ ?s <urn:p> ?o } UNION { SERVICE <urn:far> { ?s <urn:q> ?z } }",
    "{ SELECT ?o (COUNT(?z) AS ?n) { SERVICE <urn:far> { ?o <urn:q> ?z } } GROUP BY ?o } ?s <urn:p> ?o",
    "SERVICE <urn:far> { ?o <urn:q> ?z } SERVICE <urn:far> { ?o <urn:q> ?y } BIND(?z + ?y AS ?sum)",
    "?s <urn:p> ?o GRAPH <urn:g> { SERVICE <urn:far> { ?o <urn:q> ?z } }",
    "?s <urn:p> ?o SERVICE <urn:far> { <urn:1> <urn:q> 1 }",
    "SERVICE <urn:far> { ?o <urn:q> ?z OPTIONAL { ?o <urn:r> ?w } }",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_result_is_that_of_the_algebra(pattern: str) -> None:
    near, far, both = Store(), Store(), Store()
    here = {"urn:a": ["urn:1"], "urn:b": ["urn:2", "urn:3"]}
    there = [("urn:1", "urn:q", 1), ("urn:1", "urn:q", 2), ("urn:3", "urn:q", 1), ("urn:3", "urn:r", 9)]
    for name, others in here.items():
        for other, store in product(others, (near, both)):
            store.add(Quad(NamedNode(name), NamedNode("urn:p"), NamedNode(other)))
    for name, predicate, number in there:
        far.add(Quad(NamedNode(name), NamedNode(predicate), Literal(number)))
        both.add(Quad(NamedNode(name), NamedNode(predicate), Literal(number), NamedNode("urn:far")))
    found = calls(Question(f"SELECT * {{ {pattern} }}", "", {}))
    groups = [inline(solutions(far, clause.query)) for clause in found.clauses]
    expected = pattern.replace("GRAPH <urn:g>", "").replace("SERVICE", "GRAPH")
    got = multiset(solutions(near, found.answered(groups)))
    assert got == multiset(solutions(both, f"SELECT * {{ {expected} }}"))
    assert got


def solutions(store: Store, query: str) -> QuerySolutions:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return found


def multiset(found: QuerySolutions) -> Counter[frozenset[tuple[str, str]]]:
    names = [variable.value for variable in found.variables]
    return Counter(frozenset((name, str(row[Variable(name)])) for name in names if row[name]) for row in found)


def test_a_clause_that_failed_leaves_the_rest() -> None:
    store = Store()
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:p"), BlankNode()))
    found = calls(Question("SELECT * { ?s ?p ?o SERVICE SILENT <urn:x> { ?o ?q ?z } }", "", {}))
    assert len(list(solutions(store, found.answered([NOTHING_FOUND])))) == 1
