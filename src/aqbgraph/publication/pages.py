"""All pages across agreements, as one table: which template, for which paths, with which view and data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import DEFAULT_BASE, measure_type_path, party_path, programme_path, year_path
from aqbgraph.publication import overview_pages as overview
from aqbgraph.publication import party_page, reference_pages, resources
from aqbgraph.publication.dumps import DUMPS
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import Corpus

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written; `data` is what its document says, None for pages that are no resource."""

    path: str
    template: str
    view: Callable[[], object]
    data: Json | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its template, and all its pages in a publication."""

    template: str
    pages: Callable[[Settings, Corpus], Iterator[tuple[str, Callable[[Json], object], Json]]]


def _parties(settings: Settings, corpus: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for key in _keys("party/"):
        made = resources.party_document(settings.identifiers, key, corpus)
        yield party_path(key), lambda data, key=key: party_page.party_view(settings, key, corpus, data), made


def _years(settings: Settings, corpus: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for year in corpus.years:
        made = resources.year_document(settings.identifiers, year, corpus)
        yield year_path(year), lambda data, year=year: overview.year_view(settings, year, corpus, data), made


def _series(settings: Settings, corpus: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for series in corpus.series:
        made = resources.series_document(settings.identifiers, series)
        yield series.path, lambda data, series=series: overview.series_view(settings, series, data), made


def _measure_types(settings: Settings, corpus: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for entry in vocabulary().concepts("measure-types"):
        notation = entry.notation
        made = resources.measure_type_document(settings.identifiers, notation, entry.label, corpus)
        yield (
            measure_type_path(notation),
            lambda data, notation=notation: overview.measure_type_view(settings, notation, corpus, data),
            made,
        )


def _programmes(settings: Settings, corpus: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for key in _keys("programme/"):
        made = resources.programme_document(settings.identifiers, key, corpus)
        yield programme_path(key), lambda data, key=key: overview.programme_view(settings, key, corpus, data), made


def _vocabularies(settings: Settings, _: Corpus) -> Iterator[tuple[str, Callable[[Json], object], Json]]:
    for path, iri in reference_pages.vocabulary_documents().items():
        made = resources.vocabulary_document(settings.identifiers, path, vocabulary().label(iri), iri)
        yield (
            path,
            lambda data, path=path, iri=iri: reference_pages.vocabulary_view(settings, path, iri, data),
            made,
        )


def _keys(folder: str) -> Iterator[str]:
    prefix = DEFAULT_BASE + folder
    names = (
        subject.removeprefix(prefix).partition("#")[0]
        for subject in vocabulary().subjects()
        if subject.startswith(prefix)
    )
    yield from sorted(set(names))


# Kinds of resources: each is published as data and as a page.
KINDS = (
    Kind("party", _parties),
    Kind("year", _years),
    Kind("series", _series),
    Kind("measure-type", _measure_types),
    Kind("programme", _programmes),
    Kind("vocabulary", _vocabularies),
)


def resource_pages(settings: Settings, corpus: Corpus) -> Iterator[Page]:
    """All resources but the agreements."""
    for kind in KINDS:
        for path, view, data in kind.pages(settings, corpus):
            yield Page(path, kind.template, lambda view=view, data=data: view(data), data)  # type: ignore[misc]  # mypy infers no type for a lambda with defaults


def plain_pages(settings: Settings, corpus: Corpus, triples: int) -> Iterator[Page]:
    """Pages that are no resource of the graph; they come last, since they tell of its size."""
    start = resources.start_document(settings.identifiers, corpus)
    yield Page("", "start", lambda: overview.start_view(settings, corpus, DUMPS, start), None)
    yield Page("queries", "queries", lambda: reference_pages.queries_view(settings), None)
    agreements = len(corpus.agreements)
    yield Page("data", "data", lambda: reference_pages.data_view(settings, DUMPS, agreements, triples), None)
