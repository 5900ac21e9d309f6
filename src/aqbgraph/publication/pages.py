"""All pages across agreements, as one table: which template, for which paths, with which view and data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import (
    ACCOUNTING,
    CUBE,
    DEFAULT_BASE,
    WORDING,
    measure_type_path,
    party_path,
    programme_path,
    wording_path,
    year_path,
)
from aqbgraph.publication.comparisons.comparison_pages import comparisons
from aqbgraph.publication.documents import resources, series_resources, wording_documents
from aqbgraph.publication.frame.found import SEARCH
from aqbgraph.publication.overviews import reported_pages as reported
from aqbgraph.publication.overviews import series_pages
from aqbgraph.publication.overviews.index_pages import indexes
from aqbgraph.publication.overviews.party_page import party_view
from aqbgraph.publication.overviews.programme_page import programme_view
from aqbgraph.publication.overviews.start_page import start_view
from aqbgraph.publication.overviews.type_page import measure_type_view
from aqbgraph.publication.overviews.year_page import year_view
from aqbgraph.publication.quality.accounting_page import accounting_view
from aqbgraph.publication.queries import query_examples
from aqbgraph.publication.queries.query_examples import QUERIES
from aqbgraph.publication.queries.query_forms import queries_view
from aqbgraph.publication.search.search_page import search_view
from aqbgraph.publication.tables import cube
from aqbgraph.publication.tables.cube_page import cube_view
from aqbgraph.publication.vocabulary.vocabulary_page import vocabulary_documents
from aqbgraph.publication.wordings import wording_pages
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.output import Long
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written: its path, its template, what it is about beside the corpus.

    `data` is what its document says (None: it is no resource of the graph), `more` what that says beyond, if it is too
    much to be held, and `view` what its template sees of all this (None: the page is written later).
    """

    path: str
    template: str
    about: object
    data: Callable[[Settings, Corpus], Json] | None
    view: Callable[[Settings, Corpus, Json], object] | None
    more: Callable[[Settings, Corpus], Long] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource: template, keys of its members, and for a member its path, data and view."""

    template: str
    keys: Callable[[Corpus], Iterable[Any]]
    path: Callable[[Any], str]
    data: Callable[[Settings, Any, Corpus], Json]
    view: Callable[[Settings, Any, Corpus, Json], object] | None
    more: Callable[[Settings, Corpus], Long] | None = None


def _keys(folder: str) -> tuple[str, ...]:
    """The names below a folder that ontology/ describes."""
    prefix = DEFAULT_BASE + folder
    found = (iri for iri in vocabulary().subjects() if iri.startswith(prefix))
    return tuple(sorted({iri.removeprefix(prefix).partition("#")[0] for iri in found}))


def _notations(_: Corpus) -> tuple[str, ...]:
    return tuple(entry.notation for entry in vocabulary().concepts("measure-types"))


# Each is published as data and as a page.
KINDS = (
    Kind("party", lambda _: _keys("party/"), party_path, resources.party_document, party_view),
    Kind("year", lambda corpus: corpus.years, year_path, resources.year_document, year_view),
    Kind(
        "series",
        lambda corpus: corpus.series,
        attrgetter("path"),
        series_resources.series_document,
        series_pages.series_view,
    ),
    Kind(
        "series-shared",
        series_pages.shared_of,
        attrgetter("path"),
        series_resources.shared_document,
        series_pages.shared_view,
    ),
    Kind(
        "series-moved",
        series_pages.moved_of,
        attrgetter("path"),
        series_resources.moved_document,
        series_pages.moved_view,
    ),
    Kind("series-review", series_pages.review_paths, str, series_resources.review_document, series_pages.review_view),
    Kind("measure-type", _notations, measure_type_path, resources.measure_type_document, measure_type_view),
    Kind(
        "programme",
        lambda _: _keys("programme/"),
        programme_path,
        resources.programme_document,
        programme_view,
    ),
    Kind(
        "reported",
        lambda corpus: corpus.reported.documents,
        attrgetter("path"),
        reported.reported_document,
        reported.reported_view,
    ),
    Kind("reported-list", reported.lists, str, reported.list_document, reported.list_view),
    Kind(
        "wordings",
        lambda _: (WORDING,),
        str,
        wording_documents.index_document,
        wording_pages.index_view,
    ),
    Kind(
        "wording",
        lambda corpus: corpus.sections,
        lambda section: wording_path(section.key),
        wording_documents.section_document,
        wording_pages.section_view,
    ),
    Kind("cube", lambda _: (CUBE,), str, cube.cube_document, cube_view, cube.beyond),
    Kind("accounting", lambda _: (ACCOUNTING,), str, wording_documents.accounting_document, accounting_view),
    Kind("queries", lambda _: (QUERIES,), str, query_examples.document, queries_view),
    # Their pages tell how the data uses each term, and are written when that is known.
    Kind("vocabulary", lambda _: vocabulary_documents(), str, resources.vocabulary_document, None),
)


def resource_pages(corpus: Corpus) -> Iterator[Page]:
    """All resources but the agreements."""
    for kind in KINDS:
        for key in kind.keys(corpus):
            view = partial(_view, kind.view, key) if kind.view else None
            yield Page(kind.path(key), kind.template, key, partial(_data, kind.data, key), view, kind.more)


def _data(data: Callable[[Settings, Any, Corpus], Json], key: Any, settings: Settings, corpus: Corpus) -> Json:
    return data(settings, key, corpus)


def _view(
    view: Callable[[Settings, Any, Corpus, Json], object], key: Any, settings: Settings, corpus: Corpus, data: Json
) -> object:
    return view(settings, key, corpus, data)


def every_page(settings: Settings, corpus: Corpus) -> tuple[Page, ...]:
    """All of them, those of resources first."""
    return (*resource_pages(corpus), *plain_pages(settings, corpus))


def plain_pages(settings: Settings, corpus: Corpus) -> Iterator[Page]:
    """Pages that are no resource of the graph."""
    yield Page("", "start", None, None, _start)
    for path, template, view in (*indexes(corpus), *comparisons(corpus)):
        yield Page(path, template, None, None, partial(_plain, view))
    if settings.search:
        yield Page(SEARCH, "search", None, None, partial(_plain, search_view))


def _start(settings: Settings, corpus: Corpus, _: Json) -> object:
    return start_view(settings, corpus, resources.start_document(settings, corpus))


def _plain(view: Callable[[Settings, Corpus], object], settings: Settings, corpus: Corpus, _: Json) -> object:
    return view(settings, corpus)
