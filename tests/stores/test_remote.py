"""A publication served from real stores: the same answers, limits and problems as without one."""

from __future__ import annotations

import json
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, parse, parse_query_results
from tests.service.conftest import served
from tests.stores.conftest import ROWS, free_port, oxigraph

from aqbgraph.errors import PublicationError
from aqbgraph.pipeline.stores.graph_store import GraphStore
from aqbgraph.pipeline.stores.pushing import push
from aqbgraph.publication.formats import RESOURCE_FORMATS
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.rdf.named_graphs import STATE, named_graphs, union_iri
from aqbgraph.service.engines.remote import RemoteEngine
from aqbgraph.service.limits import MEBIBYTE, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.service.conftest import Client, Reply

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.publisher.stores import RemoteStore

AQB = "PREFIX aqb: <https://w3id.org/aqb/def/aqb#>\n"
YEAR = "https://w3id.org/aqb/year/2025"
LIMITS = Limits(deadline=60.0)
SHORT = Limits(deadline=1.0, quick=0.3)
SMALL = Limits(deadline=60.0, result=MEBIBYTE // 4)
HOST = {"Host": "data.example"}  # part of what a query means: relative IRIs are relative to it

SAME = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
    AQB + "SELECT ?s ?a ?y { ?s aqb:amount ?a ; aqb:fiscalYear ?y } ORDER BY ?s",
    AQB + "SELECT ?y (SUM(?a) AS ?sum) { ?b aqb:amount ?a ; aqb:fiscalYear ?y } GROUP BY ?y ORDER BY ?y",
    "SELECT ?s { ?s <http://www.w3.org/2000/01/rdf-schema#label> 'Odenwaldkreis'@de }",
    "SELECT ?s ?p ?o FROM <YEAR> { ?s ?p ?o } ORDER BY ?p ?o",
    "SELECT ?g ?s ?p ?o FROM NAMED <YEAR> { GRAPH ?g { ?s ?p ?o } } ORDER BY ?p ?o",
    "SELECT ?g FROM <YEAR> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s FROM <https://w3id.org/aqb/push/state> { ?s ?p ?o }",
    "ASK { ?s ?p ?o }",
    "ASK { <urn:x:nothing> ?p ?o }",
    AQB + "CONSTRUCT { ?b aqb:amount ?a } { ?b aqb:amount ?a }",
    "SELECT * {",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "LOAD <http://127.0.0.1:9/>",
)
GRAPHS = {row.media_type: row.rdf for row in RESOURCE_FORMATS}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?i && ?c != ?f && ?e != ?h) }"


@pytest.fixture(scope="module")
def local(built_with_reported: Path) -> Iterator[Client]:
    with served(built_with_reported, LIMITS) as client:
        yield client


@pytest.fixture(scope="module")
def remote(built_with_reported: Path, pushed: RemoteStore) -> Iterator[Client]:
    with served(built_with_reported, LIMITS, lambda row, limits: RemoteEngine(row, limits, pushed)) as client:
        yield client


def told(reply: Reply) -> Any:
    """What an answer says, without the order in which it says it."""
    if reply.type in GRAPHS:
        return {quad.triple for quad in parse(reply.body, format=GRAPHS[reply.type])}
    if reply.type.startswith("application/sparql-results"):
        kind = QueryResultsFormat.JSON if reply.type.endswith("json") else QueryResultsFormat.XML
        found = parse_query_results(reply.body, format=kind)
        if isinstance(found, QueryBoolean):
            return bool(found)
        return [sorted((variable.value, str(row[variable])) for variable in found.variables) for row in found]
    return sorted(reply.body.splitlines()) if reply.type == "text/html" else reply.body


def test_the_endpoint_gives_the_same_answers(local: Client, remote: Client) -> None:
    for template in SAME:
        query = template.replace("YEAR", YEAR)
        for form in ("json", "xml", "csv", "tsv", "ttl", "html"):
            replies = [client("/sparql", query=query, format=form, headers=HOST) for client in (local, remote)]
            assert [reply.status for reply in replies] == [replies[0].status] * 2, (query, form, replies[1].body)
            assert replies[0].headers["content-type"] == replies[1].headers["content-type"]
            # The same rows, whose order is the store's: the same tag, but a weak one (RFC 9110, section 8.8.1).
            mine, other = (reply.headers.get("etag") for reply in replies)
            assert other == (mine and f"W/{mine.removeprefix('W/')}")
            assert told(replies[0]) == told(replies[1]), (query, form)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_api_gives_the_same_bytes(local: Client, remote: Client, form: str) -> None:
    targets = ["/api/agreements", "/api/parties", "/api/measures?type=3", "/api/parties?year=2025"]
    for row in queries():
        given = "&".join(f"{one.name}={one.example}" for one in row.parameters if one.required)
        targets += [
            f"/api/queries/{row.name}?format={form}&{given}",
            f"/api/queries/{row.name}?limit=2&offset=1&{given}",
        ]
    for target in targets:
        mine, other = local(target), remote(target)
        assert (mine.status, mine.body) == (other.status, other.body), target
        assert mine.headers["etag"] == other.headers["etag"]


def test_dataset_of_the_protocol(local: Client, remote: Client) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?p ?o"
    for graph in (YEAR, f"https://w3id.org/aqb/{STATE}"):
        parameters = {"query": query, "default-graph-uri": graph, "format": "csv"}
        mine, other = local("/sparql", **parameters), remote("/sparql", **parameters)  # type: ignore[arg-type]
        assert mine.body == other.body
    assert mine.body == b"s,p,o\r\n"


