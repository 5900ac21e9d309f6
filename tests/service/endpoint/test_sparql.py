from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

JSON = {"Accept": "application/sparql-results+json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ODENWALD = "https://w3id.org/aqb/agreement/2025/odenwaldkreis"
PARTY = "https://w3id.org/aqb/party/odenwaldkreis"
ONE = 'SELECT ?a ?b { VALUES (?a ?b) { (1 "ä") } }'
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p FILTER(STR(?a) < STR(?p)) }"
ANY = "ASK { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (ONE, "", "application/sparql-results+json"),
        (ONE, "*/*", "application/sparql-results+json"),
        (ONE, "application/xml", "application/sparql-results+xml"),
        (ONE, "text/csv", "text/csv; charset=utf-8"),
        (ONE, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (ONE, "application/ld+json, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("ASK {}", "text/csv, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        (f"DESCRIBE <{PARTY}#party>", "", "text/turtle; charset=utf-8"),
        (f"DESCRIBE <{PARTY}#party>", "application/json", "application/ld+json"),
        (f"DESCRIBE <{PARTY}#party>", "application/n-quads", "application/n-quads"),
    ],
)
def test_formats(client: Client, query: str, accept: str, content_type: str) -> None:
    reply = client("/sparql", query=query, headers={"Accept": accept} if accept else None)
    assert (reply.status, reply.headers["content-type"]) == (200, content_type)
    assert "Accept" in reply.headers["vary"].split(", ")


@pytest.mark.parametrize("query", [ONE, f"DESCRIBE <{PARTY}#party>"])
@pytest.mark.parametrize("wanted", ["", "fr, de;q=0.5, en;q=0.4"])
def test_a_browser_gets_the_page_at_the_endpoint(client: Client, query: str, wanted: str) -> None:
    reply = client("/sparql", query=query, headers=BROWSER | {"Accept-Language": wanted})
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert {"Accept", "Accept-Language"} <= set(reply.headers["vary"].split(", "))
    assert b'<html lang="de">' in reply.body
    posted = client("/sparql", "POST", urlencode({"query": query}).encode(), BROWSER | FORM)
    assert (posted.status, posted.body) == (200, reply.body)


@pytest.mark.parametrize("query", [ONE, f"DESCRIBE <{PARTY}#party>"])
def test_a_browser_that_wants_english_is_sent_to_its_page(client: Client, query: str) -> None:
    english = BROWSER | {"Accept-Language": "en-GB,en;q=0.9,de;q=0.5"}
    reply = client("/sparql", query=query, headers=english)
    assert (reply.status, reply.headers["location"]) == (303, f"en/sparql/?{urlencode({'query': query})}")
    assert {"Accept", "Accept-Language"} <= set(reply.headers["vary"].split(", "))
    found = client("/" + reply.headers["location"], headers=BROWSER)
    assert (found.status, found.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b'<html lang="en">' in found.body
    posted = client("/sparql", "POST", urlencode({"query": query}).encode(), english | FORM)
    assert (posted.status, posted.headers["location"]) == (307, "en/sparql/")


def test_where_a_browser_is_sent_is_an_iri(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as connection:
        asked = "GET /sparql?query=ASK%20{}&x=<b>\"'%zz HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n"
        connection.sendall(f"{asked}Accept-Language: en\r\nConnection: close\r\n\r\n".encode())
        answer = connection.makefile("rb").read().partition(b"\r\n\r\n")[0]
    assert b"\r\nlocation: en/sparql/?query=ASK%20%7B%7D&x=%3Cb%3E%22'%zz\r\n" in answer, answer


def test_pages_of_two_languages_are_kept_apart(client: Client) -> None:
    english, german = (client(f"/{folder}sparql/", query=ONE, headers=BROWSER) for folder in ("en/", ""))
    assert b'<html lang="en">' in english.body
    assert b'<html lang="de">' in german.body
    assert english.headers["etag"] != german.headers["etag"]


def test_programs_are_answered_at_the_page_as_well(client: Client) -> None:
    assert client("/en/sparql/", query=ONE, format="csv").type == "text/csv"
    assert (
        b"<http://localhost/sparql>" in client("/sparql/", headers={"Accept": "text/turtle", "Host": "localhost"}).body
    )


def test_pages_are_told_that_a_server_answers(client: Client) -> None:
    assert client("/assets/service.json").json == {"endpoint": "sparql"}


def test_three_ways_to_ask(client: Client) -> None:
    by_get = client("/sparql", query=ONE, headers=JSON)
    by_form = client("/sparql", "POST", b"query=" + ONE.replace("+", "%2B").encode(), FORM)
    by_body = client("/sparql", "POST", ONE.encode(), DIRECT)
    assert by_get.json["results"]["bindings"][0]["b"] == {"type": "literal", "value": "ä"}
    assert by_get.body == by_form.body == by_body.body


@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("xml", "application/sparql-results+xml")])
def test_format_by_name(client: Client, name: str, kind: str) -> None:
    assert client("/sparql", query=ONE, format=name, headers=JSON).type == kind


