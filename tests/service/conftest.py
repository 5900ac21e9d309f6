"""A small publication to serve, and an application over it."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import uvicorn
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from aqbgraph.publication.formats import RESOURCE_FORMATS
from aqbgraph.service.app import create_app
from aqbgraph.service.editions.editions import local
from aqbgraph.service.limits import MEBIBYTE, Limits
from aqbgraph.service.wire.connections import SETTINGS, limited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.service.engines.engine import Engine

BASE = "https://w3id.org/aqb/"
PREFIXES = """
@prefix aqb: <https://w3id.org/aqb/def/aqb#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LICENCE = "<http://dcat-ap.de/def/licenses/dl-zero-de/2.0>"

# Path of the document: its Turtle, relative to its own IRI.
DOCUMENTS = {
    "agreement/2025/odenwaldkreis": f"""
        <> a dcterms:BibliographicResource ; dcterms:license {LICENCE} ; dcterms:isPartOf <{BASE}dataset/agreements> ;
            dcterms:source <urn:sha256:0> .
        <#agreement> a aqb:Agreement ; rdfs:label "Zielvereinbarung Odenwaldkreis 2025"@de ;
            aqb:year "2025"^^xsd:gYear ; aqb:localParty <{BASE}party/odenwaldkreis#party> ; aqb:budget <#budget-aqb> .
        <#budget-aqb> a aqb:Budget ; aqb:amount 491550 .
    """,
    "party/odenwaldkreis": f"""
        <> dcterms:license {LICENCE} ; dcterms:source <http://www.destatis.de/> .
        <#party> a aqb:Party ; rdfs:label "Odenwaldkreis"@de .
    """,
    "def/aqb": f"""
        <> a owl:Ontology ; dcterms:license {LICENCE} .
        aqb:Agreement a owl:Class ; rdfs:label "Zielvereinbarung"@de .
        aqb:Budget a owl:Class ; rdfs:label "Budget"@de .
        aqb:Party a owl:Class ; rdfs:label "Partei"@de .
        aqb:amount a owl:DatatypeProperty ; rdfs:label "Betrag"@de .
        aqb:budget a owl:ObjectProperty ; rdfs:label "Budget"@de .
        aqb:localParty a owl:ObjectProperty ; rdfs:label "kommunale Partei"@de .
        aqb:year a owl:DatatypeProperty ; rdfs:label "Jahr"@de .
    """,
    "dataset/agreements": f"""
        <> a dcat:Dataset ; dcterms:title "Zielvereinbarungen"@de ; dcterms:license {LICENCE} .
    """,
    ".well-known/void": f"""
        <> a void:DatasetDescription .
        <#dataset> a void:Dataset, dcat:Dataset ; dcterms:title "Zielvereinbarungen"@de ; dcterms:license {LICENCE} ;
            void:triples 20 ; void:uriSpace "{BASE}" ; void:sparqlEndpoint <{BASE}sparql> ;
            void:dataDump <{BASE}data.ttl> ; void:exampleResource <{BASE}agreement/2025/odenwaldkreis> .
    """,
}
ODENWALD = "agreement/2025/odenwaldkreis"
# The kernel takes up to so much of what nobody reads (tcp(7), tcp_wmem); a server notices only behind it.
_TAKEN = int(Path("/proc/sys/net/ipv4/tcp_wmem").read_text("ascii").split()[2])
LARGE = b"0123456789" * ((_TAKEN + 3_000_000) // 10)
LISTED = "publication.json"


def page(path: str, up: str, label: str) -> str:
    """A page with relative links, as they hold for the address `path/`."""
    name = path.rpartition("/")[2]
    alternates = "\n".join(
        f'<link rel="alternate" type="{row.media_type}" href="../{name}{row.suffix}">' for row in RESOURCE_FORMATS
    )
    filler = "<p>Ausbildungs- und Qualifizierungsbudget</p>\n" * 60
    return f"""<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{label}</title>
<link rel="license" href="http://dcat-ap.de/def/licenses/dl-zero-de/2.0">
<link rel="alternate" hreflang="en" href="#en"><link rel="alternate" hreflang="de" href="">
{alternates}
<link rel="stylesheet" href="{up}assets/site.css">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Dataset"}}</script></head>
<body><h1>{label}</h1><a href="{up}index.html">Start</a> <a href="../">Oben</a>
<a href="{up}party/odenwaldkreis/">Kreis</a>
{filler}</body></html>"""


def files() -> dict[str, bytes]:
    """All files of the publication but its list."""
    found: dict[str, bytes] = {}
    quads = Dataset()
    for path, turtle in DOCUMENTS.items():
        iri = BASE + path
        triples = [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE, base_iri=iri)]
        for row in RESOURCE_FORMATS:
            found[path + row.suffix] = serialize(triples, format=row.rdf) or b""
        for triple in triples:
            quads.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode(iri)))
        if not path.startswith("."):
            found[f"{path}/index.html"] = page(path, "../" * (path.count("/") + 1), _label(turtle)).encode()
    # A page in English too, for one document.
    found[f"en/{ODENWALD}/index.html"] = page(ODENWALD, "../" * 4, "Odenwaldkreis").encode()
    merged = {quad.triple for quad in quads}
    found["data.trig"] = serialize(quads, format=RdfFormat.TRIG) or b""
    found["data.ttl"] = serialize(merged, format=RdfFormat.TURTLE) or b""
    found["data.nt.gz"] = gzip.compress(serialize(merged, format=RdfFormat.N_TRIPLES) or b"", mtime=0)
    found["index.html"] = page("", "", "Zielvereinbarungen").encode()
    found["404.html"] = b'<!doctype html><html lang="de"><title>Nicht da</title><a href="/">Start</a></html>'
    found["en/404.html"] = b'<!doctype html><html lang="en"><title>Not there</title><a href="/en/">Start</a></html>'
    found["assets/site.css"] = b"body { margin: 0 }"
    found["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n".encode()
    found["sitemap.xml"] = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{BASE}{ODENWALD}/</loc></url></urlset>"
    ).encode()
    return found


