"""Resource by resource to files: data in every format, and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.graph.mapping import prefixes, to_text
from aqbgraph.graph.store import in_order, write
from aqbgraph.publication.formats import JSON_LD, RESOURCE_FORMATS, TURTLE
from aqbgraph.publication.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from aqbgraph.publication.writer import Writer

Json = dict[str, Any]


def write_data(writer: Writer, path: str, iri: str, triples: Iterable[Triple], json_ld: Json | None = None) -> int:
    """The data files of a resource; with `json_ld`, which must say the same, that is what `.jsonld` delivers."""
    ordered = in_order(triples)
    for row in RESOURCE_FORMATS:
        if row is JSON_LD and json_ld is not None:
            content = to_text(json_ld).encode()
        else:
            # The things of a document are short in its own Turtle: `:budget-aqb`.
            known = {"": f"{iri}#", **prefixes()} if row is TURTLE else prefixes()
            content = write(ordered, row.rdf, known)
        writer.write(f"{path}{row.suffix}", content)
    return len(ordered)


def write_page(writer: Writer, path: str, template: str, view: object) -> None:
    """The page of a path."""
    writer.write(f"{path}/index.html" if path else "index.html", render(template, view))
