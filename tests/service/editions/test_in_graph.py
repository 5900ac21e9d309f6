"""Resources as TriG: the statements of their Turtle in the graph of their document."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from aqbgraph.service.editions.in_graph import InGraph, added

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

BASE = "https://w3id.org/aqb/"
ODENWALD = "agreement/2025/odenwaldkreis"
TRIG = {"Accept": "application/trig"}
TURTLE = b"@prefix a: <urn:a:> .\n@prefix b: <urn:b:> .\na:s b:p '''\n@prefix c: <urn:c> .\n}''' .\n"


def expected(turtle: bytes, graph: str) -> set[Quad]:
    triples = (quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    return {Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph)) for triple in triples}


@pytest.mark.parametrize("portion", [1, 7, 1 << 16])
def test_turtle_in_a_graph(portion: int) -> None:
    source = io.BytesIO(TURTLE)
    with io.BufferedReader(InGraph(source, "urn:g"), portion) as file:
        file.seek(0)
        made = b"".join(iter(lambda: file.read(portion), b""))
    assert set(parse(made, format=RdfFormat.TRIG)) == expected(TURTLE, "urn:g")
    assert len(made) == len(TURTLE) + added("urn:g")
    assert source.closed


def test_only_from_the_beginning() -> None:
    with pytest.raises(ValueError, match="3"):
        InGraph(io.BytesIO(TURTLE), "urn:g").seek(3)


@pytest.mark.parametrize("target", [f"/{ODENWALD}", f"/{ODENWALD}.trig", "/.well-known/void"])
def test_a_resource_as_trig(client: Client, public: Path, target: str) -> None:
    reply = client(target, headers=TRIG)
    path = target.removeprefix("/").removesuffix(".trig")
    assert reply.status == 200
    assert reply.type == "application/trig"
    assert int(reply.headers["content-length"]) == len(reply.body)
    turtle = (public / f"{path}.ttl").read_bytes()
    assert set(parse(reply.body, format=RdfFormat.TRIG)) == expected(turtle, BASE + path)
    again = client(target, headers={**TRIG, "If-None-Match": reply.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    head = client(target, "HEAD", headers=TRIG)
    assert (head.status, head.headers["content-length"]) == (200, reply.headers["content-length"])
    assert reply.headers["etag"] != client(f"/{path}", headers={"Accept": "text/turtle"}).headers["etag"]


def test_its_address_is_told(client: Client) -> None:
    turtle, trig = (client(f"/{ODENWALD}", headers={"Accept": kind}) for kind in ("text/turtle", *TRIG.values()))
    assert '<odenwaldkreis.trig>; rel="alternate"; type="application/trig"' in turtle.headers["link"]
    assert trig.headers["content-location"] == "odenwaldkreis.trig"


def test_a_published_file_is_sent_as_it_is(client: Client, public: Path) -> None:
    for target in ("/data", "/data.trig"):
        assert client(target, headers=TRIG).body == (public / "data.trig").read_bytes()


def test_what_has_no_turtle_has_no_trig(client: Client) -> None:
    for target in ("/robots.trig", "/assets/site.trig", "/.trig"):
        assert client(target, headers=TRIG).status == 404


def test_a_large_resource(
    tmp_path: Path, limits: Limits, serving: Callable[[Path, Limits], AbstractContextManager[Client]]
) -> None:
    kit: Any = importlib.import_module("service.conftest")
    lines = b"".join(b'<urn:s> <urn:p> "%d" .\n' % number for number in range(100_000))
    folder = kit.write(tmp_path, {**kit.files(), "large.ttl": lines})
    with serving(folder, limits) as client:
        reply = client("/large", headers=TRIG)
        assert len(set(parse(reply.body, format=RdfFormat.TRIG))) == 100_000
        (folder / "large.ttl").write_bytes(lines + b" ")  # no longer what the list says
        assert client("/large", headers=TRIG).status == 503
