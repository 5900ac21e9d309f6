"""All that a publication holds beside its agreements, in the order in which one thing tells of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication import pages
from aqbgraph.publication.assets import write_assets
from aqbgraph.publication.dumps import Part, write_dumps
from aqbgraph.publication.output import write_data, write_page
from aqbgraph.publication.reference_pages import not_found_view
from aqbgraph.publication.rendering import render
from aqbgraph.publication.resources import graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.dumps import Contents
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus
    from aqbgraph.publication.writer import Writer


def finish(writer: Writer, kept: Corpus, settings: Settings) -> int:
    """Everything that spans agreements, theirs being written; returns the number of statements published."""
    years = {row.path: row.year for row in kept.agreements}
    paths = sorted((*years, *_resources(writer, kept, settings)))
    contents = write_dumps(writer.folder, (Part(path, settings.base_iri + path, years.get(path)) for path in paths))
    _plain_pages(writer, kept, settings, contents)
    write_assets(writer)
    return contents[None].dataset.statements


def _resources(writer: Writer, kept: Corpus, settings: Settings) -> Iterator[str]:
    """The paths of what is published as data and page, each when it is written."""
    for page in pages.resource_pages(settings, kept):
        identifiers, iri = settings.identifiers, settings.base_iri + page.path
        write_data(writer, page.path, iri, graph(page.data, identifiers, page.path))
        write_page(writer, page.path, page.template, page.view())
        yield page.path


def _plain_pages(writer: Writer, kept: Corpus, settings: Settings, contents: Contents) -> None:
    for page in pages.plain_pages(settings, kept, contents):
        write_page(writer, page.path, page.template, page.view())
    writer.write("404.html", render("not-found", not_found_view(settings)))
