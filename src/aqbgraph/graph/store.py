"""Triples in a fixed order, written and read by pyoxigraph.

Its Turtle is the same bytes for the same order of triples, and its dumps follow the order of insertion: so everything
is sorted first.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, Triple, serialize

from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once, by subject, its type first, then predicate and object."""
    return sorted(set(triples), key=_key)


def _key(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != RDF_TYPE, predicate, str(triple.object)


def write(triples: Iterable[Triple], rdf_format: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """A graph as one of the formats, in the order given."""
    content = serialize(triples, format=rdf_format, prefixes=_known(rdf_format, prefixes)) or b""
    # A bare carriage return is read as a line feed (XML 1.0, 2.11), and none stands in the markup itself.
    return content.replace(b"\r", b"&#13;") if rdf_format is RdfFormat.RDF_XML else content


def stream(triples: Iterable[Triple], file: IO[bytes], rdf_format: RdfFormat, prefixes: Mapping[str, str]) -> None:
    """Writes a graph as one of the formats, in the order given and without holding it.

    What is written holds no carriage return, which RDF/XML would need to have escaped.
    """
    serialize(triples, file, format=rdf_format, prefixes=_known(rdf_format, prefixes))


def _known(rdf_format: RdfFormat, prefixes: Mapping[str, str]) -> dict[str, str] | None:
    return dict(prefixes) if rdf_format in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML) else None


def load(content: bytes, rdf_format: RdfFormat) -> Store:
    """A dataset in memory."""
    store = Store()
    store.bulk_load(content, format=rdf_format)
    return store
