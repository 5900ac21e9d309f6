"""The named graphs of a publication as lines of N-Triples, each with a digest, and the graph that holds them all.

A store elsewhere has other graphs beside ours, and what its default graph is depends on its kind. So the union of all
our graphs is a graph of its own there, named by the digest of the data: who asks for it gets exactly this publication
or nothing, also while the next one is being written.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from aqbgraph.errors import PublicationError
from aqbgraph.publication.disk.published import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.disk.published import Publication

UNION = "push/"
STATE = UNION + "state"
# No graph has this name: a dataset that must be empty is made of it.
NOTHING = UNION + "nothing"


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph: its name, its triples as sorted lines of N-Triples, each once, without blank nodes."""

    iri: str
    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of its lines. Without blank nodes, sorted lines are a canonical form (RDFC-1.0, section 3)."""
        return digest(self.lines)


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 of lines of N-Triples in their order."""
    return sha256("\n".join(lines).encode()).hexdigest()


def as_kept(rows: Iterable[str]) -> tuple[str, ...]:
    """Lines of N-Triples as the engine keeps them: 1 as xsd:nonNegativeInteger comes back as the xsd:integer it is.

    So what a store gives back can be compared with what was written, whether it keeps literals like that or verbatim.
    """
    store = Store()
    store.bulk_load("\n".join(rows), format=RdfFormat.N_TRIPLES)
    return tuple(sorted(f"{quad.triple} ." for quad in store))


def lines(content: bytes) -> tuple[str, ...]:
    """N-Triples as sorted lines of our own writing, each once.

    Raises:
        SyntaxError: this is no N-Triples.
    """
    return tuple(sorted({f"{quad.triple} ." for quad in parse(content, format=RdfFormat.N_TRIPLES)}))


def union_iri(publication: Publication) -> str:
    """The name of the graph that holds all graphs of this publication."""
    return f"{publication.base}{UNION}{publication.files[DATA].sha256}"


def named_graphs(publication: Publication) -> tuple[NamedGraph, ...]:
    """The named graphs of a publication, by name.

    Raises:
        PublicationError: the data cannot be read, or has blank nodes, which no store keeps by name.
    """
    found: dict[str, set[str]] = defaultdict(set)
    try:
        for quad in parse(path=str(publication.data), format=RdfFormat.TRIG):
            if BlankNode in (type(quad.subject), type(quad.object)) or not isinstance(quad.graph_name, NamedNode):
                raise PublicationError(f"{publication.data}: leere Knoten oder Aussagen ohne Graph: {quad}")
            found[quad.graph_name.value].add(f"{quad.triple} .")
    except (OSError, SyntaxError) as error:
        raise PublicationError(f"{publication.data} ist nicht lesbar: {error}") from error
    return tuple(NamedGraph(iri, tuple(sorted(found[iri]))) for iri in sorted(found))


def union(publication: Publication, graphs: Iterable[NamedGraph]) -> NamedGraph:
    """The graph that holds them all."""
    return NamedGraph(union_iri(publication), tuple(sorted({line for graph in graphs for line in graph.lines})))


def graph_names(publication: Publication) -> frozenset[str]:
    """The names of all graphs of a publication.

    Raises:
        PublicationError: the data cannot be read.
    """
    try:
        found = {quad.graph_name for quad in parse(path=str(publication.data), format=RdfFormat.TRIG)}
    except (OSError, SyntaxError) as error:
        raise PublicationError(f"{publication.data} ist nicht lesbar: {error}") from error
    return frozenset(name.value for name in found if isinstance(name, NamedNode))
