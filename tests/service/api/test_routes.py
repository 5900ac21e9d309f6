"""The API, asked over HTTP of the samples and what is reported beside them."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store, parse

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.queries.queries import queries
from aqbgraph.service.api import routes
from aqbgraph.service.limits import Limits
from aqbgraph.service.workers.keeper import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client, Reply

    from aqbgraph.service.workers.frames import Question

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BASE = "https://w3id.org/aqb/"


@pytest.fixture(scope="module")
def api(
    built_with_reported: Path, serving: Callable[[Path, Limits], AbstractContextManager[Client]]
) -> Iterator[Client]:
    with serving(built_with_reported, Limits(deadline=5.0)) as client:
        yield client


def following(client: Client, target: str) -> Iterator[Reply]:
    """An answer and those behind it, as Link says."""
    while target:
        reply = client(target)
        assert reply.status == 200, reply.body
        yield reply
        links = [row.split(">; ") for row in reply.headers["link"].split(", <")]
        found = [address.lstrip("<") for address, relation in links if relation.startswith('rel="next"')]
        target = f"{target.partition('?')[0].rpartition('/')[0]}/{found[0]}" if found else ""


def test_a_query_with_a_parameter(api: Client) -> None:
    found = api("/api/queries/budgets?year=2025").json
    assert (found["query"], found["parameters"], found["more"]) == ("budgets", {"year": "2025"}, False)
    assert found["rows"] == [
        {
            "jahr": 2025,
            "name": "Odenwaldkreis",
            "betrag": 491550,
            "agreement": BASE + "agreement/2025/odenwaldkreis#agreement",
        }
    ]


@pytest.mark.parametrize("name", [row.name for row in queries()])
def test_every_query_in_every_format(api: Client, name: str) -> None:
    """The same rows, whatever they are written as; and pages put together are the whole."""
    needed: Any = {
        row.name: row.example for row in next(q for q in queries() if q.name == name).parameters if row.required
    }
    target = f"/api/queries/{name}"
    whole = api(target, **needed).json["rows"]
    table = list(csv.DictReader(io.StringIO(api(target, format="csv", **needed).body.decode())))
    assert table == [{key: "" if value is None else str(value) for key, value in row.items()} for row in whole]
    frame = parquet.read_table(io.BytesIO(api(target, format="parquet", **needed).body)).to_pylist()
    assert [{key: _plain(value) for key, value in row.items()} for row in frame] == whole
    assert len(re.findall(rb"<tr[ >]", api(target, headers=BROWSER, **needed).body)) == len(whole) + bool(whole)
    start = f"{target}?limit=3&" + "&".join(f"{key}={value}" for key, value in needed.items())
    pages = [reply.json["rows"] for reply in following(api, start.rstrip("&"))]
    assert [row for page in pages for row in page] == whole
    assert all(len(page) == 3 for page in pages[:-1])


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    return int(value) if value == int(value) else float(value)


def test_links_of_a_page(api: Client) -> None:
    links = api("/api/queries/series?limit=2&offset=3&format=csv").headers["link"]
    assert '<series?offset=5&limit=2&format=csv>; rel="next"' in links
    assert '<series?offset=1&limit=2&format=csv>; rel="prev"' in links
    assert '<series?limit=2&format=csv>; rel="first"' in links
    assert '<series?offset=3&limit=2&format=parquet>; rel="alternate"; type="application/vnd.apache.parquet"' in links


@pytest.mark.parametrize(
    ("target", "parameter", "expected"),
    [
        ("budgets?year=25", "year", "kein Jahr (erwartet z. B. 2025)"),
        ("budgets?year=%EF%BC%92025", "year", "kein Jahr"),
        ("budgets?party=x%3E%20.%20%3Fs%20%3Fp%20%3Fo", "party", "erwartet z. B. odenwaldkreis"),
        ("budgets?colour=teal", "colour", "keinen Parameter „colour“"),
        ("budgets?year=2024&year=2025", "year", "mehrmals"),
        ("budgets?year=", "year", "kein Jahr"),
        ("budgets?limit=0", "limit", "ganze Zahl von 1 bis 10000"),
        ("budgets?limit=-5", "limit", "ganze Zahl"),
        ("budgets?limit=1_0", "limit", "ganze Zahl"),
        ("budgets?limit=99999999999999999999999999", "limit", "ganze Zahl"),
        ("budgets?offset=x", "offset", "ganze Zahl"),
        ("budgets?format=docx", "format", "json, csv"),
        ("search", "word", "fehlt der Parameter „word“"),
        ("search?word=" + "x" * 201, "word", "200 Zeichen"),
        ("search?word=a%00b", "word", "Steuerzeichen"),
        ("../agreements?type=7", "type", "erwartet: 1, 2, 3, 4"),
        ("../parties?type=Village", "type", "District"),
        ("../measures?colour=teal", "colour", "keinen Parameter"),
        ("../queries?format=csv", "format", "json, html"),
        ("../queries?year=2025", "year", "gibt es hier nicht"),
    ],
)
def test_what_is_wrong_is_named(api: Client, target: str, parameter: str, expected: str) -> None:
    path = "/api/" + target.removeprefix("../") if target.startswith("../") else f"/api/queries/{target}"
    reply = api(path, headers={"Accept": "application/json"})
    assert (reply.status, reply.type) == (400, "application/problem+json")
    (error,) = reply.json["errors"]
    assert error["parameter"] == parameter
    assert expected in error["detail"]
    assert error["detail_en"]


def test_all_faults_at_once(api: Client) -> None:
    errors = api("/api/queries/budgets?year=25&limit=0&colour=teal").json["errors"]
    assert {row["parameter"] for row in errors} == {"year", "limit", "colour"}


def test_values_are_terms_and_never_text(api: Client) -> None:
    for word in ('" } INSERT', "\\", '"""', "} UNION { ?s ?p ?o", "?name", "'''", "äöü€😀"):
        reply = api("/api/queries/search", word=word)
        assert (reply.status, reply.json["rows"]) == (200, [])
    assert len(api("/api/queries/search", word="MIGRANTEN").json["rows"]) == 1


