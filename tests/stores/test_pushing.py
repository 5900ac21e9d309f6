"""A publication pushed into real stores: what is written, what is left, what is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from aqbgraph.cli import group
from aqbgraph.errors import StoreError
from aqbgraph.pipeline.building import build
from aqbgraph.pipeline.stores.graph_store import GraphStore
from aqbgraph.pipeline.stores.pushing import Pushed, push
from aqbgraph.publication.disk import published
from aqbgraph.publication.publisher import stores
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rdf.named_graphs import STATE, UNION, as_kept, graph_names, named_graphs, union_iri
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.publisher.stores import RemoteStore

FOREIGN = "https://example.org/of-somebody-else"
TRIPLE = "<https://example.org/s> <https://example.org/p> <https://example.org/o> ."


@pytest.fixture(scope="module")
def smaller(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A later publication, from which an agreement is gone."""
    folder = tmp_path_factory.mktemp("smaller")
    target = folder / "public"
    report = build(find_sources([samples / "2025-odenwaldkreis.md"]), target, Settings())
    assert report.digest is not None
    return published.load(target)


@pytest.fixture
def graphs(store: RemoteStore, publication: Publication) -> Iterator[GraphStore]:
    """The graphs of a store, in which nothing of ours is left from another test."""
    with GraphStore(store) as found:
        for iri in found.counts(publication.base):
            found.delete(iri)
        yield found


def test_the_store_holds_the_publication(graphs: GraphStore, publication: Publication) -> None:
    wanted = named_graphs(publication)
    done = push(publication, graphs)
    assert done == Pushed(len(wanted) + 1, 0, 0, sum(len(graph.lines) for graph in wanted))
    for graph in wanted:
        assert as_kept(graphs.read(graph.iri)) == as_kept(graph.lines)
    whole = {line for graph in wanted for line in graph.lines}
    assert graphs.counts(publication.base)[union_iri(publication)] == len(whole)


def test_what_has_not_changed_is_not_written(graphs: GraphStore, publication: Publication) -> None:
    push(publication, graphs)
    silent = Silent(graphs)
    done = push(publication, silent)
    assert (done.written, done.deleted) == (0, 0)
    assert silent.written == []


def test_only_what_changed_is_written_and_what_is_gone_is_deleted(
    graphs: GraphStore, publication: Publication, smaller: Publication
) -> None:
    push(publication, graphs)
    before, after = ({graph.iri: graph.lines for graph in named_graphs(row)} for row in (publication, smaller))
    recording = Silent(graphs)
    done = push(smaller, recording)
    state, union = smaller.base + STATE, union_iri(smaller)
    changed = {iri for iri, lines in after.items() if before.get(iri) != lines}
    assert 0 < len(changed) < len(after)
    assert set(recording.written) - {state} == {*changed, union}
    assert done.deleted == len(before.keys() - after.keys()) > 0
    # The union of the publication before stays for servers that still answer from it, until the next push.
    there = set(graphs.counts(smaller.base))
    assert there == {*after, union, state, union_iri(publication)}
    assert graphs.counts(smaller.base)[union] == len({line for lines in after.values() for line in lines})
    push(publication, graphs)
    assert {iri for iri in graphs.counts(smaller.base) if iri.startswith(smaller.base + UNION)} == {
        *(union_iri(row) for row in (publication, smaller)),
        state,
    }


def test_an_interrupted_push_goes_on_where_it_was(graphs: GraphStore, publication: Publication) -> None:
    number = len(graph_names(publication)) + 1
    with pytest.raises(ConnectionAbortedError):
        push(publication, Silent(graphs, lasting=50))
    again = push(publication, graphs)
    assert again.unchanged >= 40
    assert again.written == number - again.unchanged
    assert push(publication, graphs).written == 0


def test_what_an_interrupted_push_wrote_is_deleted_by_another_publication(
    graphs: GraphStore, publication: Publication, smaller: Publication
) -> None:
    """Also what was written but not yet noted as done."""
    with pytest.raises(ConnectionAbortedError):
        push(publication, Silent(graphs, lasting=30))
    push(smaller, graphs)
    expected = {*graph_names(smaller), union_iri(smaller), smaller.base + STATE}
    assert set(graphs.counts(smaller.base)) == expected


