"""What people mostly get wrong in a query is told by its place and in words, whatever the engine has to say of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from aqbgraph.service.engines import fault_signs
from aqbgraph.service.engines.faults import BEHIND, LONGEST, position, said
from aqbgraph.service.limits import TOKEN
from aqbgraph.service.workers.worker import LOOKAHEAD

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from tests.service.conftest import Client

AQB = "PREFIX aqb: <urn:aqb#>\n"
# What the words are about; "~" stands where the place is.
FAULTS = (
    ("SELECT * { ?s ?p ~}", "object of the statement is missing"),
    ("SELECT * {\n  ?s ?p ?o .\n  ?s a\n~}", "object of the statement is missing"),
    ("SELECT * { ?s ~}", "predicate and object"),
    ("SELECT * { ?s ?p ?o ; ?q ~}", "object of the statement is missing"),
    ("SELECT * { ?s ?p ?o . # c\n ?a ?b ~}", "object of the statement is missing"),
    ("SELECT * { ?s ?p ?o ~?a ?b ?c }", "a dot is missing"),
    ("SELECT * { ?s ?p ?o # no dot.\n ~?a ?b ?c }", "a dot is missing"),
    (AQB + "SELECT * {\n  ?s aqb:x ?o\n  ~?o aqb:y ?z .\n}", "a dot is missing"),
    (AQB + "SELECT * { ?s a aqb:X ; aqb:y ?z ~aqb:w ?v }", "or a semicolon"),
    ("SELECT * { ?s ?p ?o . ~. }", "a dot is too many"),
    ("SELECT * WHERE { ?s ?p ?o~", '"}" is missing here; "{" in line 1, column 16 is not closed'),
    ("SELECT *\n{\n  FILTER (?o > 1 \n~}", '")" is missing here; "(" in line 3, column 10 is not closed'),
    ("SELECT * { ?s ?p ?o }~}", '"}" closes nothing'),
    ("SELECT * { OPTIONAL ~?a ?b ?c }", '"{" is missing'),
    ("ASK ~?s ?p ?o", '"{" is missing'),
    ("SELECT * { ?s aqb:x~ ?o }", 'the prefix is not declared: "aqb:"'),
    ("SELECT * { ?s ?p http:~//a/b }", "an IRI stands in angle brackets: <http://a/b"),
    ("SELECT * { <http://a ?p ?o }~", '">" is missing'),
    ("PREFIX a: ~urn: SELECT * {}", "an IRI in angle brackets"),
    ("~@prefix a: <urn:> . SELECT * {}", "without @ before and without a dot"),
    ('SELECT * { ?s ?p ~"x }', "end of the string"),
    ("SELECT * { ?s ?p ~'x\" }", "end of the string"),
    ('SELECT * { ?s ?p ~"""a" }', "end of the string"),
    ('SELECT * { FILTER (REGEX(?x, "~\\d")) }', "written twice: \\\\d"),
    ("SELECT * { ~?s ?p “x” }", "straight quotes"),
    ("SELECT ~?a, ?b { ?a ?b ?c }", "not by commas"),
    ("SELECT ?a ?b~, { ?a ?b ?c }", "not by commas"),
    ("SELECT * { VALUES ?x { 1~, 2 } }", "not by commas"),
    ("SELECT * { ?s ?p ?o ~, }", "a comma is too many"),
    ("SELECT ~s { ?s ?p ?o }", "behind SELECT stand variables"),
    ("SELECT ~COUNT(*) { ?s ?p ?o }", "(expression AS ?name)"),
    ("SELECT * { VALUES (?x ?y) { (1~) } }", "as many as variables"),
    ("SELECT * { ?s ?p ?o FILTER ~?o = 1 }", "stands in round brackets"),
    ("SELECT * { ?s ?p ?o FILTER (?o =~= 1) }", 'one "="'),
    ("SELECT * { ?s ?p ?o FILTER ~(?o = 1 and ?p = 2) }", "joined by && and ||"),
    ("SELECT * { ?s ?p ?o ~UNION { ?a ?b ?c } }", "UNION stands between two groups: { … } UNION { … }"),
    ("SELECT * { ?s ?p ?o ~SELECT ?s { ?s ?p ?o } }", "braces of its own: { SELECT … }"),
    ("SELECT * { ?s ?p ?o ~HAVING (?o > 1) }", "behind the closing brace"),
    ("SELECT * { ?s ?p ?o BIND (1 AS ?o) ~}", "another name"),
    ("SELECT * { ?s ?p ?o } ORDER ~?s", "BY is missing"),
    ("SELECT * { ?s ?p ?o } LIMIT ~x", "a whole number is missing"),
    ("SELECT * { ?s ?p ?o } LIMIT 1 ~ORDER BY ?s", "in this order"),
    ("SELECT * { ?s ?p ?o } ~ODER BY ?s", "in this order"),
    ("SELECT * FROM ~x {}", "behind FROM"),
    ("SELECT * { ?s ?p foo~(?x) }", "neither a variable (?name) nor a name with a prefix"),
    ("SELECT ?x { ?s ?p ?o } GROUP BY ?s~", "not in GROUP BY"),
    ("SELECT (1 AS ?s) { ?s ?p ?o }~", "there already"),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s~", "one by one"),
    ("~SELCT * {}", "a query begins with"),
    ("~INSERT DATA { <urn:a> <urn:b> 1 }", "for reading only"),
    ("~", "the query is empty"),
    ("SELECT *~", "does not end here yet"),
    ("SELECT DISTINCT ~{ ?s ?p ?o }", "a variable or a value is missing"),
    # Nothing is told of what is right: of SELECT in an aggregate, or where there is none; of a quote further on.
    ("SELECT (COUNT(~?a, ) AS ?n) { ?a ?b ?c }", "the expression"),
    ("SELECT (COUNT(~?a) ?n) { ?a ?b ?c }", "named by AS ?name"),
    ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING (COUNT(~?b) foo > 1)", "the expression"),
    ("DESCRIBE ?a~, ?b { ?a ?b ?c }", "a comma is too many"),
    ("CONSTRUCT { ?s ~, ?p ?o } WHERE { ?s ?p ?o }", "a comma is too many"),
    ("SELECT ~?a, ?b { ?a ?b “x” }", "not by commas"),
    ("SELECT (1 AS ?a) ~foo WHERE { ?b ?c ?d }", '"foo WHERE { ?b ?c ?d }" is no SPARQL'),
    ("SELECT ~?a, ?b { <urn:„x“> ?a ?b }", "not by commas"),
    ("SELECT ?a ?a { ?a ?b ?c }~", "a variable twice"),
    ("SELECT * { ?s <urn:a b>~ ?o }", "is no IRI"),
    ("SELECT * { ?s ?p 'a'@waytoolonglanguage~ }", "no language tag"),
    ("SELECT * { { _:a ?b ?c } { _:a ?b ?~d } }", "a blank node (_:name)"),
    ("SELECT * { ?s ?p '\\uD800'~ }", "is no character"),
    ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999~", "is too large"),
    ("SELECT * { ?a ?b ?c FILTER (COUNT(?a) > 1) }~", "or an aggregate"),
    ("~BASE urn:a SELECT * {}", "or BASE <IRI>"),
    ("SELECT * { ?a ?b ?c ~MINUS ?a ?b ?d }", "something is missing"),
    ("SELECT * { ?a ?b ?c ~AND ?a ?b ?d }", "something is missing"),
    ("SELECT * {}~\u200b", ""),
)


