"""What nginx, Apache and Caddy answer by the rules in a publication is what `aqbgraph serve` answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from tests.hosting.conftest import apache, free_port

from aqbgraph.publication.hosting.headers import CACHE, COMMON, WASM_POLICY, fields

if TYPE_CHECKING:
    from tests.hosting.conftest import Host

ROOT = Path(__file__).parents[2]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
RDFLIB = "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
RESOURCE = "/agreement/2025/odenwaldkreis"
ACCEPTS = (
    None,
    "",
    "*/*",
    "text/turtle",
    "TEXT/TURTLE; charset=utf-8",
    "application/x-turtle",
    "application/ld+json",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
    "application/json",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/n-triples",
    "text/plain",
    "text/*",
    "application/*",
    "text/html",
    "application/xhtml+xml",
    "text/html;q=0.4, application/n-triples",
    "text/html, application/n-triples;q=0.4",
    "application/ld+json;q=0.9,text/turtle;q=0.8",
    "application/rdf+xml;q=0.2 , text/html;q=0.1",
    "text/turtle;q=1.000, text/html",
    "text/html;q=0.95,text/turtle;q=0.85",
    "image/png, application/n-triples;q=0.001, text/html;q=0.3",
    "image/png",
    "text/turtle;q=0",
    BROWSER,
    RDFLIB,
    JENA,
)
# Beside the resource: other kinds of paths, asked with the Accept of a browser, of a program, and with none.
PATHS = (
    "/",
    RESOURCE + "/",
    RESOURCE + ".ttl",
    RESOURCE + ".jsonld",
    RESOURCE + ".rdf",
    RESOURCE + ".nt",
    "/catalogue",
    "/dataset/agreements-2025",
    "/def/aqb",
    "/queries",
    "/queries/budgets.rq",
    "/queries.ttl",
    "/data",
    "/data.ttl",
    "/data.nt.gz",
    "/data.trig",
    "/.well-known/void",
    "/.well-known/void.ttl",
    "/tables/budgets.csv",
    "/tables/budgets.csv-metadata.json",
    "/tables/observations.parquet",
    "/dataset/agreements/CITATION.cff",
    "/robots.txt",
    "/sitemap.xml",
    "/llms.txt",
    "/changes/atom.xml",
    "/assets/site.css",
    "/assets/icon.svg",
    "/hosting/nginx-http.conf",
    "/search/",
    "/en/search/",
    "/search/index/pagefind.js",
    "/search/index/pagefind-worker.js",
    "/search/index/pagefind-entry.json",
    "/search/index/wasm.de.pagefind",
    "/agreement",
    "/agreement/",
    "/agreement/2025/nobody",
    "/agreement/2025/nobody/",
    "/nobody.ttl",
    "/assets",
)
REQUESTS = [
    *((RESOURCE, accept) for accept in ACCEPTS),
    *((path, accept) for path in PATHS for accept in (None, BROWSER, "application/rdf+xml")),
    *(("/.well-known/void", accept) for accept in ("text/turtle", "application/ld+json", JENA)),
]


@pytest.mark.parametrize(("path", "accept"), REQUESTS)
def test_answers_as_the_service(host: Host, service: Host, path: str, accept: str | None) -> None:
    got, wanted = host(path, accept), service(path, accept)
    assert got.status == wanted.status
    assert "content-encoding" not in got.fields
    if wanted.status == 200:
        assert got.fields["content-type"] == wanted.fields["content-type"]
        assert got.body == wanted.body
    if wanted.status == 303:
        own = f"http://127.0.0.1:{host.port}{path}"
        assert urljoin(own, got.fields["location"]) == urljoin(own, wanted.fields["location"])
    if wanted.status in (200, 303) and "Accept" in wanted.fields.get("vary", "").split(", "):
        assert "accept" in got.fields["vary"].lower().split(", ")
    if wanted.status in (200, 404):
        assert {name: got.fields.get(name) for name, _ in COMMON} == dict(fields(path))
    if wanted.status == 200:
        assert got.fields["cache-control"] == CACHE


def test_only_the_search_compiles_webassembly(host: Host, service: Host) -> None:
    for answering in (host, service):
        for path in ("/search/", "/en/search/", "/search/index/pagefind-worker.js"):
            assert answering(path).fields["content-security-policy"] == WASM_POLICY
        for path in ("/", "/data/", "/en/", RESOURCE + "/", "/assets/search.js"):
            assert "wasm" not in answering(path).fields["content-security-policy"]


def test_redirect_holds_behind_a_proxy_that_ends_tls(host: Host) -> None:
    got = host(RESOURCE, BROWSER, forwarded="https")
    assert urljoin(f"https://127.0.0.1:{host.port}{RESOURCE}", got.fields["location"]).startswith("https://")


@pytest.mark.parametrize("path", ["", "agreement/2025/odenwaldkreis", "def/aqb", ".well-known/void", "a?b=%C3%A4"])
def test_rules_for_w3id_in_the_documentation(site: Path, path: str) -> None:
    """The block of docs/hosting.md, in a folder `aqb` of a host as w3id.org has it."""
    (rules,) = re.findall(r"```apache\n(.*?)```", (ROOT / "docs/hosting.md").read_text("utf-8"), re.DOTALL)
    (site / "w3id/aqb").mkdir(parents=True, exist_ok=True)
    (site / "w3id/aqb/.htaccess").write_text(rules, "utf-8")
    with apache(site, free_port(), "w3id") as w3id:
        got = w3id(f"/aqb/{path}", "text/turtle")
    assert (got.status, got.fields["location"]) == (302, f"https://data.example/{path}")


@pytest.mark.parametrize(("path", "language"), [("/agreement/2025/nobody", b"de"), ("/en/party/nobody", b"en")])
def test_what_is_missing_is_told_on_a_page(host: Host, service: Host, path: str, language: bytes) -> None:
    got = host(path, BROWSER)
    assert (got.status, got.body) == (404, service(path, BROWSER).body)
    assert b'<html lang="' + language + b'">' in got.body
    assert got.fields["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", [RESOURCE, RESOURCE + ".ttl", "/data.nt.gz", "/nobody"])
def test_head(host: Host, path: str) -> None:
    got, whole = host(path, "text/turtle", "HEAD"), host(path, "text/turtle")
    assert (got.status, got.body) == (whole.status, b"")
    assert got.fields.get("content-type") == whole.fields.get("content-type")


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/agreement/2025/x%0d%0aset-cookie:a=b"]
)
def test_nothing_else_is_delivered(host: Host, path: str) -> None:
    got = host(path, BROWSER)
    assert got.status in (400, 403, 404)
    assert "set-cookie" not in got.fields
