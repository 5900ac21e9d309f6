"""The catalogue as files: the same graph in each format, in pages too when it is large, and each dataset by itself, and
their series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.graph.mapping import triples
from aqbgraph.graph.store import in_order, write
from aqbgraph.publication.catalogue.catalogue_graph import (
    catalogue_triples,
    context,
    dataset_triples,
    page_triples,
    prefixes,
    series_triples,
)
from aqbgraph.publication.formats import JSON_LD, RESOURCE_FORMATS
from aqbgraph.publication.rdf.json_ld import json_ld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.catalogue.datasets import Catalogue
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.formats import Format

# Harvesters read a page at a time; a catalogue with no more datasets than these needs none.
MOST = 100


def write_catalogue(writer: Writer, made: Catalogue, identifiers: Identifiers) -> None:
    """All files of the catalogue but its page, and the data files of its datasets and of their series."""
    graphs = {made.path: catalogue_triples(made, identifiers)}
    graphs |= {dataset.path: dataset_triples(made, dataset, identifiers) for dataset in made.datasets}
    if any(made.years):
        graphs[made.series.path] = series_triples(made, identifiers)
    for path, graph in graphs.items():
        for form in RESOURCE_FORMATS:
            writer.write(path + form.suffix, _content(graph, form))
    for path, content in _pages(made, identifiers):
        writer.write(path, content)


def _pages(made: Catalogue, identifiers: Identifiers) -> Iterable[tuple[str, bytes]]:
    """Path and content of each page, in each format; links lead to the next one of the same format."""
    parts = [made.datasets[start : start + MOST] for start in range(0, len(made.datasets), MOST)]
    for number, part in enumerate(parts if len(parts) > 1 else (), 1):
        graph = page_triples(made, part, identifiers)
        for form in RESOURCE_FORMATS:
            links = _links(made, number, len(parts), form)
            yield page_path(made, number, form), _content((*graph, *links), form)


def page_path(made: Catalogue, number: int, form: Format) -> str:
    """Where a page (from 1) of the catalogue lies."""
    return f"{made.path}/page-{number}{form.suffix}"


def _links(made: Catalogue, number: int, pages: int, form: Format) -> tuple[Triple, ...]:
    """The page as https://www.hydra-cg.com/spec/latest/core/ calls it; harvesters look for that type."""
    near = {"first": 1, "previous": number - 1, "next": number + 1, "last": pages}

    def address(page: int) -> str:
        return made.homepage + page_path(made, page, form)

    node = {
        "id": address(number),
        "type": "PagedCollection",
        "totalItems": str(len(made.datasets)),
        "itemsPerPage": str(MOST),
        **{name: address(page) for name, page in near.items() if 1 <= page <= pages},
    }
    return triples({"@context": context(), **node})


def _content(graph: Iterable[Triple], form: Format) -> bytes:
    ordered = in_order(graph)
    return json_ld(ordered, prefixes()) if form is JSON_LD else write(ordered, form.rdf, prefixes())
