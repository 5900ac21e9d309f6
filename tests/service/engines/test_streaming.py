"""Results that are sent while they are being found: whole or visibly not, and at nobody else's expense."""

from __future__ import annotations

import http.client
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import httpx
import pytest
import rdflib
import SPARQLWrapper
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse_query_results
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from aqbgraph.service.engines import streaming
from aqbgraph.service.limits import MEBIBYTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client, Reply

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
TRIPLES = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
# Rows at once, and then none for ever.
ENDLESS = (
    f"{{ {PAIRS} }} UNION "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o "
    "FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m)) = '') }"
)
CSV = {"Accept": "text/csv"}


@pytest.fixture(scope="module")
def streamed(limits: Limits) -> Limits:
    return replace(limits, deadline=30.0, whole=64 << 10, stream=64 * MEBIBYTE, workers=4)


@pytest.fixture(scope="module")
def client(public: Path, streamed: Limits, serving: Serving) -> Iterator[Client]:
    with serving(public, streamed) as found:
        yield found


@pytest.fixture(scope="module")
def store(public: Path) -> Store:
    found = Store()
    found.load(path=public / "data.trig", format=RdfFormat.TRIG)
    return found


def ask(client: Client, query: str, **headers: str) -> Reply:
    return client("/sparql", query=query, headers={**CSV, **headers})


def busy(client: Client) -> int:
    found: int = client("/api/health").json["workers"]["busy"]
    return found


def soon_idle(client: Client) -> bool:
    until = time.monotonic() + 2
    while busy(client) and time.monotonic() < until:
        time.sleep(0.02)
    return not busy(client)


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_a_long_result_is_whole(client: Client, store: Store, form: str) -> None:
    reply = client("/sparql", query=PAIRS, format=form)
    assert reply.status == 200
    assert reply.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in reply.headers
    expected = store.query(PAIRS, use_default_graph_as_union=True)
    assert isinstance(expected, QuerySolutions)
    count = sum(1 for _ in expected)
    if form in {"json", "xml"}:
        kinds = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
        got = parse_query_results(reply.body, format=kinds[form])
        assert isinstance(got, QuerySolutions)
        assert sum(1 for _ in got) == count
    else:
        assert reply.body.count(b"\n") == count + 1
    assert soon_idle(client)