def _label(turtle: str) -> str:
    return turtle.partition('"')[2].partition('"')[0] or "Zielvereinbarungen"


def write(folder: Path, content: dict[str, bytes]) -> Path:
    """Writes a publication."""
    listed = {}
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        listed[name] = {"size": len(data), "sha256": sha256(data).hexdigest()}
    members = {"format": 1, "baseIri": BASE, "version": "0.1.0", "files": listed}
    (folder / LISTED).write_text(json.dumps(members), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a publication."""
    return write(tmp_path_factory.mktemp("public"), files())


@pytest.fixture
def public_with_large_file(tmp_path: Path) -> Path:
    """A publication of its own, with a file too large to be read at once."""
    return write(tmp_path, files() | {"large.bin": LARGE})


@pytest.fixture(scope="session")
def limits() -> Limits:
    """Limits that a test can reach."""
    return Limits(
        deadline=1.0, quick=0.3, workers=2, slots=2, queue=4, memory=200 * MEBIBYTE, result=MEBIBYTE, stream=0, rows=5
    )


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP; names of header fields in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> dict[str, Any]:
        """The body, read as a JSON object."""
        members: dict[str, Any] = json.loads(self.body)
        return members


@dataclass(frozen=True)
class Client:
    """Sends one request a connection to a port of this machine."""

    port: int

    def __call__(
        self,
        target: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        **query: str | list[str],
    ) -> Reply:
        """The answer to a request; further arguments are its query string."""
        if query:
            target += "?" + urlencode(query, doseq=True)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, body, headers or {})
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()


@contextmanager
def served(public: Path, limits: Limits, engines: Callable[[Publication, Limits], Engine] = local) -> Iterator[Client]:
    """The application on a port of its own, with real workers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings = SETTINGS | {"http": limited(limits.connections)}
        server = uvicorn.Server(uvicorn.Config(create_app(public, limits, engines), **settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield Client(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def serving() -> Callable[[Path, Limits], AbstractContextManager[Client]]:
    """What serves a publication within limits of one's own."""
    return served


@pytest.fixture(scope="session")
def client(public: Path, limits: Limits) -> Iterator[Client]:
    """A client of the running application."""
    with served(public, limits) as found:
        yield found
