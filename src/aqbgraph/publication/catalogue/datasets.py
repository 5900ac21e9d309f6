"""What a publication offers, as data portals see it: a catalogue of datasets, each with the files it is distributed as.

The classes are those of DCAT (https://www.w3.org/TR/vocab-dcat-3/), their names without its abbreviations. IRIs are
absolute; a `path` is relative to the root of the publication. All moments are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from aqbgraph.publication.offers import Text
    from aqbgraph.publication.publisher.settings import Licence


@dataclass(frozen=True, slots=True)
class Agent:
    """Who publishes. `type` is an IRI of http://purl.org/adms/publishertype/, None when it is not known."""

    iri: str
    name: str
    homepage: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where questions go: an e-mail address (without "mailto:"), a web address, or both."""

    iri: str
    name: str
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Keywords:
    """Words to find something by, in each language; they are no translations of each other word by word."""

    de: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What the data is about on the map; box and centre are WKT in degrees, longitude first (CRS84)."""

    iri: str
    label: Text
    box: str
    centre: str


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    iri: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all that is offered: who publishes it, who answers questions, under which licence.

    `attribution` is the text by which the publisher wants to be named, None where the licence asks for no name;
    `rights` the IRI of the statement of rights, `rights_text` its words; `contributor` the IRI of who delivers to
    GovData, None unless it was set.
    """

    publisher: Agent
    contact: Contact
    licence: Licence
    rights: str
    rights_text: Text
    attribution: str | None = None
    contributor: str | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """A form in which a dataset can be had: a file, or a service (`service` is its IRI, then there is no file).

    `file_type` is the last part of an IRI of the EU's file types, None where portals do not know it; `media_type` that
    of the content and `compression` that of its packing; `size` in bytes and `sha256` (64 hexadecimal digits) are those
    of the file at `path`; `canonical` is the SHA-256 of the canonical form of what it says (RDFC-1.0), None for what is
    no RDF.
    """

    iri: str
    title: Text
    description: Text
    access_url: str
    file_type: str | None
    media_type: str
    issued: datetime
    modified: datetime
    path: str | None = None
    size: int | None = None
    sha256: str | None = None
    canonical: str | None = None
    compression: str | None = None
    conforms_to: tuple[str, ...] = ()
    service: str | None = None

    @property
    def download_url(self) -> str | None:
        """Where the file is; None for a service."""
        return None if self.path is None else self.access_url


@dataclass(frozen=True, slots=True)
class Dataset:
    """The whole graph, or a year of it (`year`), which is then part of a series (its IRI).

    `iri` is also the name of the document about it at `path`; `landing_page` is the address of its page. `frequency` is
    the last part of an IRI of the EU's frequencies.
    """

    iri: str
    path: str
    title: Text
    description: Text
    keywords: Keywords
    landing_page: str
    period: Period
    place: Place
    frequency: str
    issued: datetime
    modified: datetime
    distributions: tuple[Distribution, ...]
    year: int | None = None
    series: str | None = None

    @property
    def files(self) -> tuple[Distribution, ...]:
        """The distributions that are files."""
        return tuple(distribution for distribution in self.distributions if distribution.path is not None)


@dataclass(frozen=True, slots=True)
class Series:
    """The datasets of the years as one thing. It does not name its members: they name it.

    Like a dataset's, `iri` is also the name of the document about it at `path`.
    """

    iri: str
    path: str
    title: Text
    description: Text
    period: Period
    place: Place
    issued: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Service:
    """The SPARQL endpoint; `serves` is the IRI of the dataset that can be asked, `description_url` describes it."""

    iri: str
    title: Text
    description: Text
    keywords: Keywords
    endpoint: str
    description_url: str
    serves: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is offered. The dataset of the whole graph comes first, then the years, oldest first."""

    iri: str
    path: str
    title: Text
    description: Text
    homepage: str
    place: Place
    terms: Terms
    issued: datetime
    modified: datetime
    datasets: tuple[Dataset, ...]
    series: Series
    service: Service

    @property
    def whole(self) -> Dataset:
        """The dataset of the whole graph."""
        return self.datasets[0]

    @property
    def years(self) -> Iterator[Dataset]:
        """The datasets of the years."""
        return (dataset for dataset in self.datasets if dataset.year is not None)