def test_carriage_return_survives_xml(client: Client) -> None:
    reply = client("/sparql", query='SELECT ("a\\rb" AS ?x) {}', format="xml")
    assert b"<literal>a&#13;b</literal>" in reply.body


@pytest.mark.parametrize(
    ("default", "named", "clause", "pattern", "wanted"),
    [
        ([], [], "", f"{{ <{ODENWALD}#agreement> ?p ?o . <{PARTY}#party> ?q ?r }}", True),
        ([], [], "", f"{{ GRAPH <{PARTY}> {{ <{PARTY}#party> ?q ?r }} }}", True),
        ([], [], f"FROM <{PARTY}>", f"{{ <{ODENWALD}#agreement> ?p ?o }}", False),
        ([], [], f"FROM <{PARTY}>", f"{{ <{PARTY}#party> ?p ?o }}", True),
        ([], [], f"FROM NAMED <{PARTY}>", "{ ?s ?p ?o }", False),
        ([], [], "FROM <http://127.0.0.1:1/remote>", "{ ?s ?p ?o }", False),
        ([PARTY], [], "", f"{{ <{ODENWALD}#agreement> ?p ?o }}", False),
        ([PARTY, ODENWALD], [], "", f"{{ <{ODENWALD}#agreement> ?p ?o . <{PARTY}#party> ?q ?r }}", True),
        ([], [PARTY], "", "{ ?s ?p ?o }", False),
        ([], [PARTY], "", f"{{ GRAPH ?g {{ <{ODENWALD}#agreement> ?p ?o }} }}", False),
        ([PARTY], [], f"FROM <{ODENWALD}>", f"{{ <{PARTY}#party> ?p ?o }}", True),
        (["urn:none"], [], "", "{ ?s ?p ?o }", False),
    ],
)
def test_dataset(
    client: Client, default: list[str], named: list[str], clause: str, pattern: str, *, wanted: bool
) -> None:
    extra = {"query": f"ASK {clause} {pattern}", "default-graph-uri": default, "named-graph-uri": named}
    target = "/sparql?" + urlencode(extra, doseq=True)
    assert client(target, headers=JSON).json["boolean"] is wanted


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("ASK {", 400, "line 1, column 6"),
        ("SELECT ?x {\n ?x zzz }", 400, "line 2"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 400, "not valid SPARQL"),
        ("SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s", 400, "line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "does not query others"),
        ("ASK " + "{" * 200 + "}" * 200, 400, "200 brackets"),
        ("ASK {} #" + "x" * 300_000, 413, "262144"),
        ("SELECT (CONCAT(STR(?a), STR(?b)) AS ?x) { ?a ?p ?o . ?b ?q ?r . ?c ?t ?u }", 422, "LIMIT"),
    ],
)
def test_problems(client: Client, query: str, status: int, says: str) -> None:
    reply = client("/sparql", "POST", query.encode(), DIRECT | JSON)
    assert (reply.status, reply.type) == (status, "application/problem+json")
    assert reply.json["status"] == status
    assert says in reply.json["detail_en"]
    assert reply.json["detail"] != reply.json["detail_en"]
    assert reply.headers["access-control-allow-origin"] == "*"