def test_what_the_client_has_is_not_sent_again(api: Client) -> None:
    first = api("/api/queries/budgets?year=2025&limit=10")
    same = api("/api/queries/budgets?limit=10&year=2025", headers={"If-None-Match": first.headers["etag"]})
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", first.headers["etag"])
    other = api("/api/queries/budgets?year=2024&limit=10", headers={"If-None-Match": first.headers["etag"]})
    assert other.status == 200
    assert not first.headers["etag"].startswith("W/")


def test_the_description_is_made_once(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """To make it takes milliseconds, in which nobody else is answered."""

    def again(*_: Any) -> dict[str, Any]:
        raise AssertionError

    monkeypatch.setattr(routes, "describe", again)
    assert api("/api/openapi.json").json["openapi"] == "3.1.1"
    assert api("/api/").status == 200


@pytest.mark.parametrize("path", ["queries/budgets", "agreements", "queries", "openapi.json", ""])
def test_methods(api: Client, path: str) -> None:
    got = api(f"/api/{path}")
    head = api(f"/api/{path}", "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", got.headers["etag"])
    assert head.headers["content-length"] == got.headers["content-length"]
    refused = api(f"/api/{path}", "POST", b"{}")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert api(f"/api/{path}", "OPTIONS").status == 204


def test_what_is_not_there(api: Client) -> None:
    reply = api("/api/queries/nonsense")
    assert reply.status == 404
    assert "budgets" in reply.json["detail"]
    assert api("/api/queries/../../etc/passwd").status == 404
    assert api("/api/nonsense").status == 404
    assert (api("/api").status, api("/api").headers["location"]) == (308, "api/")


def test_no_format_that_is_wanted(api: Client) -> None:
    reply = api("/api/queries/budgets", headers={"Accept": "image/png"})
    assert reply.status == 406
    assert "text/csv" in reply.json["detail"]


def test_agreements(api: Client) -> None:
    found = api("/api/agreements?year=2025").json
    (agreement,) = found["items"]
    assert agreement["id"] == BASE + "agreement/2025/odenwaldkreis#agreement"
    assert agreement["year"] == 2025
    assert [row["amount"] for row in agreement["budgets"]] == [491550]
    assert len(agreement["measures"]) == 9
    assert {row["signatoryName"] for row in agreement["signatures"]} >= {"Heike Hofmann"}
    assert api("/api/agreements?party=odenwaldkreis").json["items"] == [agreement]
    assert api("/api/agreements?party=odenwaldkreis&year=2024").json["items"] == []
    assert [row["year"] for row in api("/api/agreements?type=4").json["items"]] == [2024, 2025]
    assert [row["year"] for row in api("/api/agreements?type=1").json["items"]] == [2025]


def test_measures(api: Client) -> None:
    items = api("/api/measures?year=2025&type=3").json["items"]
    assert len(items) == 4
    assert all(row["measureType"].endswith("#3") for row in items)
    assert {row["agreement"]["localParty"] for row in items} == {BASE + "party/odenwaldkreis#party"}
    listed = [row["id"] for reply in following(api, "/api/measures?limit=5") for row in reply.json["items"]]
    assert len(listed) == len(set(listed)) == 16


def test_parties(api: Client) -> None:
    assert [row["identifier"] for row in api("/api/parties?year=2025&type=District").json["items"]] == ["odenwaldkreis"]
    cities = api("/api/parties?type=IndependentCity").json["items"]
    assert len(cities) == 6
    assert all("IndependentCity" in row["type"] for row in cities)
    (kassel,) = api("/api/parties?party=kassel-stadt").json["items"]
    assert kassel["ags"] == "06611"


@pytest.mark.parametrize("path", ["agreements", "parties", "measures"])
def test_json_ld_says_what_the_graph_says(api: Client, built_with_reported: Path, path: str) -> None:
    """Every triple of the answer is one of the publication; and none has a name the context does not know."""
    reply = api(f"/api/{path}", headers={"Accept": "application/ld+json"})
    assert reply.type == "application/ld+json"
    told = {quad.triple for quad in parse(reply.body, format=RdfFormat.JSON_LD)}
    store = Store()
    store.bulk_load(path=str(built_with_reported / "data.trig"), format=RdfFormat.TRIG)
    whole = store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(whole, QueryTriples)
    assert told
    assert told <= set(whole)
    assert len(told) > len(json.loads(reply.body)["@graph"]) * 3
    if path == "measures":
        assert any(triple.predicate == NamedNode(TERMS + "measure") for triple in told)


def test_form(api: Client) -> None:
    """It asks for what is needed, proposes parties, and tells what is wrong beside the field."""
    empty = api("/api/queries/search", headers=BROWSER)
    assert (empty.status, empty.type) == (200, "text/html")
    assert b'name="word"' in empty.body
    assert b'role="alert"' not in empty.body
    sent = api("/api/queries/budgets?year=&party=&format=html", headers=BROWSER)
    assert sent.status == 200
    assert b"491.550" in sent.body
    assert b'<option value="odenwaldkreis">Odenwaldkreis</option>' in sent.body
    # The form has no such field, so nobody left it empty.
    assert api("/api/queries/budgets?offset=&format=html", headers=BROWSER).status == 400
    wrong = api("/api/queries/budgets?year=25%22%3E%3Cscript%3E&format=html", headers=BROWSER)
    assert wrong.status == 400
    assert b'aria-describedby="year-fehler"' in wrong.body
    assert b"<script" not in wrong.body


def test_form_in_english(api: Client) -> None:
    page = api("/en/api/queries/budgets?year=2025", headers=BROWSER).body.decode()
    assert '<html lang="en">' in page
    assert "491,550" in page
    assert 'href="../../../api/queries/budgets"' in page
    assert 'href="../../../assets/site.css"' in page
    wrong = api("/en/api/queries/budgets?year=12345&format=html", headers=BROWSER)
    assert (wrong.status, b"is no year" in wrong.body) == (400, True)
    assert api("/en/api", headers=BROWSER).headers["location"] == "api/"
    german, english = (api(f"/{at}api/queries/budgets?format=html").headers["etag"] for at in ("", "en/"))
    assert german != english
    assert api("/en/api/queries/budgets").headers["etag"] == api("/api/queries/budgets").headers["etag"]


def test_more_rows_on_the_page(api: Client) -> None:
    page = api("/api/queries/series?limit=2&offset=2&format=html").body.decode()
    assert "Zeilen 3 bis 4" in page
    assert 'href="?offset=4&amp;limit=2&amp;format=html" rel="next"' in page
    assert 'href="?offset=0&amp;limit=2&amp;format=html" rel="prev"' in page


def test_documentation(api: Client) -> None:
    page, english = (html.unescape(api(path).body.decode()) for path in ("/api/", "/en/api/"))
    for row in queries():
        assert f'<a href="queries/{row.name}">' in page
        assert row.comment in page
        assert row.comment_en not in page
        assert row.comment_en in english
    assert "http" not in "".join(part.split('"')[0] for part in page.split('src="')[1:])
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    listed = json.loads(api("/api/queries").body)
    assert [row["name"] for row in listed] == [row.name for row in queries()]


def test_a_query_too_slow_is_ended(
    built: Path, serving: Callable[[Path, Limits], AbstractContextManager[Client]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> asyncio.Future[tuple[bytes, bytes]]:
        return asyncio.get_running_loop().create_future()

    # No named query is slow: the worker is one that does not answer.
    with monkeypatch.context() as patched, serving(built, Limits(deadline=0.3, quick=0.1)) as client:
        patched.setattr(Worker, "asked", never)
        reply = client("/api/queries/accounting")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (503, "deadline")
    with serving(built, Limits(result=1000)) as client:
        reply = client("/api/queries/accounting")
        assert (reply.status, reply.json["type"].rpartition("#")[2]) == (422, "result-too-large")


def counted(api: Client, name: str) -> float:
    lines = (line.split() for line in api("/metrics").body.decode().splitlines() if not line.startswith("#"))
    return next(float(value) for found, value in lines if found == f"aqbgraph_result_cache_{name}")


@pytest.mark.parametrize(
    "target", ["/api/queries/budgets?limit=17", "/api/queries/budgets?limit=17&format=parquet", "/api/parties?limit=17"]
)
def test_what_is_asked_again_is_kept(api: Client, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    first, kept = api(target), counted(api, "entries")

    def asked(*_: object) -> None:
        pytest.fail("a worker was asked")

    monkeypatch.setattr(Worker, "asked", asked)
    again = api(target)
    assert (again.status, again.body, again.headers["link"]) == (200, first.body, first.headers["link"])
    assert again.headers["etag"] == first.headers["etag"]
    assert counted(api, "entries") == kept


def test_what_fails_is_not_kept(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    target, kept = "/api/queries/budgets?limit=18", counted(api, "entries")
    with monkeypatch.context() as broken:
        broken.setattr(Worker, "asked", lambda *_: asyncio.get_running_loop().create_future())
        assert api(target).status == 503
    assert counted(api, "entries") == kept
    assert api(target).status == 200


def test_who_asks_the_same_waits_for_one_evaluation(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = Worker.asked

    def slowly(worker: Worker, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        asked.append(question)
        time.sleep(0.3)  # all who ask meanwhile are behind it
        return real(worker, question)

    monkeypatch.setattr(Worker, "asked", slowly)
    with ThreadPoolExecutor(8) as clients:
        replies = list(clients.map(api, ["/api/queries/budgets?limit=19"] * 8))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1
    assert len(asked) == 1