def test_many_pieces(client: Client, store: Store) -> None:
    found = store.query("SELECT DISTINCT ?a ?b ?c { ?a ?b ?c }", use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    size = sum(1 for _ in found)
    reply = ask(client, TRIPLES)
    assert len(reply.body) > 10 * MEBIBYTE
    assert reply.body.count(b"\r\n") == size**3 + 1


def test_triples_and_carriage_returns(client: Client) -> None:
    values = " ".join(f'"{number}\\r"' for number in range(20_000))
    reply = client("/sparql", "POST", urlencode({"query": f"SELECT * {{ VALUES ?x {{ {values} }} }}"}).encode(),
                   {"Accept": "application/sparql-results+xml",
                    "Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
    assert reply.headers["transfer-encoding"] == "chunked"
    assert reply.body.count(b"&#13;") == 20_000
    graph = client("/sparql", query="CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", format="nt")
    assert graph.body.endswith(b".\n")


def test_its_tag_is_known_before(client: Client) -> None:
    first = ask(client, PAIRS)
    assert not first.headers["etag"].startswith("W/")
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    begun = time.monotonic()
    again = client("/sparql", query=PAIRS, headers={**CSV, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert time.monotonic() - begun < 0.5


def test_a_short_result_is_as_it_was(client: Client) -> None:
    reply = ask(client, "SELECT * { ?s ?p ?o } LIMIT 3")
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert "transfer-encoding" not in reply.headers


def test_without_a_body(client: Client) -> None:
    reply = client("/sparql", "HEAD", query=PAIRS, headers=CSV)
    assert (reply.status, reply.body) == (200, b"")
    assert soon_idle(client)


def test_the_deadline_breaks_it_off(public: Path, streamed: Limits, serving: Serving) -> None:
    with serving(public, replace(streamed, deadline=3.0)) as client:
        begun = time.monotonic()
        with pytest.raises(http.client.IncompleteRead):
            ask(client, f"SELECT * {{ {ENDLESS} }}")
        assert time.monotonic() - begun < 3.0 * 2 + 2  # found to be long, and asked for once more
        assert soon_idle(client)
        metrics = client("/metrics").body.decode()
        assert 'aqbgraph_query_problems_total{problem="deadline"}' in metrics


def test_too_long_a_result_is_broken_off(public: Path, streamed: Limits, serving: Serving) -> None:
    with serving(public, replace(streamed, stream=MEBIBYTE)) as client:
        with pytest.raises(http.client.IncompleteRead) as raised:
            ask(client, TRIPLES)
        assert 64 << 10 <= len(raised.value.partial) <= 2 * MEBIBYTE
        assert soon_idle(client)


def opened(port: int, query: str, version: str = "1.1") -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(10)
    connection.connect(("127.0.0.1", port))
    connection.sendall(
        f"GET /sparql?query={quote(query)} HTTP/{version}\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()
    )
    return connection


def test_a_client_that_leaves_ends_it(client: Client) -> None:
    with opened(client.port, TRIPLES) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        assert busy(client) == 1
    assert soon_idle(client)


def test_a_client_that_does_not_take_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds a worker for so long, and light queries do not notice."""
    monkeypatch.setattr(streaming, "LONGEST", 1.0)
    with opened(client.port, TRIPLES) as first, opened(client.port, f"{TRIPLES} #") as second:
        for connection in (first, second):
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        time.sleep(0.3)
        assert busy(client) == 2
        assert client("/metrics").status == 200
        for number in range(20):
            begun = time.monotonic()
            assert ask(client, f"ASK {{ ?s ?p {number} }}", Accept="application/json").status == 200
            assert time.monotonic() - begun < 0.5
        # Two take half of the places for long ones; another long query has one of the others.
        assert ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }").status == 200
        time.sleep(1.0)
        first.settimeout(2)
        got = b""
        while data := first.recv(65536):
            got += data
        assert not got.endswith(b"\r\n0\r\n\r\n")  # no end of the chunks
        second.recv(1 << 20)
    assert soon_idle(client)


def test_whoever_knows_no_chunks_gets_it_whole_or_not_at_all(client: Client) -> None:
    with opened(client.port, TRIPLES, "1.0") as connection:
        assert b" 422 " in connection.recv(1000)
    with opened(client.port, PAIRS, "1.0") as connection:
        head = connection.recv(1000).lower()
        assert b"content-length" in head
        assert b"chunked" not in head


def test_each_client_has_one_of_its_own(client: Client) -> None:
    with ThreadPoolExecutor(3) as clients:
        replies = list(clients.map(lambda _: ask(client, f"{PAIRS} # together"), range(3)))
    assert len({reply.body for reply in replies}) == 1
    assert len(replies[0].body) > 64 << 10
    assert soon_idle(client)


def test_a_worker_that_dies_breaks_it_off(client: Client) -> None:
    doubled = "".join(f"BIND (CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40))
    dying = f'{{ {PAIRS} }} UNION {{ BIND ("x" AS ?a0) {doubled} FILTER(STRLEN(?a40) = 1) }}'
    with pytest.raises(http.client.IncompleteRead):
        ask(client, f"SELECT ?a {{ {dying} }}")
    assert soon_idle(client)
    assert ask(client, "ASK {}", Accept="application/json").json["boolean"]


def test_clients_see_that_it_broke_off(public: Path, streamed: Limits, serving: Serving) -> None:
    with serving(public, replace(streamed, stream=256 << 10)) as client:
        address = f"http://127.0.0.1:{client.port}/sparql"
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(address, params={"query": PAIRS})
        wrapper = SPARQLWrapper.SPARQLWrapper(address, returnFormat="json")
        wrapper.setQuery(PAIRS)
        with pytest.raises(http.client.IncompleteRead):
            wrapper.queryAndConvert()
        with pytest.raises(http.client.IncompleteRead):
            list(rdflib.Graph(SPARQLStore(address)).query(PAIRS))
