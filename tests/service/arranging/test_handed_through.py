from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from aqbgraph.service.arranging.handed_through import LONGEST, MARK, XSD, Unmarking, handed_through, shown

PREFIX = f"PREFIX xsd: <{XSD}> "


def solutions(query: str) -> list[tuple[str, ...]]:
    """The solutions as they are shown, in order."""
    results = Store().query(handed_through(query))
    assert isinstance(results, QuerySolutions)
    return sorted(tuple("" if term is None else str(term).replace(MARK, "") for term in row) for row in results)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?x { VALUES ?x { 007 } }", '"007"^^integer'),
        ("SELECT * { VALUES ?x { 1.50 } }", '"1.50"^^decimal'),
        ("SELECT $x { VALUES $x { -1.0e0 } }", '"-1.0e0"^^double'),
        ("select ?x { values ?x { +7 } }", '"+7"^^integer'),
        (PREFIX + 'SELECT ?x { VALUES ?x { "2025-08-02Z"^^xsd:date } }', '"2025-08-02Z"^^date'),
        (f'SELECT ?x {{ VALUES ?x {{ "1"^^<{XSD}int> }} }}', '"1"^^int'),
        (PREFIX + 'SELECT ?x { VALUES ?x { "no number"^^xsd:int } }', '"no number"^^int'),
        ("SELECT ?x {} VALUES ?x { 1.0 }", '"1.0"^^decimal'),
        ("SELECT ?x { OPTIONAL { VALUES ?x { 1.0 } } }", '"1.0"^^decimal'),
        ("SELECT ?x { { SELECT ?x { VALUES ?x { 1.0 } } } }", '"1.0"^^decimal'),
        ("SELECT (1.0 AS ?x) {}", '"1.0"^^decimal'),
        ("SELECT ?x { BIND(1.0 AS ?x) }", '"1.0"^^decimal'),
        (PREFIX + 'SELECT ("1"^^xsd:int AS ?x) {}', '"1"^^int'),
        # Where something is done with the value, it is the engine's.
        ("SELECT ?x { VALUES ?x { 007 } FILTER (?x > 1) }", '"7"^^integer'),
        ("SELECT ?x { VALUES ?x { 007 } BIND (?x AS ?y) }", '"7"^^integer'),
        ("SELECT ?x { VALUES ?x { 007 } VALUES ?x { 7 } }", '"7"^^integer'),
        ("SELECT ?x { VALUES ?x { 007 } } ORDER BY ?x", '"7"^^integer'),
        ("SELECT ?x { VALUES ?x { 007 } } GROUP BY ?x", '"7"^^integer'),
        ("SELECT (SUM(?y) AS ?x) { VALUES ?y { 007 } }", '"7"^^integer'),
        ("SELECT (?y AS ?x) { VALUES ?y { 007 } }", '"7"^^integer'),
    ],
)
def test_a_value_keeps_its_form_where_nothing_is_done_with_it(query: str, expected: str) -> None:
    ((found,),) = solutions(query)
    assert found == expected.replace("^^", f"^^<{XSD}") + ">"


def test_each_row_and_column_keeps_its_own() -> None:
    found = solutions("SELECT ?a ?b { VALUES (?a ?b) { (1.0 UNDEF) (UNDEF 02) (<urn:a> 'x'@de) ('y' true) } }")
    decimal, integer, boolean = (f"<{XSD}{name}>" for name in ("decimal", "integer", "boolean"))
    assert found == sorted(
        [
            (f'"1.0"^^{decimal}', ""),
            ("", f'"02"^^{integer}'),
            ("<urn:a>", '"x"@de'),
            ('"y"', f'"true"^^{boolean}'),
        ]
    )


