"""The page of a dataset, for people, for search engines, and for those who cite it; and that of the series of years."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.catalogue import EVERY_YEAR
from aqbgraph.publication.catalogue_page import FREQUENCIES, shown_period
from aqbgraph.publication.citation import FILE, citation, citation_file, citation_path
from aqbgraph.publication.dataset_views import DatasetFile, DatasetSeriesView, DatasetView
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.licence_terms import licence_terms, source_note
from aqbgraph.publication.output import write_page
from aqbgraph.publication.schema_dataset import schema_dataset
from aqbgraph.publication.views import Link

if TYPE_CHECKING:
    from aqbgraph.publication.datasets import Catalogue, Dataset, Distribution
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.writer import Writer


def write_datasets(writer: Writer, made: Catalogue, settings: Settings) -> None:
    """The page of each dataset, and beside it how to cite it; the page of the series."""
    for dataset in made.datasets:
        write_page(writer, settings, dataset.path, "dataset", partial(dataset_view, made=made, dataset=dataset))
        writer.write(citation_path(dataset), citation_file(made, dataset))
    if any(made.years):
        write_page(writer, settings, made.series.path, "dataset-series", partial(dataset_series_view, made=made))


def dataset_view(settings: Settings, made: Catalogue, dataset: Dataset) -> DatasetView:
    """A dataset as people see it."""
    path, terms = dataset.path, made.terms
    around = frame(settings, path, dataset.title.de, dataset.description.de, trail=_trail(made))
    return DatasetView(
        frame=replace(
            around,
            json_ld=json.dumps(schema_dataset(made, dataset), ensure_ascii=False),
            citation=citation(made, dataset),
        ),
        title=dataset.title,
        description=dataset.description,
        period=shown_period(dataset.period),
        place=dataset.place.label,
        frequency=FREQUENCIES[dataset.frequency],
        issued=dataset.issued,
        modified=dataset.modified,
        publisher=terms.publisher.name,
        publisher_href=terms.publisher.homepage,
        files=tuple(_file(settings, path, file) for file in dataset.files),
        endpoint=made.service.endpoint if dataset.iri == made.service.serves else None,
        citation=citation(made, dataset),
        citation_href=FILE,
        terms=licence_terms(terms.licence),
        note=source_note(dataset, terms.licence, terms.attribution),
        rights=terms.rights_text,
        others=tuple(
            Link(href(path, other.path), "Alle Jahre" if other.year is None else str(other.year))
            for other in made.datasets
            if other is not dataset
        ),
        series=Link(href(path, made.series.path), made.series.title.de) if any(made.years) else None,
    )


def dataset_series_view(settings: Settings, made: Catalogue) -> DatasetSeriesView:
    """The series of years as people see it."""
    series, publisher = made.series, made.terms.publisher
    return DatasetSeriesView(
        frame=frame(settings, series.path, series.title.de, series.description.de, trail=_trail(made)),
        title=series.title,
        description=series.description,
        period=shown_period(series.period),
        place=series.place.label,
        frequency=FREQUENCIES[EVERY_YEAR],
        modified=series.modified,
        publisher=publisher.name,
        publisher_href=publisher.homepage,
        years=tuple(Link(href(series.path, dataset.path), dataset.title.de) for dataset in made.years),
        whole=Link(href(series.path, made.whole.path), made.whole.title.de),
    )


def _trail(made: Catalogue) -> tuple[tuple[str, str], ...]:
    return ("data", "Daten"), (made.path, "Datenkatalog")


def _file(settings: Settings, here: str, file: Distribution) -> DatasetFile:
    return DatasetFile(
        href=file_href(settings, here, file.path or ""),
        title=file.title,
        description=file.description,
        media_type=file.compression or file.media_type,
        size=file.size or 0,
        sha256=file.sha256 or "",
    )
