"""Small publications to follow: documents of a few statements, published one after the other without any agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from aqbgraph.graph.store import in_order, write
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.history.changes import write_changes
from aqbgraph.publication.history.history import DOCUMENTS, History, read
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.rdf.digests import document_digests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

BASE = "https://example.org/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def graph(path: str, *texts: str) -> frozenset[Triple]:
    """A document that says these texts."""
    return frozenset(Triple(NamedNode(f"{BASE}{path}#it"), LABEL, Literal(text, language="de")) for text in texts)


def publish(
    folder: Path,
    before: Path | None,
    at: datetime,
    documents: Mapping[str, frozenset[Triple]],
    entities: Mapping[str, tuple[Triple, ...]] | None = None,
) -> History:
    """Publishes documents by their paths, after the publication in `before`."""
    writer = Writer(folder)
    folder.mkdir(parents=True)
    for path, triples in documents.items():
        writer.write(f"{path}.nt", write(in_order(triples), RdfFormat.N_TRIPLES, {}))
    history = read(before, BASE, required=True) if before else History()
    digests = {DOCUMENTS: document_digests(Steps(writer, Before(folder)), BASE, documents)}
    now = write_changes(writer, Settings(BASE), history, at, digests, entities or {})
    writer.close(BASE, "https://example.org/licence")
    return now
