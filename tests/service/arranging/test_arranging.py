from __future__ import annotations

import time
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from aqbgraph.publication.queries.queries import NamedQuery, queries
from aqbgraph.service.arranging.arranging import LONGEST, Arranging, shape
from aqbgraph.service.arranging.tallies import Tally, tallied
from aqbgraph.service.limits import Limits
from aqbgraph.service.workers.evaluation import evaluate
from aqbgraph.service.workers.frames import Question

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.service.arranging.tallies import Tallies

TERMS = tuple(NamedNode(f"urn:{name}") for name in "abc")
PREDICATES = tuple(NamedNode(f"urn:p{number}") for number in range(4))
OBJECTS = (*TERMS, Literal(1), Literal("x", language="de"))
VARIABLES = ("?x", "?y", "?z", "$x", "_:n")
TABLE = {"solutions": "csv", "boolean": "json", "graph": "ttl"}


def bag(store: Store, query: str) -> Counter[str]:
    rows: Any = store.query(query, use_default_graph_as_union=True)
    return Counter(map(str, rows))


def any_tallies(predicates: list[str], seed: str) -> Tallies:
    """Tallies that have nothing to do with what a store holds, so that patterns come in any order."""
    found = {}
    for predicate in predicates:
        digest = sha256(f"{seed} {predicate}".encode()).digest()
        triples, subjects, objects, of_subject, of_object = (1 + 50 * byte for byte in digest[:5])
        found[predicate] = Tally(triples, subjects, objects, of_subject, of_object)
    return found


graphs = st.lists(
    st.builds(Quad, st.sampled_from(TERMS), st.sampled_from(PREDICATES), st.sampled_from(OBJECTS)),
    max_size=25,
)
variables = st.sampled_from(VARIABLES)
subjects = st.one_of(variables, st.sampled_from([str(term) for term in TERMS]))
objects = st.one_of(variables, st.sampled_from([str(term) for term in OBJECTS]))
plain = st.sampled_from([str(one) for one in PREDICATES] + ["ex:p1"])
paths = st.one_of(
    plain, st.sampled_from(["?x", "?q"]), st.builds("{}/{}".format, plain, plain), plain.map("^{}".format)
)
lists = st.builds("{} {}".format, paths, st.lists(objects, min_size=1, max_size=2).map(" , ".join))
triples = st.builds("{} {}".format, subjects, st.lists(lists, min_size=1, max_size=3).map(" ; ".join))
filters = st.sampled_from(
    [
        "FILTER(?x != 1)",
        "FILTER EXISTS { ?y <urn:p0> ?z }",
        "FILTER(BOUND(?z) || isIRI(?x))",
        'FILTER(STR(?z) < "urn:b")',
    ]
)
rest = st.sampled_from(
    [
        "",
        "OPTIONAL { ?x <urn:p0> ?w . ?w <urn:p1> ?v }",
        "BIND(STR(?x) AS ?w)",
        "MINUS { ?x <urn:p2> ?z }",
        "OPTIONAL { ?z <urn:p3> ?w } ?x <urn:p1> ?w",
        "VALUES ?x { <urn:a> 1 }",
        "{ SELECT ?x (COUNT(?w) AS ?v) { ?x ex:p1 ?w . ?w <urn:p0> ?y } GROUP BY ?x }",
    ]
)
bodies = st.builds(
    "{} . {} {}".format,
    st.lists(triples, min_size=1, max_size=4).map(" . ".join),
    st.lists(filters, max_size=2).map(" ".join),
    rest,
)
heads = st.sampled_from(["?x ?y ?z ?w ?v ?q", "DISTINCT ?y", "(COUNT(?y) AS ?n) (SUM(?x) AS ?s)", "*"])
texts = st.builds("PREFIX ex: <urn:> SELECT {} {{ {} }}".format, heads, bodies)


@given(graph=graphs, query=texts, seed=st.integers(0, 50))
def test_solutions_are_the_same(graph: list[Quad], query: str, seed: int) -> None:
    store = Store()
    store.extend(graph)
    tallies = any_tallies([one.value for one in PREDICATES], str(seed))
    try:
        expected = bag(store, query)
    except SyntaxError:  # what is no query stays none
        with pytest.raises(SyntaxError):
            bag(store, Arranging(tallies).arranged(query))
        return
    assert bag(store, Arranging(tallies).arranged(query)) == expected


