from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from aqbgraph.errors import StoreError, WrongUse
from aqbgraph.publication.publisher.stores import KINDS, PASSWORD, Account, Challenged, account, store

if TYPE_CHECKING:
    from pathlib import Path

HOST = "http://store.example:8890"


@pytest.mark.parametrize(
    ("url", "kind", "query", "graphs"),
    [
        (f"{HOST}/sparql-graph-crud-auth", "auto", "/sparql", "/sparql-graph-crud-auth"),
        (f"{HOST}/sparql-graph-crud-auth/", "auto", "/sparql", "/sparql-graph-crud-auth"),
        (HOST, "virtuoso", "/sparql", "/sparql-graph-crud-auth"),
        (f"{HOST}/sparql", "virtuoso", "/sparql", "/sparql-graph-crud-auth"),
        (f"{HOST}/store", "auto", "/query", "/store"),
        (f"{HOST}/query", "oxigraph", "/query", "/store"),
        (f"{HOST}/aqb", "fuseki", "/aqb/query", "/aqb/data"),
        (f"{HOST}/repositories/aqb", "graphdb", "/repositories/aqb", "/repositories/aqb/rdf-graphs/service"),
        (f"{HOST}/a/rdf-graphs/service", "auto", "/a", "/a/rdf-graphs/service"),
        (f"{HOST}/aqb", "qlever", "/aqb", "/aqb"),
    ],
)
def test_addresses(url: str, kind: str, query: str, graphs: str) -> None:
    found = store(url, kind)
    assert (found.query, found.graphs) == (HOST + query, HOST + graphs)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("store.example", "keine Adresse"),
        ("ftp://store.example/", "keine Adresse"),
        ("http:///store", "keine Adresse"),
        ("http://store.example/?query=x", "keine Adresse"),
        ("http://me:secret@store.example/", "nicht in die Adresse"),
    ],
)
def test_no_address_of_a_store(url: str, message: str) -> None:
    with pytest.raises(WrongUse, match=message) as told:
        store(url, "oxigraph")
    assert "secret" not in str(told.value)


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="nicht erreichbar"):
        store("http://127.0.0.1:9")


def test_passwords(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("geheim \n", "utf-8")
    assert account("me", tmp_path / "password", {}) == Account("me", "geheim ")
    assert account("me", None, {PASSWORD: "geheim"}) == Account("me", "geheim")
    assert account(None, None, {PASSWORD: "geheim"}) is None
    assert "geheim" not in repr(Account("me", "geheim"))
    with pytest.raises(WrongUse, match=PASSWORD):
        account("me", None, {})
    with pytest.raises(WrongUse, match="nicht lesbar"):
        account("me", tmp_path / "nothing", {})


@pytest.mark.parametrize(
    ("challenges", "answered"),
    [
        (['Basic realm="x"'], "Basic bWU6Z2VoZWlt"),
        (['Digest realm="x", nonce="1", qop="auth", algorithm="MD5"'], 'Digest username="me"'),
        (['Basic realm="x"', 'Digest realm="x", nonce="1", qop="auth"'], 'Digest username="me"'),
    ],
)
def test_a_challenge_is_answered(challenges: list[str], answered: str) -> None:
    """And from then on without being asked each time."""
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization", ""))
        asked = [] if seen[-1] else [("www-authenticate", row) for row in challenges]
        return httpx.Response(401 if asked else 200, headers=asked)

    with httpx.Client(transport=httpx.MockTransport(answer), auth=Challenged(Account("me", "geheim"))) as http:
        assert http.get(HOST).status_code == 200
        assert http.put(HOST, content=b"x").status_code == 200
    assert seen[0] == ""
    assert all(row.startswith(answered) for row in seen[1:] if row)


def test_kinds_are_those_of_the_command_line() -> None:
    from aqbgraph.cli.parameters import STORE_KINDS  # noqa: PLC0415 - the table is written down there a second time

    assert [row.name for row in KINDS] == list(STORE_KINDS[1:])