def test_what_is_too_large_is_refused(built_with_reported: Path, pushed: RemoteStore) -> None:
    with served(built_with_reported, SMALL, lambda row, _: RemoteEngine(row, SMALL, pushed)) as client:
        reply = client("/sparql", query=f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {ROWS - 1000}", format="json")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (422, "result-too-large")


def test_what_a_store_cuts_off_is_no_result(remote: Client, pushed: RemoteStore) -> None:
    """Virtuoso answers 200 with as many rows as its ini file allows."""
    reply = remote("/sparql", query="SELECT ?s ?p ?o { ?s ?p ?o }", format="json")
    if pushed.kind == "virtuoso":
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (422, "result-too-large")
        assert "abgeschnitten" in reply.json["detail"]
    else:
        assert len(reply.json["results"]["bindings"]) > ROWS


def test_what_virtuoso_mixes_up_is_refused(remote: Client, pushed: RemoteStore) -> None:
    query = AQB + "SELECT ?s ?a { ?s aqb:amount ?a } ORDER BY ?a ?s ?a"
    reply = remote("/sparql", query=query, format="json")
    assert reply.status == (400 if pushed.kind == "virtuoso" else 200)


def test_health(remote: Client, publication: Publication) -> None:
    assert remote("/api/health").json["publication"] == publication.digest
    description = remote("/sparql", headers={"Accept": "text/turtle"}).body.decode()
    whole = {line for graph in named_graphs(publication) for line in graph.lines}
    assert str(len(whole)) in description


def test_another_publication_is_not_answered_from(pushed: RemoteStore, publication: Publication) -> None:
    with GraphStore(pushed) as graphs:
        graphs.delete(union_iri(publication))
    with pytest.raises(PublicationError, match="zuerst „aqbgraph push“"):
        RemoteEngine(publication, LIMITS, pushed)
    with GraphStore(pushed) as graphs:
        push(publication, graphs)


def test_a_store_that_goes_away_and_comes_back(
    publication: Publication, built_with_reported: Path, tmp_path: Path
) -> None:
    port = free_port()
    with oxigraph(tmp_path, port) as store:
        with GraphStore(store) as graphs:
            lines = ("<urn:a> <urn:b> <urn:c> .",)
            graphs.write(union_iri(publication), lines)
        engine = RemoteEngine(publication, LIMITS, store)
    with served(built_with_reported, LIMITS, lambda _, __: engine) as client:
        reply = client("/sparql", query="ASK { ?s ?p ?o }", format="json")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (503, "store-unavailable")
        assert reply.headers["retry-after"]
        assert client("/sparql", query="ASK {", format="json").status == 400
        with oxigraph(tmp_path, port) as store:
            with GraphStore(store) as graphs:
                graphs.write(union_iri(publication), lines)
            assert json.loads(client("/sparql", query="ASK { ?s ?p ?o }", format="json").body)["boolean"] is True


# The last one: a store may go on with what nobody waits for.
def test_what_takes_too_long_is_ended(built_with_reported: Path, pushed: RemoteStore) -> None:
    """The connection is closed at the deadline, and the place is free for the next query."""
    limits = replace(SHORT, slots=1)
    with served(built_with_reported, limits, lambda row, _: RemoteEngine(row, limits, pushed)) as client:
        started = time.monotonic()
        reply = client("/sparql", query=ENDLESS, format="json")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (503, "deadline")
        assert time.monotonic() - started < 5
        while client("/sparql", query="ASK {}", format="json").status != 200:
            assert time.monotonic() - started < 30


# What our reading takes for something else than the Oxigraph server does, whose parser knows no tokens.
REACHING_OUT = (
    "SELECT * { VALUES ?x { 1 } FILTER (?x = 1) ?s ?p 1SERVICE <ADDRESS> { ?a ?b ?c } }",
    "SELECT * { ?s ?p true, falseSERVICE <ADDRESS> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.5SERVICESILENT<ADDRESS> { ?a ?b ?c } }",
    'SELECT * { VALUES ?x { """a" } SERVICE <ADDRESS> { ?a ?b ?c } }',
    "SELECT * { VALUES ?x { '''a' } SERVICE <ADDRESS> { ?a ?b ?c } }",
    "PREFIX : <ADDRESS> SELECT * { SERVICE:{ ?a ?b ?c } }",
    "PREFIX : <ADDRESS> SELECT * { SERVICE SILENT:{ ?a ?b ?c } }",
    "PREFIX a: <urn:> SELECT * { ?s ?p a:.SERVICE <ADDRESS> { ?a ?b ?c } }",
    'PREFIX a: <urn:> SELECT * { FILTER (1<a:b#c> """\n) SERVICE <ADDRESS> { ?a ?b ?c } FILTER (1<a:b#c> """\n) }',
)


@pytest.mark.parametrize("query", REACHING_OUT)
def test_no_store_reaches_out(remote: Client, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        reply = remote("/sparql", query=query.replace("ADDRESS", f"http://127.0.0.1:{listener.getsockname()[1]}/x"))
        assert reply.status in (400, 403), reply.body
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_words_that_are_no_keywords_are_passed_on(remote: Client) -> None:
    query = (
        'PREFIX service: <urn:service:> SELECT ("SERVICE <a> FROM" AS ?from) { VALUES ?x { service:from } } #SERVICE'
    )
    assert remote("/sparql", query=query, format="csv").body == b"from\r\nSERVICE <a> FROM\r\n"


def test_a_dataset_that_only_the_store_would_read_is_refused(remote: Client) -> None:
    query = "PREFIX : <https://w3id.org/aqb/push/> SELECT * FROM:state { ?s ?p ?o }"
    assert remote("/sparql", query=query).status == 403
