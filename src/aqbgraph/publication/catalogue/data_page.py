"""The page about the data: what to take for what, how to check and to cite it, how names resolve."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.identifiers import CUBE, DEFAULT_BASE, review_path, year_path
from aqbgraph.publication.catalogue.citation import citation_path, shown_citation
from aqbgraph.publication.catalogue.data_views import DataView, Digests, Purpose, Way, YearFiles
from aqbgraph.publication.catalogue.dataset_page import dataset_file
from aqbgraph.publication.catalogue.licence_terms import source_note, spoken_terms
from aqbgraph.publication.formats import JSON_LD, TURTLE
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.views import Alternate, Link
from aqbgraph.publication.history.atom import PATH as ATOM
from aqbgraph.publication.history.changes_page import PATH as CHANGES
from aqbgraph.publication.history.changes_page import feed_links
from aqbgraph.publication.languages import later
from aqbgraph.publication.output import write_page
from aqbgraph.publication.queries.query_examples import QUERIES
from aqbgraph.publication.rdf.dumps import offers
from aqbgraph.publication.tables import tables
from aqbgraph.publication.vocabulary.vocabulary_page import vocabulary_documents
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.publication.catalogue.datasets import Catalogue
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.feeds import Feed
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.canonical import Content
    from aqbgraph.publication.rdf.dumps import Contents

PATH = "data"
# What people want → what serves it: files by their paths, pages by path and text.
_PURPOSES: tuple[tuple[str, tuple[str | tuple[str, str], ...]], ...] = (
    (
        later("In einer Tabellenkalkulation, mit R oder Python arbeiten"),
        ("tables/budgets.csv", "tables/measures.csv", "tables/agreements.csv"),
    ),
    (later("Summen und Zahlen je Jahr und Ort vergleichen"), ((CUBE, later("Datenwürfel")), "tables/observations.csv")),
    (later("Große Tabellen schnell lesen (DuckDB, pandas)"), ("tables/budgets.parquet", "tables/measures.parquet")),
    (later("Eine einzelne Frage stellen"), ((QUERIES, later("Fertige Abfragen")),)),
    (later("Alles in einen Triple-Store laden"), ("data.nq.gz", "data.nt.gz")),
    (later("Alles lesen, mit Namen und Belegen"), ("data.trig", "data.ttl", "data.jsonld")),
    (later("Die Daten in ein Datenportal aufnehmen"), (("catalogue", later("Datenkatalog")), "catalogue.ttl")),
    (later("Auf dem Laufenden bleiben"), ((CHANGES, later("Was sich geändert hat")), ATOM)),
)
# Files that are no distribution of a dataset.
_OTHERS = {"catalogue.ttl": later("DCAT-AP.de als Turtle"), ATOM: later("Atom, für Feedreader")}


def downloads(settings: Settings, here: str, year: int | None) -> tuple[Alternate, ...]:
    """The dumps of a year, or of the whole graph, as links from the page of a path."""
    return _links(settings, here, offers(() if year is None else (year,)), year)


def files_of_year(settings: Settings, here: str, year: int) -> tuple[Alternate, ...]:
    """All files of a year, as links from the page of a path: dumps, then tables."""
    return (*downloads(settings, here, year), *_links(settings, here, tables.offers((year,)), year))


def _links(settings: Settings, here: str, offered: Iterable[Offer], year: int | None) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(file_href(settings, here, offer.path), offer.delivered_as, settings.language.of(offer.title))
        for offer in offered
        if offer.year == year
    )


def write_data_page(
    writer: Writer, settings: Settings, kept: Corpus, contents: Contents, made: Catalogue, feeds: Sequence[Feed]
) -> None:
    """Writes it; it tells of files that are written."""
    view = partial(data_view, corpus=kept, contents=contents, made=made, feeds=feeds)
    write_page(writer, settings, PATH, "data", view)


def data_view(
    settings: Settings, corpus: Corpus, contents: Contents, made: Catalogue, feeds: Sequence[Feed]
) -> DataView:
    """Purposes, files, terms, names."""
    say, terms, whole = settings.language.say, made.terms, made.whole
    return DataView(
        frame=frame(
            settings, PATH, say("Daten"), say("Alle Daten zum Herunterladen, ihre Formate und ihre Lizenz."), data=()
        ),
        agreements=len(corpus.agreements),
        modified=whole.modified,
        purposes=tuple(_purposes(settings, corpus, made)),
        files=tuple(dataset_file(settings, PATH, file) for file in whole.files),
        digests=_digests(contents[None]),
        years=tuple(_years(settings, contents, made)),
        cube=Link(href(PATH, CUBE), say("Datenwürfel")),
        dataset=Link(href(PATH, whole.path), settings.language.of(whole.title)),
        catalogue=Link(href(PATH, made.path), say("Datenkatalog")),
        changes=Link(href(PATH, CHANGES), say("Was sich geändert hat")),
        feeds=feed_links(settings, PATH, feeds),
        queries=Link(href(PATH, QUERIES), say("Fertige Abfragen")),
        endpoint=made.service.endpoint,
        citation=shown_citation(made, whole, settings.language),
        citation_href=file_href(settings, PATH, citation_path(whole)),
        terms=spoken_terms(terms.licence, settings.language),
        note=source_note(whole, terms.licence, terms.attribution, settings.language),
        vocabularies=tuple(_vocabularies(settings)),
        review=Link(href(PATH, review_path()), say("Entscheidungen und offene Fragen")),
    )


def _purposes(settings: Settings, corpus: Corpus, made: Catalogue) -> Iterator[Purpose]:
    """Those that something serves: Parquet files are not there in every installation."""
    for want, targets in _PURPOSES:
        if ways := tuple(_ways(settings, made, targets)):
            yield Purpose(settings.language.say(want), ways)
    if corpus.agreements:
        path = corpus.agreements[-1].path
        yield Purpose(
            settings.language.say("Eine Vereinbarung als Daten, zum Beispiel die neueste"),
            tuple(Way(Link(file_href(settings, PATH, path + row.suffix), row.name), None) for row in (JSON_LD, TURTLE)),
        )


def _ways(settings: Settings, made: Catalogue, targets: Iterable[str | tuple[str, str]]) -> Iterator[Way]:
    files = {file.path: file for file in made.whole.files}
    for target in targets:
        if isinstance(target, tuple):
            yield Way(Link(href(PATH, target[0]), settings.language.say(target[1])), None)
        elif target in _OTHERS:
            yield Way(Link(file_href(settings, PATH, target), settings.language.say(_OTHERS[target])), None)
        elif target in files:
            file = files[target]
            yield Way(Link(file_href(settings, PATH, target), settings.language.of(file.title)), file.size)


def _years(settings: Settings, contents: Contents, made: Catalogue) -> Iterator[YearFiles]:
    """Newest first."""
    for dataset in sorted(made.years, key=lambda one: one.year or 0, reverse=True):
        yield YearFiles(
            Link(href(PATH, year_path(dataset.year or 0)), str(dataset.year)),
            tuple(dataset_file(settings, PATH, file) for file in dataset.files),
            _digests(contents[dataset.year]),
        )


def _vocabularies(settings: Settings) -> Iterator[Link]:
    for target in vocabulary_documents():
        yield Link(href(PATH, target), vocabulary().label(DEFAULT_BASE + target, settings.language.code))


def _digests(content: Content) -> Digests:
    return Digests(content.dataset.statements, content.graph.sha256, content.dataset.sha256)
