"""All that queries are asked with in a publication: the SPARQL page, a page for each named query, what both load."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.output import write_page
from aqbgraph.publication.sparql_page import DATA, SPARQL, TEMPLATE, TOLD, sparql_view
from aqbgraph.publication.terms import write_terms

if TYPE_CHECKING:
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.writer import Writer


def write_query_pages(writer: Writer, settings: Settings) -> None:
    """Writes them; the dumps are there, since the pages tell of their size."""
    size = (writer.folder / DATA).stat().st_size
    write_page(writer, settings, SPARQL, TEMPLATE, partial(sparql_view, size=size))
    write_terms(writer, settings)
    writer.write(TOLD, told(""))


def told(endpoint: str) -> bytes:
    """Which endpoint a server beside the pages has, by its path from the root of the site; "" where there is none."""
    return json.dumps({"endpoint": endpoint}).encode() + b"\n"
