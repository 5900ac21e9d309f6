"""Two states of the data side by side: folders of publications, or files of RDF, document by document.

Of two publications only documents with another digest are read, one at a time; a file is held in memory.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, parse

from aqbgraph.errors import Place, ReadingError, WrongUse
from aqbgraph.publication.disk import published
from aqbgraph.publication.formats import FORMATS, N_TRIPLES
from aqbgraph.publication.history.differences import Difference, difference, moved
from aqbgraph.publication.rdf.digests import content_of, followed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

# N-Triples of a publication that are no document of its graph: they tell of the graph and its files.
_BESIDE = re.compile(r"(\.well-known|catalogue|dataset|download)(/|\.nt$)")


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the data: its documents with their digests (None: not known), and how one is read.

    `base` begins all names, None where nothing shows it; `graphs`: the documents are named graphs, else those of the
    subjects.
    """

    name: str
    base: str | None
    graphs: bool
    documents: Mapping[str, str | None]
    read: Callable[[str], Iterable[Triple]]


def version(place: Path) -> Version:
    """The data that lies at a place.

    Raises:
        PublicationError: a folder is no publication, or is damaged.
        ReadingError: a file cannot be read, or has a suffix of no format of RDF.
    """
    return _publication(place) if place.is_dir() else _file(place)


def _publication(folder: Path) -> Version:
    found = published.load(folder)
    documents: dict[str, str | None] = {
        found.base + name.removesuffix(N_TRIPLES.suffix): file.sha256
        for name, file in found.files.items()
        if name.endswith(N_TRIPLES.suffix) and not _BESIDE.match(name)
    }

    def read(iri: str) -> Iterator[Triple]:
        content = content_of(folder, iri.removeprefix(found.base))
        return (quad.triple for quad in parse(content, format=N_TRIPLES.rdf))

    return Version(str(folder), found.base, graphs=True, documents=documents, read=read)


def _file(path: Path) -> Version:
    quads = _quads(path)
    named = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name.value) if isinstance(quad.graph_name, NamedNode) else _document(quad)].append(
            quad.triple
        )
    documents = dict.fromkeys(graphs, None)
    return Version(str(path), _base(graphs), graphs=bool(named), documents=documents, read=graphs.__getitem__)


def _base(documents: Iterable[str]) -> str | None:
    """What all names begin with, as the first agreement shows it; None when there is none."""
    found = (iri.partition("/agreement/") for iri in sorted(documents))
    return next((f"{before}/" for before, between, _ in found if between), None)


def _document(quad: Quad | Triple) -> str:
    """The document that tells of a subject: its name without the fragment."""
    return quad.subject.value.partition("#")[0] if isinstance(quad.subject, NamedNode) else ""


def _quads(path: Path) -> list[Quad]:
    name = path.name.removesuffix(".gz")
    row = next((row for row in FORMATS if name.endswith(row.suffix)), None)
    if row is None:
        known = ", ".join(row.suffix for row in FORMATS)
        raise ReadingError(
            f"Weder eine Veröffentlichung noch eine Datei mit RDF (möglich: {known}, auch mit .gz).", Place(str(path))
        )
    try:
        content = path.read_bytes()
        plain = gzip.decompress(content) if path.suffix == ".gz" else content
        return list(parse(plain, format=row.rdf))
    except (SyntaxError, ValueError, OSError, EOFError) as error:
        raise ReadingError(f"Kein lesbares {row.name}: {error}", Place(str(path))) from error


def compare(old: Version, new: Version) -> Iterator[Difference]:
    """The documents that differ, in the order of their IRIs. Overviews have no facts of their own, only traces.

    Raises:
        WrongUse: the names of the two begin with different bases, so that nothing in them is the same.
    """
    if old.base and new.base and old.base != new.base:
        raise WrongUse(
            f"{old.name} hat die Basis-IRI <{old.base}>, {new.name} aber <{new.base}>: Kein Name kommt in beiden vor."
        )
    if not (old.graphs and new.graphs):
        old, new = _by_subject(old), _by_subject(new)
    base = old.base or new.base or ""

    @cache
    def elsewhere(document: str) -> Mapping[str, str]:
        if document not in old.documents or document not in new.documents or _same(old, new, document):
            return {}
        return moved(old.read(document), new.read(document))

    for iri in sorted(old.documents.keys() | new.documents.keys()):
        if _same(old, new, iri):
            continue
        before = old.read(iri) if iri in old.documents else ()
        now = new.read(iri) if iri in new.documents else ()
        found = difference(iri, before, now, elsewhere)
        if found.removed or found.added:
            own = followed(iri.removeprefix(base))
            yield found if own else replace(found, things=(), traces=len(found.removed) + len(found.added))


def _same(old: Version, new: Version, iri: str) -> bool:
    """Whether the digests say that nothing in a document has changed."""
    digest = old.documents.get(iri)
    return digest is not None and digest == new.documents.get(iri)


def _by_subject(found: Version) -> Version:
    """The same data, documents being those of the subjects: as a dump without named graphs has them."""
    said: dict[str, list[Triple]] = defaultdict(list)
    for iri in found.documents:
        for triple in found.read(iri):
            said[_document(triple)].append(triple)
    return Version(found.name, found.base, graphs=False, documents=dict.fromkeys(said, None), read=said.__getitem__)