def message(query: str) -> str:
    """What the engine says of it, in a worker."""
    with pytest.raises(SyntaxError) as caught:
        Store().query(query + LOOKAHEAD.decode())
    return str(caught.value)


@pytest.mark.parametrize(("marked", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_faults(marked: str, words: str) -> None:
    query, place = marked.replace("~", "", 1), marked.index("~")
    fault = said(message(query), query)
    assert fault is not None
    assert words in fault.english
    assert fault.german != fault.english
    if words:
        assert position(query, fault.place) == position(query, place)


@pytest.mark.parametrize("text", ["„Test“", "a {b", "it''s (", "# x"])
def test_what_stands_in_strings_is_no_fault(text: str) -> None:
    query = f'SELECT * {{ ?s ?p "{text}" ?a ?b ?c }}'
    fault = said(message(query), query)
    assert fault is not None
    assert "a dot is missing" in fault.english


def test_every_place_is_one_of_the_text() -> None:
    query = AQB + 'SELECT ?a (COUNT(*) AS ?n) {\r\n ?a aqb:b "c"@en , 1.5 ; <urn:d> [ ?e ( 1 ) ] . # f\r\n} GROUP BY ?a'
    for end in range(len(query)):
        for text in (query[:end], query[:end] + "~" + query[end:], query[end:]):
            try:
                Store().query(text + LOOKAHEAD.decode())
            except SyntaxError as error:
                fault = said(str(error), text)
                assert fault is not None
                assert 0 <= fault.place <= len(text)


@pytest.mark.parametrize("text", ["[" * 250_000, "{ ?a ?b" * 30_000, "'''" * 80_000, '"\\' * 100_000, "<" * LONGEST])
def test_no_text_takes_long(text: str) -> None:
    since = time.process_time()
    said("error at 1:1: expected OPTIONAL", text)
    assert time.process_time() - since < 0.1


@pytest.mark.parametrize(
    "text", ["a" * LONGEST, "a." * 500_000, "-" * 1_000_000, "= " * (LONGEST // 2), "_:a " * (LONGEST // 4)]
)
def test_no_text_takes_long_before_the_place_either(text: str) -> None:
    since = time.process_time()
    said(f"error at 1:{len(text) + 1}: expected one of OPTIONAL, Prefix not found", text)
    assert time.process_time() - since < 0.1


@pytest.mark.parametrize(
    "text", ["SELECT * { " + "?s ?p ?o . " * 700 + "} LIMIT x", "SELECT ?x { " + '?s ?p "o" . ' * 600 + "} ORDER ?x"]
)
def test_each_part_of_a_text_is_made_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All others wait while the server looks at it, and there are forty signs to look for."""
    made = 0

    class Counted:
        def sub(self, replace: Callable[[re.Match[str]], str], whole: str) -> str:
            nonlocal made
            made += 1
            return TOKEN.sub(replace, whole)

    monkeypatch.setattr(fault_signs, "TOKEN", Counted())
    with pytest.raises(SyntaxError) as raised:
        Store().query(text + LOOKAHEAD.decode())
    assert said(str(raised.value), text) is not None
    assert 1 <= made <= 3


def test_messages_of_other_kinds() -> None:
    assert said("Unexpected end", "ASK {") is None
    far = said("error at 99:99: expected OPTIONAL", "ASK {}")
    assert far is not None
    assert far.place <= len("ASK {}")


def test_a_worker_lets_the_parser_look_ahead(client: Client) -> None:
    failed = client("/sparql", query="SELECT * {\n  ?s ?p ?o\n  ?o ?q ?r }")
    assert failed.status == 400
    assert 'line 3, column 3: before "?o ?q ?r }" a dot is missing' in failed.json["detail_en"]
    assert "Zeile 3, Spalte 3: vor „?o ?q ?r }“ fehlt ein Punkt" in failed.json["detail"]
    assert len(BEHIND) >= len(LOOKAHEAD)