@pytest.fixture(scope="module")
def store(built_with_reported: Path) -> Store:
    found = Store()
    found.bulk_load(path=built_with_reported / "data.trig", format=RdfFormat.TRIG)
    return found


@pytest.mark.parametrize("query", queries(), ids=[query.name for query in queries()])
def test_named_queries_have_the_same_solutions(store: Store, query: NamedQuery) -> None:
    expected = bag(store, query.text)
    known = tallied(store)
    for tallies in (known, *(any_tallies([*known], str(seed)) for seed in range(5))):
        assert bag(store, Arranging(tallies).arranged(query.text)) == expected


TALLIES = {"urn:often": Tally(9000, 9000, 50, 30, 200), "urn:rare": Tally(100, 100, 10, 30, 5)}
WRITTEN = "?a <urn:often> ?b . ?a <urn:rare> ?c"
TURNED = "?a <urn:rare> ?c . ?a <urn:often> ?b ."


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a {{ {} }}",
        "select distinct ?a where {{ {} }} ORDER BY ?b LIMIT 10 OFFSET 5",
        "SELECT (SUM(?b) AS ?n) FROM <urn:g> {{ {} }} GROUP BY ?c HAVING (MAX(?b) > 1)",
        "PREFIX ex: <urn:>\n# SAMPLE(?x)\nSELECT ?a {{ {} OPTIONAL {{ ?c ex:other ?d }} }}",
        "SELECT (COUNT(*) AS ?n) {{ {} }}",
    ],
)
def test_what_is_rare_comes_first(query: str) -> None:
    found = Arranging(TALLIES).arranged(query.format(WRITTEN))
    assert "".join(found.split()) == "".join(query.format(TURNED).split())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ {} }}",
        "SELECT DISTINCT * {{ {} }}",
        "SELECT REDUCED ?a {{ {} }}",
        "SELECT (SAMPLE(?a) AS ?s) {{ {} }}",
        "SELECT (GROUP_CONCAT(?a) AS ?s) {{ {} }}",
        "SELECT (SUM(?a * 1e0) AS ?s) {{ {} }}",
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (AVG(xsd:double(?a)) AS ?s) {{ {} }}",
        "SELECT ?a {{ {} }} LIMIT 10",
        "SELECT ?a {{ {} }} OFFSET 10",
        "SELECT ?a {{ {{ SELECT ?a {{ {} }} ORDER BY ?a LIMIT 10 }} }}",
        "SELECT ?a {{ {} }} VALUES ?a {{ 1 }}",
        "SELECT ?a {{ {} }} ORDER BY ?a VALUES ?a {{ }}",
        "SELECT (RAND() AS ?r) {{ {} }}",
        "SELECT ?a {{ GRAPH ?g {{ {{ SELECT ?a {{ {} }} }} }} }}",
        "ASK {{ {} }}",
        "CONSTRUCT {{ ?a ?b ?c }} {{ {} }}",
        "DESCRIBE ?a {{ {} }}",
        "SELECT ?a {{ {} FILTER (",
        "SELECT ?a {{ {} }} LIMIT 10 # ORDER",
        "SELECT ?a {{ {} }} GROUP BY ?ORDER LIMIT 10",
        "SELECT ?a {{ {} }} GROUP BY (1 ~ ?a)",
        "SELECT ?a {{ ?x <urn:p> '\\u0022' . {} }} ORDER BY ?a }}",
        'SELECT ?a {{ ?a <urn:p> "\\u0022 OPTIONAL {{ }} ?a <urn:p> \\u0022" . {} }}',
        "SELECT ?a {{ {} }} # }} ORDER\nLIMIT 1",
        "SELECT ?a {{ {{ SELECT ?a {{ {} }} LIMIT1 }} }}",
        "SELECT1 ?a {{ {} }}",
        "SELECT ?a {{ . {} }}",
        "SELECT ?a {{ {} . . }}",
        "SELECT ?a {{ {} FILTER (?a > 1) . . ?a <urn:rare> ?d }}",
        "SELECT ?a {{ {} ?a <urn:rare> ?d }}",
        "SELECT ?a {{ {} . _:n <urn:p> ?a FILTER (?a > 1) ?a <urn:p> _:n }}",
    ],
)
def test_where_the_order_shows_or_is_not_certain_the_query_stays(query: str) -> None:
    text = query.format(WRITTEN)
    assert Arranging(TALLIES).arranged(text) == text


