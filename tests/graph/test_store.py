from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from aqbgraph.graph.store import in_order, load, write
from aqbgraph.vocabulary import RDF_TYPE

A, B, P = NamedNode("http://x/a"), NamedNode("http://x/b"), NamedNode("http://x/p")
TYPE = Triple(A, NamedNode(RDF_TYPE), B)
ONE, TWO = Triple(A, NamedNode("http://a/first"), Literal("1")), Triple(B, P, Literal("2"))


def test_order_is_by_subject_with_the_type_first() -> None:
    assert in_order([TWO, ONE, TYPE, ONE]) == [TYPE, ONE, TWO]


def test_same_bytes_in_any_order() -> None:
    prefixes = {"x": "http://x/", "a": "http://a/"}
    written = {write(in_order(given), RdfFormat.TURTLE, prefixes) for given in ([ONE, TWO, TYPE], [TYPE, TWO, ONE])}
    assert len(written) == 1
    assert b"x:a a x:b" in written.pop()


def test_load() -> None:
    store = load(b"<http://x/g> { <http://x/a> <http://x/p> 1 }", RdfFormat.TRIG)
    assert len(store) == 1
    assert [str(graph) for graph in store.named_graphs()] == ["<http://x/g>"]
