"""Puts the catalogue of a publication together: its datasets, the files they are distributed as, who stands for them.

Dates come from outside, by what was said before: `dates(key, digest)` gives those of a thing whose content has this
digest. The digest of a dataset is that of its statements, without the version of the software that read them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from aqbgraph.identifiers import ONTOLOGY
from aqbgraph.publication.catalogue.catalogue_parts import (
    CATALOGUE,
    DCAT,
    HESSE,
    QUERIES,
    REPORTED,
    RIGHTS,
    SERIES,
    SPARQL,
    WHOLE,
    YEAR,
    Part,
    place_label,
)
from aqbgraph.publication.catalogue.datasets import (
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Period,
    Place,
    Series,
    Service,
    Terms,
)
from aqbgraph.publication.formats import FORMATS
from aqbgraph.publication.offers import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.history.history import Dates
    from aqbgraph.publication.offers import Offer
    from aqbgraph.publication.publisher.settings import Settings


RDF_TYPES = frozenset(row.media_type for row in FORMATS)
# How often a dataset changes, http://publications.europa.eu/resource/authority/frequency. Once a later year has
# agreements no more are concluded for a year; to the newest they come as they are signed.
EVERY_YEAR, NO_MORE, AS_SIGNED = "ANNUAL", "NEVER", "IRREG"
# What the endpoint answers with first, and its file type.
_RESULTS = ("application/sparql-results+json", "SPARQLQRES")


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that was written: its size in bytes, its digest (SHA-256), and the digest of what it says.

    `canonical` is the SHA-256 of its canonical form (RDFC-1.0), None for what is no RDF.
    """

    offer: Offer
    size: int
    sha256: str
    content: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """All that is offered: the files, and the digests of what the whole graph (None) and each year say."""

    files: Sequence[OfferedFile]
    contents: Mapping[int | None, str]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have files of their own: each is a dataset."""
        return tuple(sorted({file.offer.year for file in self.files if file.offer.year is not None}))

    def of(self, year: int | None) -> tuple[OfferedFile, ...]:
        """The files of a year, or of the whole graph."""
        return tuple(file for file in self.files if file.offer.year == year)


def catalogue(
    settings: Settings, corpus: Corpus, offered: Offered, dates: Callable[[str, str], Dates], own: Dates
) -> Catalogue:
    """The catalogue; `own` are its own dates."""
    base, part = settings.base_iri, Part(CATALOGUE)
    made = _Making(base, corpus, offered, dates)
    return Catalogue(
        iri=base + CATALOGUE,
        path=CATALOGUE,
        title=part.title(),
        description=part.description(),
        homepage=base,
        place=place(),
        terms=terms(settings),
        issued=own.issued,
        modified=own.modified,
        datasets=(made.whole(), *map(made.year, offered.years)),
        series=made.series(),
        service=made.service(),
    )


def place() -> Place:
    """What all datasets are about."""
    part = Part(HESSE)
    return Place(HESSE, place_label(), part.literal(DCAT + "bbox"), part.literal(DCAT + "centroid"))


def terms(settings: Settings) -> Terms:
    """Who stands for the data. What the settings leave open is told by where the publication lives, and by no more."""
    document = settings.base_iri + CATALOGUE
    publisher, contact, name = settings.publisher, settings.contact, settings.provider
    homepage = publisher.homepage if publisher else settings.base_iri
    return Terms(
        publisher=Agent(f"{document}#publisher", name, homepage, publisher.type if publisher else None),
        contact=Contact(
            f"{document}#contact",
            (contact and contact.name) or name,
            contact.email if contact else None,
            contact.url if contact else (publisher and publisher.homepage) or f"{document}/#contact",
        ),
        licence=settings.licence,
        rights=settings.base_iri + RIGHTS,
        rights_text=Part(RIGHTS).description(),
        attribution=(settings.attribution or f"{name}, {settings.base_iri}")
        if settings.licence.names_publisher
        else None,
        contributor=settings.contributor,
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the parts of a catalogue."""

    base: str
    corpus: Corpus
    offered: Offered
    dates: Callable[[str, str], Dates]

    def whole(self) -> Dataset:
        files = tuple(self._distribution(self.base + WHOLE, file) for file in self.offered.of(None))
        years = self.corpus.years
        blanks = {"span": _span(years[0], years[-1]), "agreements": _number(len(self.corpus.agreements))}
        made = self._dataset(Part(WHOLE), WHOLE, None, (*files, self._queries()), blanks, EVERY_YEAR, self._years())
        return replace(made, description=self._with_reported(made.description))

    def _with_reported(self, description: Text) -> Text:
        """Amounts of other years must not look as if there were agreements of them."""
        if not self._reported:
            return description
        more = Part(REPORTED).description(reported=_span(min(self._reported), max(self._reported)))
        return Text(f"{description.de} {more.de}", f"{description.en} {more.en}")

    def year(self, year: int) -> Dataset:
        path = YEAR.replace("YYYY", str(year))
        files = tuple(self._distribution(self.base + path, file) for file in self.offered.of(year))
        blanks = {"year": _number(year), "agreements": _number(len(self.corpus.of_year(year)))}
        frequency = NO_MORE if year < max(self.offered.years) else AS_SIGNED
        return self._dataset(Part(YEAR), path, year, files, blanks, frequency, (year, year))

    def _dataset(
        self,
        part: Part,
        path: str,
        year: int | None,
        distributions: tuple[Distribution, ...],
        blanks: Mapping[str, Text],
        frequency: str,
        years: tuple[int, int],
    ) -> Dataset:
        iri = self.base + path
        told = self.dates(iri, self.offered.contents[year])
        return Dataset(
            iri=iri,
            path=path,
            title=part.title(**blanks),
            description=part.description(**blanks),
            keywords=part.keywords(**blanks),
            landing_page=f"{iri}/",
            period=_period(iri, *years),
            place=place(),
            frequency=frequency,
            issued=told.issued,
            modified=told.modified,
            distributions=distributions,
            year=year,
            series=None if year is None else self.base + SERIES,
        )

    def series(self) -> Series:
        """The years as one thing; it changes when one of them does, or one is added."""
        iri, part, years = self.base + SERIES, Part(SERIES), self.offered.years or (self._years()[1],)
        told = self.dates(iri, ",".join(f"{year}:{self.offered.contents[year]}" for year in self.offered.years))
        blanks = {"span": _span(years[0], years[-1])}
        return Series(
            iri=iri,
            path=SERIES,
            title=part.title(**blanks),
            description=part.description(**blanks),
            period=_period(iri, years[0], years[-1]),
            place=place(),
            issued=told.issued,
            modified=told.modified,
        )

    def service(self) -> Service:
        endpoint, part = self.base + SPARQL, Part(SPARQL)
        return Service(
            iri=endpoint,
            title=part.title(),
            description=part.description(),
            keywords=part.keywords(),
            endpoint=endpoint,
            description_url=endpoint,
            serves=self.base + WHOLE,
        )

    def _queries(self) -> Distribution:
        iri, part = self.base + QUERIES, Part(QUERIES)
        told = self.dates(iri, self.offered.contents[None])
        return Distribution(
            iri=iri,
            title=part.title(),
            description=part.description(),
            access_url=self.base + SPARQL,
            media_type=_RESULTS[0],
            file_type=_RESULTS[1],
            issued=told.issued,
            modified=told.modified,
            service=self.base + SPARQL,
        )

    def _distribution(self, dataset: str, file: OfferedFile) -> Distribution:
        offer, iri = file.offer, f"{dataset}#{file.offer.key}"
        told = self.dates(iri, file.content)
        return Distribution(
            iri=iri,
            title=offer.title,
            description=offer.description,
            access_url=self.base + offer.path,
            file_type=offer.file_type,
            media_type=offer.media_type,
            issued=told.issued,
            modified=told.modified,
            path=offer.path,
            size=file.size,
            sha256=file.sha256,
            canonical=file.canonical,
            compression=offer.compression,
            conforms_to=offer.conforms_to or ((ONTOLOGY,) if offer.media_type in RDF_TYPES else ()),
        )

    def _years(self) -> tuple[int, int]:
        """The first and the last year that anything is told of."""
        years = {*self.corpus.years, *self._reported}
        return min(years), max(years)

    @property
    def _reported(self) -> frozenset[int]:
        """The years that other sources report amounts of."""
        return frozenset(budget.fiscal_year for budget in self.corpus.reported.budgets)


def _period(iri: str, first: int, last: int) -> Period:
    return Period(f"{iri}#period", date(first, 1, 1), date(last, 12, 31))


def _span(first: int, last: int) -> Text:
    return _number(first) if first == last else Text(f"{first} bis {last}", f"{first} to {last}")


def _number(number: int) -> Text:
    return Text(str(number), str(number))