def test_a_subquery_in_a_filter_moves_with_it() -> None:
    text = f"FILTER EXISTS {{ {{ SELECT ?a {{ {WRITTEN} }} }} }}"
    found = Arranging(TALLIES).arranged(f"SELECT ?a {{ {WRITTEN} {text} }}")
    assert found.split() == f"SELECT ?a {{ {TURNED} {text} }}".split()


def test_what_is_given_makes_no_other_form() -> None:
    one = 'SELECT ?a { <urn:a> ?p ?a ; <urn:often> "eins"@de . ?a <urn:q> <urn:b> . FILTER (?a > "x") }'
    other = 'SELECT ?a { <urn:x> ?p ?a ; <urn:often> "zwei"@de . ?a <urn:q> <urn:c> . FILTER (?a > "yz") }'
    assert shape(one) == shape(other)
    assert shape(one) != shape(one.replace("<urn:often>", "<urn:rare>"))


LONG = {
    "paths": "SELECT ?a { ?a <urn:p>" + "/<urn:p>" * 2000 + " ?b ; <urn:q> ?c }",
    "dots": "SELECT ?a { ?a <urn:p> " + "a." * 8000 + " }",
    "labels": "SELECT ?a { ?a <urn:p> " + "_:a." * 8000 + " }",
    "brackets": "SELECT ?a { ; " + "FILTER(" * 2000,
    "groups": "SELECT ?a { ; " + "{ SELECT ?a {" * 2000,
    "subqueries": "SELECT ?a { ?a <urn:often> ?b OPTIONAL {"
    + "{SELECT ?a {?a <urn:often> ?b;<urn:rare> ?c}}" * 200
    + "}}",
    "quotes": 'SELECT ?a { ; "' + '"a"(' * 2000,
    "angles": "SELECT ?a { ; " + "<a" * 4000,
    "objects": "SELECT ?a { ?a <urn:p> " + "?b," * 2000 + "?b }",
    "digits": "SELECT ?a { ; " + "1" * 8000 + "e",
    "escapes": 'SELECT ?a { ; "' + '\\"' * 4000,
    "names": "SELECT ?a { ; " + "a-" * 4000,
    "calls": "SELECT ?a { ; " + "SELECT(" * 1000 + ")" * 1000,
    "words": "SELECT ?a { ; " + "SELECT " * 580 + "()" * 2000,
    "stars": "SELECT ?a { ?a <urn:p> ?b OPTIONAL {" + ("{SELECT ?a {" + "?a<urn:often>?b." * 12 + "}}") * 37 + "}",
}


@pytest.mark.parametrize("text", [text[:LONGEST] + "}" for text in LONG.values()], ids=LONG)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    Arranging(TALLIES).arranged(text[:LONGEST])
    assert time.process_time() - begun < 0.25


@given(st.text(alphabet="{}()?ab \n\"'<>#.;,:|*/\\_1SELCT", max_size=60))
def test_any_text_is_arranged(text: str) -> None:
    assert isinstance(Arranging(TALLIES).arranged(f"SELECT ?a {{ {WRITTEN} . {text} }}"), str)


def test_a_fault_is_told_by_its_place_in_what_was_sent() -> None:
    text = f"SELECT ?a {{ {WRITTEN} }}\nORDER BY ?a ?"
    arranged = Arranging(TALLIES).arranged
    question = Question(text, "", dict(TABLE))
    assert arranged(text) != text
    found = evaluate(Store(), question, Limits(), arranged=arranged)
    assert "error at 2:" in found.message
    assert found == evaluate(Store(), question, Limits())
