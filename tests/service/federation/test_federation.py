"""SERVICE asks the endpoints that are listed, as much as is allowed, and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import httpcore
import pytest
from click.testing import CliRunner

from aqbgraph.cli.serve import command
from aqbgraph.service.federation.fetching import FetchError, Outside
from aqbgraph.service.limits import Limits, check, traits
from aqbgraph.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client, Reply

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

JSON = "application/sparql-results+json"
AQB = "PREFIX aqb: <https://w3id.org/aqb/def/aqb#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
DEADLINE = 2.0


def table(*rows: dict[str, Any]) -> bytes:
    names = sorted({name for row in rows for name in row})
    found = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": found}}).encode()


@dataclass
class Elsewhere:
    """An endpoint that answers what its path says, and remembers what it was asked."""

    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


ANSWERS = {
    "ok": table({"name": "Odenwaldkreis", "z": "a"}, {"name": "Odenwaldkreis", "z": "b"}, {"name": "Anderswo"}),
    "blank": b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"bnode","value":"b"}}]}}',
    "broken": table({"x": "y"})[:-5],
    "truth": b'{"head":{},"boolean":true}',
    "html": b"<p>Wartung</p>",
    "xml": b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>'
    b"<result><binding name='x'><literal>&lt;&amp;</literal></binding></result></results></sparql>",
    "large": table({"x": "y" * (5 << 20)}),
}


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    found = Elsewhere()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            path = self.path.removeprefix("/")
            found.asked.append((path, parse_qs(form)["query"][0]))
            found.headers.append({name.lower(): value for name, value in self.headers.items()})
            if path == "slow":
                time.sleep(DEADLINE * 1.5)
            if path == "endless":
                self.endless()
                return
            body = ANSWERS.get(path, b"")
            self.send_response(307 if path == "moved" else 500 if path == "failing" else 200)
            self.send_header("Location", found("ok"))
            kind = {"xml": "application/sparql-results+xml", "html": "text/html"}.get(path, JSON)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def endless(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b" " * (1 << 20))
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


LISTED = ("ok", "blank", "broken", "truth", "html", "xml", "large", "slow", "endless", "moved", "failing")


@contextmanager
def allowing(public: Path, limits: Limits, serving: Serving, *services: str) -> Iterator[Client]:
    with serving(public, replace(limits, deadline=DEADLINE, services=services)) as client:
        yield client


@pytest.fixture(scope="module")
def client(public: Path, limits: Limits, serving: Serving, elsewhere: Elsewhere) -> Iterator[Client]:
    # Nobody listens at port 9 (discard).
    with allowing(public, limits, serving, *map(elsewhere, LISTED), "http://127.0.0.1:9/nobody") as found:
        yield found


@pytest.fixture(autouse=True)
def forgetting(elsewhere: Elsewhere) -> None:
    elsewhere.asked.clear()
    elsewhere.headers.clear()


def sparql(client: Client, query: str) -> Reply:
    return client("/sparql", query=f"{AQB} {query}", headers={"Accept": JSON})


def rows(reply: Reply) -> list[dict[str, str]]:
    assert reply.status == 200, reply.body
    found = reply.json["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def test_both_are_joined(client: Client, elsewhere: Elsewhere) -> None:
    reply = sparql(
        client,
        f"SELECT ?name ?z {{ ?party a aqb:Party ; rdfs:label ?label . "
        f"SERVICE <{elsewhere('ok')}> {{ ?x rdfs:label ?name ; aqb:z ?z }} FILTER(STR(?label) = ?name) }} ORDER BY ?z",
    )
    assert rows(reply) == [{"name": "Odenwaldkreis", "z": "a"}, {"name": "Odenwaldkreis", "z": "b"}]
    ((_, query),) = elsewhere.asked
    assert query.endswith("SELECT * WHERE { ?x rdfs:label ?name ; aqb:z ?z }")
    assert query.startswith("PREFIX aqb: <https://w3id.org/aqb/def/aqb#>\n")


def test_it_is_asked_each_time_and_never_said_to_be_the_same(client: Client, elsewhere: Elsewhere) -> None:
    query = f"SELECT ?z {{ SERVICE <{elsewhere('ok')}> {{ ?x ?y ?z }} }}"
    for number in (1, 2):
        reply = sparql(client, query)
        assert len(rows(reply)) == 3
        assert len(elsewhere.asked) == number
        assert "etag" not in reply.headers
        assert reply.headers["cache-control"] == "no-store"


def test_what_is_told_of_us(client: Client, elsewhere: Elsewhere) -> None:
    sparql(client, f"ASK {{ SERVICE <{elsewhere('ok')}> {{ ?x ?y ?z }} }}")
    (headers,) = elsewhere.headers
    assert set(headers) == {"host", "accept", "accept-encoding", "content-type", "content-length", "user-agent"}
    assert headers["host"] == f"127.0.0.1:{elsewhere.port}"
    assert headers["accept-encoding"] == "identity"


def test_xml_is_read_too(client: Client, elsewhere: Elsewhere) -> None:
    assert rows(sparql(client, f"SELECT * {{ SERVICE <{elsewhere('xml')}> {{ ?x ?y ?z }} }}")) == [{"x": "<&"}]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("blank", "leeren Knoten"),
        ("broken", "nicht mit einem Ergebnis"),
        ("truth", "nicht mit einem Ergebnis"),
        ("html", "nicht mit einem Ergebnis"),
        ("large", "mehr als 4194304 Bytes"),
        ("endless", "mehr als 4194304 Bytes"),
        ("failing", "Status 500"),
        ("moved", "Status 307"),
        ("slow", "nicht rechtzeitig"),
    ],
)
def test_an_endpoint_that_is_of_no_use(client: Client, elsewhere: Elsewhere, path: str, said: str) -> None:
    address = elsewhere(path)
    begun = time.monotonic()
    reply = sparql(client, f"SELECT * {{ ?a ?b ?c SERVICE <{address}> {{ ?x ?y ?z }} }}")
    assert (reply.status, reply.json["type"].rpartition("#")[2]) == (502, "foreign-service")
    assert said in reply.json["detail"]
    assert address in reply.json["detail_en"]
    silent = sparql(client, f"SELECT * {{ ?a a aqb:Party SERVICE SILENT <{address}> {{ ?x ?y ?z }} }}")
    assert rows(silent) == [{"a": "https://w3id.org/aqb/party/odenwaldkreis#party"}]
    assert time.monotonic() - begun < 2 * DEADLINE
    assert [asked[0] for asked in elsewhere.asked] == [path, path]  # no redirect was followed


def test_nobody_there(client: Client) -> None:
    reply = sparql(client, "SELECT * { SERVICE <http://127.0.0.1:9/nobody> { ?x ?y ?z } }")
    assert (reply.status, "nicht erreichbar" in reply.json["detail"]) == (502, True)


@pytest.mark.parametrize("path", ["secret", "ok/", "ok?x=1", "OK", "ok#x"])
def test_only_what_is_listed_is_asked(client: Client, elsewhere: Elsewhere, path: str) -> None:
    reply = sparql(client, f"SELECT * {{ SERVICE <{elsewhere(path)}> {{ ?x ?y ?z }} }}")
    assert (reply.status, reply.json["type"].rpartition("#")[2]) == (403, "remote-access-refused")
    assert elsewhere("ok") in reply.json["detail"]
    # One that may fail fails, as one that cannot be reached does.
    silent = sparql(client, f"SELECT * {{ SERVICE SILENT <{elsewhere(path)}> {{ ?x ?y ?z }} }}")
    assert rows(silent) == [{}]
    assert not elsewhere.asked


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ BIND(<{0}> AS ?u) SERVICE ?u {{ ?x ?y ?z }} }}",
        "SELECT * {{ VALUES ?u {{ <{0}> }} SERVICE SILENT ?u {{ ?x ?y ?z }} }}",
        r"SELECT * {{ S\u0045RVICE <{0}> {{ ?x ?y ?z }} }}",
        "ASK FROM <{0}> {{ ?x ?y ?z }}",
        "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{0}> {{ ?x ?y ?z }} }} }}",
        "LOAD <{0}>",
        "# \\u000A\nSELECT * {{ SERVICE <{0}> {{ ?x ?y }} }}",
    ],
)
def test_no_other_way_leads_out(client: Client, elsewhere: Elsewhere, query: str) -> None:
    reply = sparql(client, query.format(elsewhere("secret")))
    assert reply.status in (400, 403) or reply.body.count(b'"false"') or not reply.json.get("boolean", True)
    assert not elsewhere.asked


def test_what_is_wrong_with_the_query_is_told_of_the_query(client: Client, elsewhere: Elsewhere) -> None:
    for address in (elsewhere("ok"), elsewhere("secret"), elsewhere("failing")):
        reply = client("/sparql", query=f"SELECT * {{\n SERVICE <{address}> {{ ?x ?y ?z }}\n FILTER }}")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (400, "malformed-query")
        assert "Zeile 3" in reply.json["detail"]


def test_too_many_clauses(client: Client, elsewhere: Elsewhere) -> None:
    clauses = f"SERVICE <{elsewhere('ok')}> {{ ?x ?y ?z }} " * 11
    assert "11 Mal" in sparql(client, f"SELECT * {{ {clauses} }}").json["detail"]
    assert not elsewhere.asked


def test_the_deadline_counts_for_all_of_it(client: Client, elsewhere: Elsewhere) -> None:
    # No part of the condition can be tried before all of the product is there.
    condition = "CONCAT(STR(?x), STR(?a), STR(?d), STR(?g), STR(?j), STR(?m)) = ''"
    product = f"?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER({condition})"
    begun = time.monotonic()
    reply = sparql(client, f"SELECT (COUNT(*) AS ?q) {{ SERVICE <{elsewhere('xml')}> {{ ?x ?y ?z }} {product} }}")
    assert reply.status == 503
    assert time.monotonic() - begun < DEADLINE + 2


def test_others_are_answered_meanwhile(client: Client, elsewhere: Elsewhere) -> None:
    query = f"SELECT * {{ SERVICE <{elsewhere('slow')}> {{ ?x ?y ?z }} }}"
    threads = [threading.Thread(target=sparql, args=(client, f"{query} # {number}")) for number in range(20)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    begun = time.monotonic()
    assert sparql(client, "ASK { ?s ?p ?o }").json["boolean"]
    assert time.monotonic() - begun < 0.5
    for thread in threads:
        thread.join()


def test_without_a_list_nobody_is_asked(public: Path, limits: Limits, serving: Serving, elsewhere: Elsewhere) -> None:
    with allowing(public, limits, serving) as client:
        for silent in ("", "SILENT "):
            reply = sparql(client, f"SELECT * {{ SERVICE {silent}<{elsewhere('ok')}> {{ ?x ?y ?z }} }}")
            assert reply.status == 403
    assert not elsewhere.asked


def test_it_is_described(client: Client, public: Path, limits: Limits, serving: Serving) -> None:
    feature = b"feature> <http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery>"
    wanted = {"Accept": "application/n-triples"}
    assert feature in client("/sparql", headers=wanted).body
    with allowing(public, limits, serving) as other:
        assert feature not in other("/sparql", headers=wanted).body


def test_one_of_ours_may_be_listed(public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, limits) as other:
        address = f"http://127.0.0.1:{other.port}/sparql"
        with allowing(public, limits, serving, address) as client:
            query = f"SELECT ?n {{ SERVICE <{address}> {{ SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} }} }}"
            here = rows(sparql(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
            assert rows(sparql(client, query)) == here


@pytest.mark.parametrize(
    ("name", "addresses", "expected"),
    [
        ("data.example", ["93.184.215.14"], "93.184.215.14"),
        ("data.example", ["10.0.0.1"], None),
        ("data.example", ["169.254.169.254"], None),
        ("data.example", ["::1"], None),
        ("data.example", ["::ffff:10.0.0.1"], None),
        # One of several is enough: the next connection could lead there.
        ("data.example", ["93.184.215.14", "127.0.0.1"], None),
        ("10.0.0.1", ["10.0.0.1"], "10.0.0.1"),
        ("localhost", ["127.0.0.1"], "127.0.0.1"),
    ],
)
def test_a_name_does_not_lead_inside(
    name: str, addresses: list[str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    async def found(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (address, 80)) for address in addresses]

    async def connect(_: object, address: str, *__: object) -> None:
        connected.append(address)

    async def asked() -> None:
        monkeypatch.setattr(type(asyncio.get_running_loop()), "getaddrinfo", found)
        await Outside().connect_tcp(name, 80)

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    with pytest.raises(FetchError, match="internal") if expected is None else contextlib.nullcontext():
        asyncio.run(asked())
    assert connected == ([expected] if expected else [])


def test_the_option(tmp_path: Path) -> None:
    for wrong in ("data.example/sparql", "ftp://data.example/", "http://a@data.example/", "https://data.example/#x"):
        done = CliRunner().invoke(command, [str(tmp_path), "--allow-service", wrong])
        assert done.exit_code == 2, done.output
        assert "keine Adresse" in done.output


def test_a_question_is_checked_before() -> None:
    query = "SELECT * { SERVICE <urn:a> { ?x ?y ?z } }"
    with pytest.raises(Problem):
        check(query, traits(query), Limits())
    check(query, traits(query), Limits(services=("urn:a",)))
    assert not traits(query).repeatable
