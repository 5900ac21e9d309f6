"""The page of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.catalogue import AS_SIGNED, EVERY_YEAR, NO_MORE
from aqbgraph.publication.catalogue_views import CatalogueView, DatasetRow, FileRow
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.offers import Text
from aqbgraph.publication.views import Link

if TYPE_CHECKING:
    from aqbgraph.publication.datasets import Catalogue, Dataset, Distribution, Period
    from aqbgraph.publication.settings import Settings

# How often a dataset changes, in the words of the page.
FREQUENCIES = {
    EVERY_YEAR: Text("jährlich", "every year"),
    NO_MORE: Text("abgeschlossen", "closed"),
    AS_SIGNED: Text("laufend, sobald Vereinbarungen unterzeichnet sind", "as agreements are signed"),
}


def catalogue_view(settings: Settings, made: Catalogue) -> CatalogueView:
    """The catalogue as people see it."""
    terms = made.terms
    return CatalogueView(
        frame=frame(settings, made.path, "Datenkatalog", made.description.de, trail=(("data", "Daten"),)),
        title=made.title,
        description=made.description,
        datasets=tuple(_row(settings, made, dataset) for dataset in made.datasets),
        series=Link(href(made.path, made.series.path), made.series.title.de) if any(made.years) else None,
        publisher=terms.publisher.name,
        publisher_href=terms.publisher.homepage,
        contact=terms.contact,
        contact_is_here=terms.contact.url is not None and terms.contact.url.startswith(f"{made.iri}/"),
        attribution=terms.attribution,
        listed=terms.licence.listed,
        rights=terms.rights_text,
    )


def shown_period(period: Period) -> str:
    """A year, or the first and the last."""
    first, last = period.start.year, period.end.year
    return str(first) if first == last else f"{first}–{last}"


def _row(settings: Settings, made: Catalogue, dataset: Dataset) -> DatasetRow:
    return DatasetRow(
        id=dataset.path.rpartition("/")[2],
        page=Link(href(made.path, dataset.path), settings.language.of(dataset.title)),
        title_en=dataset.title.en,
        period=shown_period(dataset.period),
        frequency=FREQUENCIES[dataset.frequency],
        modified=dataset.modified,
        files=tuple(_file(settings, made, distribution) for distribution in dataset.distributions),
    )


def _file(settings: Settings, made: Catalogue, distribution: Distribution) -> FileRow:
    target = distribution.access_url if distribution.path is None else file_href(settings, made.path, distribution.path)
    return FileRow(target, distribution.title, distribution.size)
