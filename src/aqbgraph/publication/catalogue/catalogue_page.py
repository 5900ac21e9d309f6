"""The page of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.catalogue.catalogue import AS_SIGNED, EVERY_YEAR, NO_MORE
from aqbgraph.publication.catalogue.catalogue_views import CatalogueView, DatasetRow, FileRow
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import later

if TYPE_CHECKING:
    from aqbgraph.publication.catalogue.datasets import Catalogue, Dataset, Distribution, Period
    from aqbgraph.publication.publisher.settings import Settings

# How often a dataset changes, in the words of the page.
FREQUENCIES = {
    EVERY_YEAR: later("jährlich"),
    NO_MORE: later("abgeschlossen"),
    AS_SIGNED: later("laufend, sobald Vereinbarungen unterzeichnet sind"),
}


def catalogue_view(settings: Settings, made: Catalogue) -> CatalogueView:
    """The catalogue as people see it."""
    terms, say, of = made.terms, settings.language.say, settings.language.of
    return CatalogueView(
        frame=frame(settings, made.path, say("Datenkatalog"), of(made.description), trail=(("data", say("Daten")),)),
        title=of(made.title),
        description=of(made.description),
        datasets=tuple(_row(settings, made, dataset) for dataset in made.datasets),
        series=Link(href(made.path, made.series.path), of(made.series.title)) if any(made.years) else None,
        publisher=terms.publisher.name,
        publisher_href=terms.publisher.homepage,
        contact=terms.contact,
        contact_is_here=terms.contact.url is not None and terms.contact.url.startswith(f"{made.iri}/"),
        attribution=terms.attribution,
        listed=terms.licence.listed,
        rights=of(terms.rights_text),
    )


def shown_period(period: Period) -> str:
    """A year, or the first and the last."""
    first, last = period.start.year, period.end.year
    return str(first) if first == last else f"{first}–{last}"


def _row(settings: Settings, made: Catalogue, dataset: Dataset) -> DatasetRow:
    return DatasetRow(
        id=dataset.path.rpartition("/")[2],
        page=Link(href(made.path, dataset.path), settings.language.of(dataset.title)),
        period=shown_period(dataset.period),
        frequency=settings.language.say(FREQUENCIES[dataset.frequency]),
        modified=dataset.modified,
        files=tuple(_file(settings, made, distribution) for distribution in dataset.distributions),
    )


def _file(settings: Settings, made: Catalogue, distribution: Distribution) -> FileRow:
    target = distribution.access_url if distribution.path is None else file_href(settings, made.path, distribution.path)
    return FileRow(target, settings.language.of(distribution.title), distribution.size)
