"""The page about the data: what can be downloaded, how to check it, how names resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.identifiers import CUBE, DEFAULT_BASE, review_path, year_path
from aqbgraph.publication import tables
from aqbgraph.publication.data_views import DataView, Digests, YearFiles
from aqbgraph.publication.dumps import offers
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.views import Alternate, Link
from aqbgraph.publication.vocabulary_page import vocabulary_documents
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.canonical import Content
    from aqbgraph.publication.dumps import Contents
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus


def downloads(settings: Settings, here: str, year: int | None) -> tuple[Alternate, ...]:
    """The dumps of a year, or of the whole graph, as links from the page of a path."""
    return _links(settings, here, offers(() if year is None else (year,)), year)


def _tables(settings: Settings, here: str, year: int | None) -> tuple[Alternate, ...]:
    return _links(settings, here, tables.offers(() if year is None else (year,)), year)


def files_of_year(settings: Settings, here: str, year: int) -> tuple[Alternate, ...]:
    """All files of a year, as links from the page of a path: dumps, then tables."""
    return (*downloads(settings, here, year), *_tables(settings, here, year))


def _links(settings: Settings, here: str, offered: Iterable[Offer], year: int | None) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(file_href(settings, here, offer.path), offer.delivered_as, settings.language.of(offer.title))
        for offer in offered
        if offer.year == year
    )


def data_view(settings: Settings, corpus: Corpus, contents: Contents) -> DataView:
    """The dumps, the vocabularies, how names resolve."""
    path = "data"
    return DataView(
        frame=frame(settings, path, "Daten", "Alle Daten zum Herunterladen, ihre Formate und ihre Lizenz.", data=()),
        downloads=downloads(settings, path, None),
        digests=_digests(contents[None]),
        tables=_tables(settings, path, None),
        cube=Link(href(path, CUBE), "Datenwürfel"),
        years=tuple(
            YearFiles(
                Link(href(path, year_path(year)), str(year)),
                files_of_year(settings, path, year),
                _digests(contents[year]),
            )
            for year in reversed(corpus.years)
        ),
        vocabularies=tuple(
            Link(href(path, target), vocabulary().label(DEFAULT_BASE + target)) for target in vocabulary_documents()
        ),
        agreements=len(corpus.agreements),
        review=Link(href(path, review_path()), "Entscheidungen und offene Fragen"),
    )


def _digests(content: Content) -> Digests:
    return Digests(content.dataset.statements, content.graph.sha256, content.dataset.sha256)
