"""All that a publication holds beside its agreements, in the order in which one thing tells of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aqbgraph.pipeline import cataloguing
from aqbgraph.pipeline.cataloguing import catalogued
from aqbgraph.publication import pages, tables
from aqbgraph.publication.assets import write_assets
from aqbgraph.publication.changes import FEEDS, write_changes
from aqbgraph.publication.data_page import write_data_page
from aqbgraph.publication.dataset_page import write_datasets
from aqbgraph.publication.digests import document_digests
from aqbgraph.publication.dumps import Part, content_of, offers, write_dumps
from aqbgraph.publication.entities import entities
from aqbgraph.publication.history import DATES, DOCUMENTS
from aqbgraph.publication.hosting import write_hosting
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.llms import write_llms
from aqbgraph.publication.not_found import PAGE, not_found_view
from aqbgraph.publication.output import write_data, write_long, write_page
from aqbgraph.publication.query_pages import write_query_pages
from aqbgraph.publication.rendering import render
from aqbgraph.publication.resources import graph
from aqbgraph.publication.samples import Sampling
from aqbgraph.publication.search_index import write_index
from aqbgraph.publication.signposts import write_signposts
from aqbgraph.publication.text_pages import write_texts
from aqbgraph.publication.texts import read_texts
from aqbgraph.publication.vocabulary_page import write_vocabularies
from aqbgraph.publication.void import write_void

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from aqbgraph.publication.dumps import Contents
    from aqbgraph.publication.history import History
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus
    from aqbgraph.publication.writer import Writer


@dataclass(frozen=True, slots=True)
class Finished:
    """The number of statements published, the history with this publication in it, what the publisher left open."""

    triples: int
    history: History
    remarks: tuple[str, ...]


def finish(writer: Writer, kept: Corpus, settings: Settings, before: History, at: datetime) -> Finished:
    """Everything that spans agreements, theirs being written. What changed since `before` bears the moment `at`."""
    years = {row.path: row.year for row in kept.agreements}
    paths = sorted((*years, *_resources(writer, kept, settings)))
    contents = write_dumps(writer.folder, (Part(path, settings.base_iri + path, years.get(path)) for path in paths))
    tables.write_tables(writer, kept, settings)
    _plain_pages(writer, kept, settings)
    write_query_pages(writer, settings, kept, contents[None].dataset.statements)
    write_assets(writer, settings.theme)
    digests = document_digests(writer.folder, settings.base_iri, paths)
    told = catalogued(writer.folder, kept, settings, _written(kept, contents), digests, before, at)
    listed = cataloguing.write(writer, told.catalogue, settings)
    dates = {DOCUMENTS: digests, DATES: told.digests}
    now = write_changes(writer, settings, before, at, dates, entities(listed))
    write_datasets(writer, told.catalogue, settings)
    write_data_page(writer, settings, kept, contents, told.catalogue, FEEDS)
    remarks = write_texts(writer, settings, settings.texts or read_texts())
    sampling = Sampling(settings.identifiers)
    graphs = [(path, settings.base_iri + path) for path in paths]
    counted = write_void(writer, kept, told.catalogue, settings, graphs, sampling)
    sampling.read(listed)
    write_vocabularies(writer, settings, kept, sampling.result())
    # What tells programs, crawlers, people and hosts what is here comes last, since it tells of all the rest.
    write_llms(writer, kept, told.catalogue, settings, counted)
    write_signposts(writer, settings, now)
    write_hosting(writer)
    write_index(writer)
    return Finished(contents[None].dataset.statements, now, remarks)


def _written(kept: Corpus, contents: Contents) -> Iterator[tuple[Offer, str | None]]:
    """All files that datasets are distributed as, those of RDF with the digest of their canonical form."""
    for offer in offers(kept.years):
        yield offer, content_of(offer, contents).sha256
    for offer in tables.offers(kept.years):
        yield offer, None


def _resources(writer: Writer, kept: Corpus, settings: Settings) -> Iterator[str]:
    """The paths of what is published as data and page, each when it is written."""
    for page in pages.resource_pages(settings, kept):
        identifiers, iri = settings.identifiers, settings.base_iri + page.path
        said = graph(page.data, identifiers, page.path)
        if page.more:
            write_long(writer, page.path, iri, said, page.more)
        else:
            write_data(writer, page.path, iri, said)
        if page.view:
            write_page(writer, settings, page.path, page.template, page.view)
        yield page.path


def _plain_pages(writer: Writer, kept: Corpus, settings: Settings) -> None:
    for page in pages.plain_pages(settings, kept):
        if page.view:
            write_page(writer, settings, page.path, page.template, page.view)
    for language in LANGUAGES:
        spoken = replace(settings, language=language)
        writer.write(f"{language.folder}{PAGE}", render("not-found", not_found_view(spoken), language, settings.theme))
