"""The page of a dataset, for people, for search engines, and for those who cite it; and that of the series of years."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.catalogue.catalogue import EVERY_YEAR
from aqbgraph.publication.catalogue.catalogue_page import FREQUENCIES, shown_period
from aqbgraph.publication.catalogue.citation import citation_file, citation_path, shown_citation
from aqbgraph.publication.catalogue.dataset_views import DatasetFile, DatasetSeriesView, DatasetView
from aqbgraph.publication.catalogue.licence_terms import source_note, spoken_terms
from aqbgraph.publication.catalogue.schema_dataset import schema_dataset
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.output import write_page
from aqbgraph.publication.queries.query_examples import QUERIES

if TYPE_CHECKING:
    from aqbgraph.publication.catalogue.datasets import Catalogue, Dataset, Distribution
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings


def write_datasets(writer: Writer, made: Catalogue, settings: Settings) -> None:
    """The page of each dataset, and beside it how to cite it; the page of the series."""
    for dataset in made.datasets:
        write_page(writer, settings, dataset.path, "dataset", partial(dataset_view, made=made, dataset=dataset))
        writer.write(citation_path(dataset), citation_file(made, dataset))
    if any(made.years):
        write_page(writer, settings, made.series.path, "dataset-series", partial(dataset_series_view, made=made))


def dataset_view(settings: Settings, made: Catalogue, dataset: Dataset) -> DatasetView:
    """A dataset as people see it."""
    path, terms, of = dataset.path, made.terms, settings.language.of
    around = frame(settings, path, of(dataset.title), of(dataset.description), trail=_trail(settings, made))
    return DatasetView(
        frame=replace(
            around,
            json_ld=json.dumps(schema_dataset(made, dataset), ensure_ascii=False),
            citation=shown_citation(made, dataset, settings.language),
        ),
        title=of(dataset.title),
        description=of(dataset.description),
        period=shown_period(dataset.period),
        place=of(dataset.place.label),
        frequency=settings.language.say(FREQUENCIES[dataset.frequency]),
        issued=dataset.issued,
        modified=dataset.modified,
        publisher=terms.publisher.name,
        publisher_href=terms.publisher.homepage,
        files=tuple(dataset_file(settings, path, file) for file in dataset.files),
        endpoint=made.service.endpoint if dataset.iri == made.service.serves else None,
        citation=shown_citation(made, dataset, settings.language),
        citation_href=file_href(settings, path, citation_path(dataset)),
        terms=spoken_terms(terms.licence, settings.language),
        note=source_note(dataset, terms.licence, terms.attribution, settings.language),
        rights=of(terms.rights_text),
        queries=Link(href(path, QUERIES), settings.language.say("Fertige Abfragen")),
        catalogue=Link(href(path, made.path), settings.language.say("Datenkatalog")),
        others=tuple(
            Link(href(path, other.path), settings.language.say("Alle Jahre") if other.year is None else str(other.year))
            for other in made.datasets
            if other is not dataset
        ),
        series=Link(href(path, made.series.path), of(made.series.title)) if any(made.years) else None,
    )


def dataset_series_view(settings: Settings, made: Catalogue) -> DatasetSeriesView:
    """The series of years as people see it."""
    series, publisher, of = made.series, made.terms.publisher, settings.language.of
    return DatasetSeriesView(
        frame=frame(settings, series.path, of(series.title), of(series.description), trail=_trail(settings, made)),
        title=of(series.title),
        description=of(series.description),
        period=shown_period(series.period),
        place=of(series.place.label),
        frequency=settings.language.say(FREQUENCIES[EVERY_YEAR]),
        modified=series.modified,
        publisher=publisher.name,
        publisher_href=publisher.homepage,
        years=tuple(Link(href(series.path, dataset.path), of(dataset.title)) for dataset in made.years),
        whole=Link(href(series.path, made.whole.path), of(made.whole.title)),
        catalogue=Link(href(series.path, made.path), settings.language.say("Datenkatalog")),
    )


def _trail(settings: Settings, made: Catalogue) -> tuple[tuple[str, str], ...]:
    return ("data", settings.language.say("Daten")), (made.path, settings.language.say("Datenkatalog"))


def dataset_file(settings: Settings, here: str, file: Distribution) -> DatasetFile:
    """A file as the page of a path tells of it."""
    return DatasetFile(
        href=file_href(settings, here, file.path or ""),
        title=settings.language.of(file.title),
        description=settings.language.of(file.description),
        media_type=file.compression or file.media_type,
        size=file.size or 0,
        sha256=file.sha256 or "",
    )
