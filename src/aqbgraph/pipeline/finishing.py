"""All that a publication holds beside its agreements, in the order in which one thing tells of another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.graph.store import in_order
from aqbgraph.publication import pages
from aqbgraph.publication.assets import write_assets
from aqbgraph.publication.dumps import write_dumps
from aqbgraph.publication.output import write_data, write_long, write_page
from aqbgraph.publication.reference_pages import not_found_view
from aqbgraph.publication.rendering import render
from aqbgraph.publication.resources import graph
from aqbgraph.publication.tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus
    from aqbgraph.publication.writer import Writer


def finish(writer: Writer, kept: Corpus, settings: Settings) -> int:
    """Everything that spans agreements, theirs being written; returns the number of statements published."""
    paths = sorted((*(row.path for row in kept.agreements), *_resources(writer, kept, settings)))
    triples = write_dumps(writer.folder, ((path, settings.base_iri + path) for path in paths))
    write_tables(writer, kept, settings)
    _plain_pages(writer, kept, settings, triples)
    write_assets(writer)
    return triples


def _resources(writer: Writer, kept: Corpus, settings: Settings) -> Iterator[str]:
    """The paths of what is published as data and page, each when it is written."""
    for page in pages.resource_pages(settings, kept):
        identifiers, iri = settings.identifiers, settings.base_iri + page.path
        said = graph(page.data, identifiers, page.path)
        if page.more:
            write_long(writer, page.path, iri, partial(_all, in_order(said), page.more), page.prefixes)
        else:
            write_data(writer, page.path, iri, said)
        write_page(writer, page.path, page.template, page.view())
        yield page.path


def _all(said: Iterable[Triple], more: Callable[[], Iterable[Triple]]) -> Iterator[Triple]:
    yield from said
    yield from more()


def _plain_pages(writer: Writer, kept: Corpus, settings: Settings, triples: int) -> None:
    for page in pages.plain_pages(settings, kept, triples):
        write_page(writer, page.path, page.template, page.view())
    writer.write("404.html", render("not-found", not_found_view(settings)))
