"""Brings a publication into a store: only the graphs that changed, each read back; what is gone is deleted.

What was pushed is kept in the store itself, in the graph `{base}push/state`: each graph with the digest of its triples,
none as long as it is being written. So a push that was interrupted goes on where it was, and another machine knows what
is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from aqbgraph.errors import StoreError
from aqbgraph.publication.rdf.named_graphs import STATE, UNION, as_kept, named_graphs, union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aqbgraph.pipeline.stores.graph_store import GraphStore
    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.rdf.named_graphs import NamedGraph

# Nothing of the ontology: the state is between us and the store, and published nowhere.
DIGEST, CURRENT = "urn:x-aqbgraph:digest", "urn:x-aqbgraph:current"
BATCH = 20  # graphs after which the state is written
PART = 500  # triples that are read back at once


@dataclass(frozen=True, slots=True)
class State:
    """What a store holds of ours: graph → digest ("" while it is being written), and the union that is current."""

    digests: Mapping[str, str]
    current: str = ""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: graphs written, deleted and left as they were, and the triples of those of the publication."""

    written: int
    deleted: int
    unchanged: int
    triples: int


def push(publication: Publication, store: GraphStore, tell: Callable[[str], None] = lambda _: None) -> Pushed:
    """Makes the store hold this publication, and the union of the one before, for servers that still answer from it.

    Raises:
        StoreError: the store does not take it, or gives back something else.
        PublicationError: the data cannot be read.
    """
    graphs = named_graphs(publication)
    whole = union(publication, graphs)
    wanted = {graph.iri: graph for graph in (whole, *graphs)}  # the union first: named by its data, it hurts nobody
    state_iri = publication.base + STATE
    before = _state(store, state_iri)
    counts = store.counts(publication.base)
    changed = [graph for graph in wanted.values() if not _is_there(graph, before, counts)]
    kept = _kept_unions(publication, before, whole.iri)
    gone = sorted(before.digests.keys() - wanted.keys() - kept)
    after = {iri: graph.digest for iri, graph in wanted.items()}
    after |= {iri: before.digests[iri] for iri in sorted(kept & before.digests.keys())}
    if changed or gone or before != State(after, whole.iri):
        tell(f"{len(changed)} von {len(wanted)} Graphen sind zu schreiben, {len(gone)} zu löschen.")
        pending = {**before.digests, **dict.fromkeys((graph.iri for graph in changed), "")}
        store.write(state_iri, _lines(state_iri, State(pending, before.current)))
        _write(store, state_iri, changed, tell)
        for iri in gone:
            store.delete(iri)
        store.write(state_iri, _lines(state_iri, State(after, whole.iri)))
    _check(store.counts(publication.base), wanted, gone)
    triples = sum(len(graph.lines) for graph in graphs)
    return Pushed(len(changed), len(gone), len(wanted) - len(changed), triples)


def _is_there(graph: NamedGraph, before: State, counts: Mapping[str, int]) -> bool:
    """By its digest when it was written, and its number of triples now: another hand may have been at it."""
    return before.digests.get(graph.iri) == graph.digest and _is_complete(graph, counts)


def _is_complete(graph: NamedGraph, counts: Mapping[str, int]) -> bool:
    number = counts.get(graph.iri, 0)
    return number == len(graph.lines) or number == len(as_kept(graph.lines))


def _kept_unions(publication: Publication, before: State, current: str) -> set[str]:
    """The union before this one; when this one is current already, the one that was kept beside it."""
    unions = {iri for iri in before.digests if iri.startswith(publication.base + UNION)} - {current}
    return unions if before.current == current else unions & {before.current}


def _write(store: GraphStore, state: str, changed: Iterable[NamedGraph], tell: Callable[[str], None]) -> None:
    rows = list(changed)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        for graph in batch:
            store.write(graph.iri, graph.lines)
            _read_back(store, graph)
        store.add(state, [_entry(graph.iri, graph.digest) for graph in batch])
        tell(f"{start + len(batch)} von {len(rows)} geschrieben und zurückgelesen")


def _read_back(store: GraphStore, graph: NamedGraph) -> None:
    """Compares what the store has with what was written; a large graph in parts, as results may be cut off."""
    if len(graph.lines) <= PART:
        _compare(graph.iri, graph.lines, store.read(graph.iri))
        return
    for part in _parts(graph.lines):
        _compare(graph.iri, part, store.triples_of(graph.iri, dict.fromkeys(map(_subject, part))))


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines with the same subject together, about so many at once."""
    part: list[str] = []
    for _, rows in groupby(lines, _subject):
        part += rows
        if len(part) >= PART:
            yield part
            part = []
    if part:
        yield part


def _subject(line: str) -> str:
    return line.partition(" ")[0]


def _compare(iri: str, lines: Iterable[str], back: Iterable[str]) -> None:
    found, written = as_kept(back), as_kept(lines)
    if found == written:
        return
    other = next((line for line in written if line not in set(found)), "")
    raise StoreError(
        f"Der Speicher gibt für {iri} nicht zurück, was geschrieben wurde: {len(found)} Aussagen statt "
        f"{len(written)}" + (f"; es fehlt z. B. {other}" if other else "") + "."
    )


def _check(counts: Mapping[str, int], wanted: Mapping[str, NamedGraph], gone: Iterable[str]) -> None:
    wrong = [
        f"{iri}: {counts.get(iri, 0)} statt {len(graph.lines)}"
        for iri, graph in wanted.items()
        if not _is_complete(graph, counts)
    ]
    wrong += [f"{iri}: nicht gelöscht" for iri in gone if iri in counts]
    if wrong:
        raise StoreError(
            f"Nach dem Schreiben stimmt die Zahl der Aussagen in {len(wrong)} Graphen nicht ({'; '.join(wrong[:3])}). "
            "Schreibt noch jemand in diesen Speicher? Ein weiterer Aufruf schreibt sie neu."
        )


def _state(store: GraphStore, iri: str) -> State:
    # A graph that was being written has two entries: the empty one, and that of when it was done.
    digests = {graph: max(values) for graph, values in store.entries(iri, DIGEST).items()}
    return State(digests, max(store.entries(iri, CURRENT).get(iri, {""})))


def _lines(iri: str, state: State) -> list[str]:
    entries = [_entry(graph, digest) for graph, digest in sorted(state.digests.items())]
    return [*entries, f"<{iri}> <{CURRENT}> <{state.current}> ."] if state.current else entries


def _entry(graph: str, digest: str) -> str:
    return f'<{graph}> <{DIGEST}> "{digest}" .'