def test_terms_that_differ_are_two() -> None:
    assert len(solutions("SELECT DISTINCT ?x { VALUES ?x { 1.0 1.00 } }")) == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p 1.0 }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p 1.0 }",
        "SELECT ?x { VALUES ?x { <urn:a> 'text' 'Text'@de UNDEF true } }",
        "SELECT ?x { VALUES ?x { 'a'^^<urn:type> } }",
        # What the engine writes as it was written.
        "SELECT ?x { VALUES ?x { 0 5 -7 491550 0.5 -1.25 } }",
        f"SELECT (5 AS ?x) ('5'^^<{XSD}integer> AS ?y) ('false'^^<{XSD}boolean> AS ?z) (1.5 AS ?a) {{}}",
        f"SELECT DISTINCT ?x {{ VALUES ?x {{ 'a'^^<{XSD}string> 'a' }} }}",
        PREFIX + "SELECT DISTINCT ?x { VALUES ?x { 'a'^^xsd:string 'a' } }",
        "PREFIX : <urn:> SELECT ?x { service:elsewhere { VALUES ?x { 007 } } }",
        "SELECT * { VALUES (?x ?y ?z) { (<<( <urn:a> <urn:b> 007 )>> 1 2) } FILTER (OBJECT(?x) = 7) }",
        "SELECT ?x { SERVICE <urn:elsewhere> { VALUES ?x { 007 } } }",
        f"SELECT ?x {{ VALUES ?x {{ 007 '{MARK}' }} }}",
        "SELECT ?x { VALUES ?x { 007 '\\u0022' } }",
        "SELECT ?x { VALUES ?x { 007 } " + " " * LONGEST + "}",
        # What the engine refuses.
        "SELECT ?x { VALUES ?x { 007 }",
        "SELECT ?x { VALUES",
        "SELECT ?x { VALUES ?x",
        "SELECT ?x { VALUES () { 007 } }",
        "SELECT ?x { VALUES (?x { 007 } }",
        "SELECT (1.0 AS",
        "SELECT ?x { VALUES ?x { 'a'^^ } }",
        "SELECT ?x { VALUES ?x { 'a'^^xsd:int } }",
    ],
)
def test_all_else_stays_as_it_is(query: str) -> None:
    assert handed_through(query) == query


_DIGITS = st.text("0123456789", max_size=20)
_FORMS = st.one_of(
    st.builds("{}{}{}{}".format, st.sampled_from(["", "-", "+"]), _DIGITS, st.sampled_from(["", "."]), _DIGITS),
    st.sampled_from(["true", "false", "1", "0", "TRUE", " true"]),
)


@given(_FORMS, st.sampled_from(["integer", "decimal", "boolean", "double", "int"]))
def test_every_form_comes_back_as_it_was_written(lexical: str, name: str) -> None:
    ((found,),) = solutions(f'SELECT ?x {{ VALUES ?x {{ "{lexical}"^^<{XSD}{name}> }} }}')
    assert found == f'"{lexical}"^^<{XSD}{name}>'


@given(st.text("VALUESas {}()?x'\"^<>:.,+-0123e#\\\n", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    for query in (text, f"SELECT ?x {{ VALUES {text} }}", f"SELECT ({text} AS ?x) {{}}"):
        marked = handed_through(query)
        assert handed_through(marked) == marked


def test_a_long_query_takes_no_longer_than_its_length() -> None:
    def seconds(values: int) -> float:
        query = "SELECT ?x { VALUES ?x { " + "01 " * values + "} }"
        before = time.process_time()
        for number in range(5):
            handed_through(f"{query}#{number}")
        return time.process_time() - before

    seconds(100)
    assert seconds(2600) < 26 * max(seconds(400), 0.001)


MARKED = f'{{"datatype":"{MARK}{XSD}integer"}} x x-as-written: x-as-written:http://www.w3.org/2000/ x-as x'.encode()


@given(st.lists(st.integers(0, len(MARKED))))
def test_marks_are_taken_off_wherever_the_pieces_part(cuts: list[int]) -> None:
    output = io.BytesIO()
    file = Unmarking(output)
    ends = [*sorted(cuts), len(MARKED)]
    for start, end in zip([0, *ends], ends, strict=False):
        assert file.write(MARKED[start:end]) == end - start
    file.flush()
    assert output.getvalue() == MARKED.replace((MARK + XSD).encode(), XSD.encode())


def test_a_type_is_shown_without_its_mark() -> None:
    assert shown(f"{MARK}{XSD}date") == shown(f"{XSD}date") == f"{XSD}date"
    assert Literal("1", datatype=NamedNode(f"{MARK}{XSD}int")).value == "1"
