from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from aqbgraph.graph.canonical import as_one_graph, canonical, digest

ONE, SAID, GRAPH = (NamedNode(f"https://example.org/{name}") for name in ("one", "said", "graph"))


def test_the_form_of_the_recommendation() -> None:
    """https://www.w3.org/TR/rdf-canon/#canonical-quads: what is escaped and how, what is not, no xsd:string."""
    text = "\x00\x07\b\t\n\x0b\f\r\x1f \"'\\\x7f\x80ä\U0001f600"
    assert canonical([Quad(ONE, SAID, Literal(text), GRAPH)]).decode() == (
        "<https://example.org/one> <https://example.org/said> "
        '"\\u0000\\u0007\\b\\t\\n\\u000B\\f\\r\\u001F \\"\'\\\\\\u007F\x80ä\U0001f600" <https://example.org/graph> .\n'
    )


def test_blank_nodes_are_named_by_what_is_said_of_them() -> None:
    def said(name: str, other: str) -> list[Quad]:
        return [Quad(BlankNode(name), SAID, BlankNode(other)), Quad(BlankNode(other), SAID, ONE)]

    assert digest(said("a", "b")) == digest(reversed(said("b", "a")))
    assert b"_:c14n0 " in canonical(said("a", "b"))
    assert digest(said("a", "a")) != digest(said("a", "b"))


def test_the_names_of_graphs_count_unless_left_out() -> None:
    quads = [Quad(ONE, SAID, ONE, GRAPH), Quad(ONE, SAID, ONE, ONE)]
    assert len(canonical(quads).splitlines()) == 2
    assert len(canonical(as_one_graph(quads)).splitlines()) == 1
    assert digest(quads) != digest(quads[:1])


def test_of_nothing() -> None:
    assert digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
