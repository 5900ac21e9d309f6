"""All that a publication holds beside its agreements, in the order in which one thing tells of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aqbgraph.pipeline.across import catalogue_portions as portions
from aqbgraph.pipeline.across import cataloguing, indexing
from aqbgraph.pipeline.across.cataloguing import catalogued
from aqbgraph.pipeline.across.paging import write_pages
from aqbgraph.pipeline.garbage import spared
from aqbgraph.pipeline.spreading.asides import Beside
from aqbgraph.publication import pages
from aqbgraph.publication.assets import write_assets
from aqbgraph.publication.catalogue.catalogue_graph import catalogue_triples
from aqbgraph.publication.catalogue.data_page import write_data_page
from aqbgraph.publication.catalogue.dataset_page import write_datasets
from aqbgraph.publication.catalogue.entities import entities
from aqbgraph.publication.catalogue.void import write_void
from aqbgraph.publication.corpus.tracing import Answers
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.history.changes import FEEDS, write_changes
from aqbgraph.publication.history.history import DATES, DOCUMENTS
from aqbgraph.publication.hosting.hosting import write_hosting
from aqbgraph.publication.hosting.not_found import PAGE, not_found_view
from aqbgraph.publication.hosting.security import write_security
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.llms import write_llms
from aqbgraph.publication.publisher.texts import read_texts
from aqbgraph.publication.queries import query_pages
from aqbgraph.publication.queries.query_pages import write_query_pages
from aqbgraph.publication.rdf.digests import document_digests
from aqbgraph.publication.rdf.dumps import content_of, offers, write_dumps
from aqbgraph.publication.rdf.pieces import Part
from aqbgraph.publication.rdf.samples import Sampling
from aqbgraph.publication.signposts import write_signposts
from aqbgraph.publication.tables import tables
from aqbgraph.publication.text_pages import write_texts
from aqbgraph.publication.vocabulary.vocabulary_page import write_vocabularies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from aqbgraph.pipeline.spreading.portions import Spread
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.history import History
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.dumps import Contents


@dataclass(frozen=True, slots=True)
class Finished:
    """The number of statements published, the history with this publication in it, what the publisher left open."""

    triples: int
    history: History
    remarks: tuple[str, ...]


def finish(steps: Steps, kept: Corpus, settings: Settings, before: History, at: datetime, workers: Spread) -> Finished:
    """Everything that spans agreements, theirs being written. What changed since `before` bears the moment `at`."""
    answers = Answers(kept)
    with spared():
        write_pages(steps, kept, settings, workers, answers)
        with workers.asides() as room:
            return _finished(Beside(steps, room), kept, settings, before, at, workers, answers)


def _parts(kept: Corpus, settings: Settings) -> list[Part]:
    """All documents, in the order of their paths."""
    years = {row.path: row.year for row in kept.agreements}
    paths = sorted((*years, *(page.path for page in pages.resource_pages(kept))))
    return [Part(path, settings.base_iri + path, years.get(path)) for path in paths]


def _finished(
    beside: Beside,
    kept: Corpus,
    settings: Settings,
    before: History,
    at: datetime,
    workers: Spread,
    answers: Answers,
) -> Finished:
    """What is made of the documents, its pages being there.

    What asks the cache for every document is done here; what does not may be done beside it meanwhile.
    """
    steps, writer, parts = beside.steps, beside.steps.writer, _parts(kept, settings)
    index = indexing.begin(steps, beside.room) if settings.search else None
    tabled = beside.begin(lambda own: tables.write_tables(own, kept, settings, answers), tables.STEPS)
    _not_found(writer, settings)
    write_assets(writer, settings.theme)
    workers.at("Gesamtdateien")
    contents = write_dumps(steps, parts)
    statements = contents[None].dataset.statements
    asked = beside.begin(lambda own: write_query_pages(own, settings, kept, statements), *query_pages.STEPS)
    workers.at("Katalog")
    digests = document_digests(steps, settings.base_iri, (part.path for part in parts))
    tabled()
    told = catalogued(writer, kept, settings, _written(kept, contents), digests, before, at)
    listed = catalogue_triples(told.catalogue, settings.identifiers)
    checked = beside.begin(lambda own: cataloguing.check(listed, settings.identifiers, own), portions.STEPS)
    dates = {DOCUMENTS: digests, DATES: told.digests}
    changed = beside.begin(lambda own: write_changes(own.writer, settings, before, at, dates, entities(listed)))
    cataloguing.write(writer, told.catalogue, settings)
    write_datasets(writer, told.catalogue, settings)
    write_data_page(writer, settings, kept, contents, told.catalogue, FEEDS)
    sampling = Sampling(settings.identifiers)
    graphs = [(part.path, part.graph) for part in parts]
    counted = write_void(steps, kept, told.catalogue, settings, graphs, sampling)
    sampling.read(listed)
    workers.at("Abfragen")
    asked()
    checked()
    now = changed()
    # These look for what they link to among the pages that are there.
    remarks = write_texts(writer, settings, settings.texts or read_texts())
    write_vocabularies(steps, settings, kept, sampling.result())
    # What tells programs, crawlers, people and hosts what is here comes last, since it tells of all the rest.
    write_llms(writer, kept, told.catalogue, settings, counted)
    write_signposts(writer, settings, now)
    write_security(writer, settings, now)
    write_hosting(writer, settings.root)
    if index:
        workers.at("Suche")
        index.end(steps)
    return Finished(statements, now, remarks)


def _written(kept: Corpus, contents: Contents) -> Iterator[tuple[Offer, str | None]]:
    """All files that datasets are distributed as, those of RDF with the digest of their canonical form."""
    for offer in offers(kept.years):
        yield offer, content_of(offer, contents).sha256
    for offer in tables.offers(kept.years):
        yield offer, None


def _not_found(writer: Writer, settings: Settings) -> None:
    for language in LANGUAGES:
        spoken = replace(settings, language=language)
        writer.write(f"{language.folder}{PAGE}", render("not-found", not_found_view(spoken), language, settings.theme))
