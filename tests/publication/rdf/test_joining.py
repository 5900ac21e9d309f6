from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from aqbgraph.graph.mapping import prefixes
from aqbgraph.publication.rdf.joining import append, copy, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = ("https://example.org/a", "https://example.org/b", "https://example.org/c")


def triples(name: str, count: int = 2) -> list[Triple]:
    said = NamedNode("http://purl.org/dc/terms/title")
    return [Triple(NamedNode(f"{name}#{number}"), said, Literal("@prefix x: <y> .\n}")) for number in range(count)]


def write(folder: Path, name: str, said: Sequence[Triple]) -> Path:
    """A document as it is published: prefixes first, JSON-LD as an array."""
    stem = folder / name.rpartition("/")[2]
    for suffix, form in ((".ttl", RdfFormat.TURTLE), (".jsonld", RdfFormat.JSON_LD)):
        known = {"": f"{name}#", **prefixes()} if form is RdfFormat.TURTLE else None
        stem.with_suffix(suffix).write_bytes(serialize(said, format=form, prefixes=known) or b"")
    return stem


def read(path: Path) -> set[Quad]:
    forms = {".ttl": RdfFormat.TURTLE, ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD}
    return set(parse(path=path, format=forms[path.suffix]))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_documents_in_a_row(tmp_path: Path, count: int) -> None:
    with opened(tmp_path / "all") as joined:
        for name in NAMES[:count]:
            copy(write(tmp_path, name, triples(name)), name, joined)
    expected = {
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
        for name in NAMES[:count]
        for triple in triples(name)
    }
    assert read(tmp_path / "all.trig") == read(tmp_path / "all.jsonld") == expected
    assert {quad.triple for quad in read(tmp_path / "all.ttl")} == {quad.triple for quad in expected}


@pytest.mark.parametrize("appended", [0, 1, 2, 3])
def test_files_of_joined_documents_join_to_the_same(tmp_path: Path, appended: int) -> None:
    stems = {name: write(tmp_path, name, triples(name)) for name in NAMES}
    with opened(tmp_path / "all") as joined:
        for name, stem in stems.items():
            copy(stem, name, joined)
    with opened(tmp_path / "parts") as joined:
        if appended:
            with opened(tmp_path / "some") as some:
                for name in NAMES[:appended]:
                    copy(stems[name], name, some)
            append(tmp_path / "some", joined)
        for name in NAMES[appended:]:
            copy(stems[name], name, joined)
    for suffix in (".ttl", ".trig", ".jsonld"):
        assert (tmp_path / f"parts{suffix}").read_bytes() == (tmp_path / f"all{suffix}").read_bytes()


def test_a_document_with_a_context_keeps_its_base(tmp_path: Path) -> None:
    """Names relative to a document must not become relative to the file they are joined into."""
    stem = write(tmp_path, NAMES[0], triples(NAMES[0]))
    node = {"@context": {"@base": NAMES[0], "title": "http://purl.org/dc/terms/title"}, "id": "#x", "title": "y"}
    stem.with_suffix(".jsonld").write_text(json.dumps(node), "utf-8")
    with opened(tmp_path / "all") as joined:
        copy(stem, NAMES[0], joined)
    (found,) = read(tmp_path / "all.jsonld")
    assert (found.subject, found.graph_name) == (NamedNode(f"{NAMES[0]}#x"), NamedNode(NAMES[0]))


def test_a_large_document_is_not_held(tmp_path: Path) -> None:
    stem = write(tmp_path, NAMES[0], triples(NAMES[0], 40_000))
    size = stem.with_suffix(".jsonld").stat().st_size
    with opened(tmp_path / "all") as joined:
        tracemalloc.start()
        copy(stem, NAMES[0], joined)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 1_500_000 < size / 2