def test_what_another_hand_changed_is_written_anew(graphs: GraphStore, publication: Publication) -> None:
    push(publication, graphs)
    graph = named_graphs(publication)[3]
    graphs.write(graph.iri, [TRIPLE])
    assert push(publication, graphs).written == 1
    assert as_kept(graphs.read(graph.iri)) == as_kept(graph.lines)


def test_graphs_of_others_are_left_alone(graphs: GraphStore, publication: Publication, smaller: Publication) -> None:
    graphs.write(FOREIGN, [TRIPLE])
    push(publication, graphs)
    push(smaller, graphs)
    assert graphs.read(FOREIGN) == (TRIPLE,)
    graphs.delete(FOREIGN)
    assert graphs.read(FOREIGN) == ()
    graphs.delete(FOREIGN)


def test_a_large_graph_comes_in_pieces(graphs: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = sorted(f'<urn:x:{number:04}> <urn:x:p> "{number}" .' for number in range(1000))
    monkeypatch.setattr("aqbgraph.pipeline.stores.graph_store.PIECE", 2000)
    graphs.write(FOREIGN, lines)
    assert graphs.read(FOREIGN) == tuple(lines)
    graphs.write(FOREIGN, lines[:500])
    assert graphs.read(FOREIGN) == tuple(lines[:500])
    graphs.delete(FOREIGN)


def test_counts_come_page_by_page(
    graphs: GraphStore, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(publication, graphs)
    whole = graphs.counts(publication.base)
    monkeypatch.setattr("aqbgraph.pipeline.stores.graph_store.ROWS", 7)
    assert graphs.counts(publication.base) == whole
    assert len(whole) > 70


def test_a_store_that_gives_back_something_else(graphs: GraphStore, publication: Publication) -> None:
    with pytest.raises(StoreError, match=r"nicht zurück, was geschrieben wurde: \d+ Aussagen statt \d+; es fehlt"):
        push(publication, Forgetful(graphs))


def test_the_command(store: RemoteStore, built_with_reported: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("dba\n", "utf-8")
    login = ["--user", "dba", "--password-file", str(tmp_path / "password")] if store.account else []
    arguments = ["push", str(built_with_reported), "--store", store.graphs, *login]
    CliRunner().invoke(group, arguments)
    made = CliRunner().invoke(group, arguments)
    assert made.exit_code == 0, made.output
    graphs = named_graphs(published.load(built_with_reported))
    triples = sum(len(graph.lines) for graph in graphs)
    unchanged = f"0 Graphen geschrieben, 0 gelöscht, {len(graphs) + 1} unverändert"
    assert made.output == f"{unchanged}; {triples} Aussagen in {store.graphs}.\n"


@pytest.mark.parametrize("who", [None, stores.Account("dba", "wrong")])
def test_who_may_not_write_is_told_so(
    store: RemoteStore, graphs: GraphStore, publication: Publication, who: stores.Account | None
) -> None:
    if store.account is None:
        pytest.skip("this store lets everybody write")
    assert graphs.counts(publication.base) == {}
    refused = stores.RemoteStore(store.kind, store.query, store.graphs, who)
    with GraphStore(refused) as others, pytest.raises(StoreError, match="--user") as told:
        push(publication, others)
    assert "wrong" not in str(told.value)


class Silent(GraphStore):
    """Passes on to a store, notes what is written, and breaks off after so many writes."""

    def __init__(self, inner: GraphStore, lasting: int = 10**9) -> None:
        self.inner, self.lasting = inner, lasting
        self.written: list[str] = []

    def __getattribute__(self, name: str) -> Any:
        if name in ("read", "triples_of", "entries", "counts", "delete"):
            return getattr(super().__getattribute__("inner"), name)
        return super().__getattribute__(name)

    def write(self, graph: str, lines: Sequence[str]) -> None:
        self.written.append(graph)
        if len(self.written) > self.lasting:
            raise ConnectionAbortedError
        self.inner.write(graph, lines)

    def add(self, graph: str, lines: Sequence[str]) -> None:
        self.inner.add(graph, lines)


class Forgetful(Silent):
    """Loses a triple of every graph."""

    def write(self, graph: str, lines: Sequence[str]) -> None:
        self.inner.write(graph, lines[1:])
