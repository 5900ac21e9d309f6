"""What the template of a dataset's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from markupsafe import Markup

    from aqbgraph.publication.catalogue.licence_terms import SpokenTerms
    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file: where it is, what it holds, its media type, its size in bytes and its digest (SHA-256)."""

    href: str
    title: str
    description: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DatasetView:
    """A dataset for people: what it covers, since when, its files, how to cite it, what one may do with it.

    `period` is a year or two; `issued` and `modified` are UTC; `others` are the whole and the years. `citation` leads
    to the file for programs; `note` is the note of source that the licence asks for, None when it asks for none;
    `terms` None when the licence is none of those we know; `endpoint` the address where it can be asked, if it can;
    `series` leads to the page of the series of years, None where there is none.
    """

    frame: Frame
    title: str
    description: str
    period: str
    place: str
    frequency: str
    issued: datetime
    modified: datetime
    publisher: str
    publisher_href: str | None
    files: tuple[DatasetFile, ...]
    endpoint: str | None
    citation: Markup
    citation_href: str
    terms: SpokenTerms | None
    note: str | None
    rights: str
    queries: Link
    catalogue: Link
    others: tuple[Link, ...]
    series: Link | None = None


@dataclass(frozen=True, slots=True)
class DatasetSeriesView:
    """The datasets of the years as one thing: what it covers, when it last changed (UTC), who publishes it.

    `years` lead to the pages of its datasets, oldest first; `whole` to that of the dataset of all years.
    """

    frame: Frame
    title: str
    description: str
    period: str
    place: str
    frequency: str
    modified: datetime
    publisher: str
    publisher_href: str | None
    years: tuple[Link, ...]
    whole: Link
    catalogue: Link
