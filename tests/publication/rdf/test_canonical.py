"""What is written cheaply is the canonical form that RDFC-1.0 gives."""

from __future__ import annotations

import gzip
from hashlib import sha256
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from aqbgraph.graph.canonical import as_one_graph, canonical
from aqbgraph.publication.disk.ordering import in_order
from aqbgraph.publication.rdf import canonical as room
from aqbgraph.publication.rdf.canonical import Digested, quads, write_canonical

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

IRIS = st.sampled_from("abcde").map(lambda name: NamedNode(f"https://example.org/{name}#{name}"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["a .\n", "a <b> .", '"', "\r"])
LITERALS = TEXTS.map(Literal) | st.tuples(TEXTS, st.sampled_from(["de", "en"])).map(
    lambda said: Literal(said[0], language=said[1])
)
QUADS = st.lists(st.builds(Quad, IRIS, IRIS, IRIS | LITERALS, IRIS), min_size=1)


@settings(max_examples=150, deadline=None)
@given(said=QUADS)
def test_sorted_lines_are_the_canonical_form(tmp_path_factory: pytest.TempPathFactory, said: list[Quad]) -> None:
    folder = tmp_path_factory.getbasetemp()
    lines = [
        quads(serialize([quad.triple], format=RdfFormat.N_TRIPLES) or b"", quad.graph_name.value)  # type: ignore[union-attr]  # all have names
        for quad in said
    ]
    content = write_canonical(in_order(lines, folder), folder / "a.nq.gz", folder / "a.nt.gz").content
    for path, expected, told in (
        ("a.nq.gz", canonical(said), content.dataset),
        ("a.nt.gz", canonical(as_one_graph(said)), content.graph),
    ):
        assert gzip.decompress((folder / path).read_bytes()) == expected
        assert told == Digested(expected.count(b"\n"), sha256(expected).hexdigest())


def test_a_statement_of_several_graphs_across_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_BATCH", 2)
    lines = [f'<a:a> <a:b> "{text}" <a:{graph}> .\n'.encode() for text in "xy" for graph in "abc"]
    content = write_canonical(iter(lines), tmp_path / "a.nq.gz", tmp_path / "a.nt.gz").content
    assert (content.dataset.statements, content.graph.statements) == (6, 2)
    assert gzip.decompress((tmp_path / "a.nt.gz").read_bytes()) == b'<a:a> <a:b> "x" .\n<a:a> <a:b> "y" .\n'


def test_the_packing_tells_neither_name_nor_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_canonical(iter([b"<a:a> <a:b> <a:c> <a:d> .\n"]), tmp_path / f"{name}.nq.gz", tmp_path / f"{name}.nt.gz")
    assert (tmp_path / "one.nq.gz").read_bytes() == (tmp_path / "other.nq.gz").read_bytes()
    assert (tmp_path / "one.nq.gz").read_bytes()[3:8] == bytes(5)