def test_body_too_long(client: Client, limits: Limits) -> None:
    assert client("/sparql", "POST", b"#" * (limits.body + 1), DIRECT).status == 413


def test_body_that_is_too_long_is_not_waited_for(client: Client) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 99999999999\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as connection:
        connection.sendall(head + b"Expect: 100-continue\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413")


def test_a_result_that_the_client_does_not_have_any_more(client: Client) -> None:
    tag = client("/sparql?query=ASK%7B%7D").headers["etag"]
    assert client("/sparql?query=ASK%7B%7D", headers={"If-Match": tag}).status == 200
    assert client("/sparql?query=ASK%7B%7D", headers={"If-Match": '"x"'}).status == 412


def test_no_format_for_this_kind(client: Client) -> None:
    reply = client("/sparql", query="ASK {}", headers={"Accept": "image/png"})
    assert reply.status == 406
    assert "application/sparql-results+json" in reply.json["detail"]
    assert client("/sparql", query="ASK {}", format="csv").status == 406
    assert client("/sparql", query="ASK {}", format="pdf").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client: Client, method: str) -> None:
    reply = client("/sparql", method, query="ASK {}")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_preflight(client: Client) -> None:
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    reply = client("/sparql", "OPTIONS", headers=asked)
    assert reply.status == 204
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "Content-Type" in reply.headers["access-control-allow-headers"]


def test_coded_request(client: Client) -> None:
    reply = client("/sparql", "POST", gzip.compress(b"ASK {}"), DIRECT | {"Content-Encoding": "gzip"})
    assert (reply.status, reply.headers["accept-encoding"]) == (415, "identity")


def test_not_modified(client: Client) -> None:
    first = client("/sparql", query=ONE, headers=JSON)
    again = client("/sparql", query=ONE, headers=JSON | {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = client("/sparql", query=ONE, headers={"Accept": "text/csv", "If-None-Match": first.headers["etag"]})
    assert other.status == 200


def test_changing_results_are_not_kept(client: Client) -> None:
    reply = client("/sparql", query="SELECT (UUID() AS ?u) {}", headers=JSON)
    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


def test_head(client: Client) -> None:
    reply = client("/sparql", "HEAD", query=ONE, headers=JSON)
    assert (reply.status, reply.type, reply.body) == (200, "application/sparql-results+json", b"")


def test_gzip(client: Client) -> None:
    reply = client("/sparql", query="SELECT * { ?s ?p ?o }", headers=JSON | {"Accept-Encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(reply.body))["results"]["bindings"]) > 10


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("", "text/turtle"), ("application/ld+json", "application/ld+json")],
)
def test_description(client: Client, accept: str, kind: str) -> None:
    reply = client("/sparql", headers={"Accept": accept} if accept else None)
    assert (reply.status, reply.type) == (200, kind)


def test_description_in_no_format(client: Client) -> None:
    assert client("/sparql", headers={"Accept": "image/png"}).status == 406


def test_description_of_this_endpoint(client: Client) -> None:
    reply = client("/sparql", headers={"Accept": "text/turtle", "Host": "data.example:8443"})
    assert b"<http://data.example:8443/sparql>" in reply.body
    assert client("/sparql", headers={"Host": "a> <b"}).status == 400


@pytest.mark.parametrize("host", ["my_service:8000", "a-b.example", "a.example.", "xn--bcher-kva.example", "[::1]:80"])
def test_any_name_that_a_machine_has_is_one(client: Client, host: str) -> None:
    """Those within a Docker network may have an underscore."""
    reply = client("/sparql", headers={"Accept": "text/turtle", "Host": host})
    assert reply.status == 200
    assert f"<http://{host}/sparql#service>".encode() in reply.body
    assert client("/sparql", query="ASK {}", headers={"Host": host}).status == 200


@pytest.mark.parametrize("host", ["a" * 256, "a:123456", "a/b", "a@b", "a%20b", "[::1", "a,b"])
def test_what_is_no_name_of_a_machine_is_refused(client: Client, host: str) -> None:
    assert client("/sparql", headers={"Accept": "text/turtle", "Host": host}).status == 400


def test_an_empty_name_is_that_of_the_server(client: Client) -> None:
    reply = client("/sparql", headers={"Accept": "text/turtle", "Host": ""})
    assert reply.status == 200
    assert f"<http://127.0.0.1:{client.port}/sparql#service>".encode() in reply.body


def test_page_of_a_browser(client: Client) -> None:
    assert b"<textarea" in client("/sparql", headers=BROWSER).body
    assert b"<textarea" in client("/sparql/", headers=BROWSER).body
    assert b"<textarea" in client("/en/sparql/index.html", headers=BROWSER).body
    failed = client("/en/sparql/", query="ASK {", headers=BROWSER)
    assert failed.status == 400
    assert b'role="alert" aria-labelledby="problem"' in failed.body
    assert b"line 1" in failed.body.lower()
    assert client("/sparql/", query="", headers=BROWSER).status == 400


def test_whoever_goes_away_ends_the_query(
    public: Path, limits: Limits, serving: Callable[[Path, Limits], AbstractContextManager[Client]]
) -> None:
    """Long before the deadline the worker is free again."""
    target = "/sparql?" + urlencode({"query": RUNAWAY})
    with serving(public, replace(limits, deadline=60.0, quick=60.0)) as client:
        with socket.create_connection(("127.0.0.1", client.port)) as connection:
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: busy(client) == 1)
        wait_until(lambda: busy(client) == 0)


def test_half_a_body(client: Client) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"
    )
    with socket.create_connection(("127.0.0.1", client.port)) as connection:
        connection.sendall(head)
    assert client("/sparql", query=ANY, headers=JSON).json["boolean"] is True


def busy(client: Client) -> int:
    count: int = client("/api/health").json["workers"]["busy"]
    return count


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


class Trap:
    """A local server that counts who connects."""

    def __init__(self, listener: socket.socket) -> None:
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        self.listener = listener
        self.hits = 0

    def wait(self) -> None:
        try:
            while True:
                connection, _ = self.listener.accept()
                self.hits += 1
                connection.close()
        except OSError:
            return


@pytest.fixture
def trap() -> Iterator[Trap]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Trap(listener)
        thread = threading.Thread(target=found.wait)
        thread.start()
        yield found
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_nothing_is_fetched(client: Client, trap: Trap) -> None:
    for query in (
        f"SELECT * {{ SERVICE <{trap.address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{trap.address}> {{ ?s ?p ?o }} }}",
        f"ASK FROM <{trap.address}> {{ ?s ?p ?o }}",
        f"LOAD <{trap.address}>",
    ):
        assert client("/sparql", query=query, headers=JSON).status in (200, 400, 403)
    assert trap.hits == 0


def test_result_does_not_depend_on_the_folder(client: Client, public: Path) -> None:
    """No error tells where the publication lies."""
    reply = client("/sparql", query="ASK {")
    assert str(public).encode() not in reply.body


def test_a_page_shows_the_query_with_the_lines_that_its_fault_is_told_by(client: Client) -> None:
    found = client("/sparql", headers=BROWSER, query="\n\nSELECT <b> {")
    assert found.status == 400
    page = found.body.decode()
    assert "Zeile 3, Spalte " in page
    assert ">\n\n\nSELECT &lt;b&gt; {</textarea>" in page  # the first one is none of its content
