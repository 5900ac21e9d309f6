"""What the template of the catalogue's page sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from aqbgraph.publication.catalogue.datasets import Contact
    from aqbgraph.publication.frame.views import Frame, Link


@dataclass(frozen=True, slots=True)
class FileRow:
    """A form in which a dataset can be had; `size` in bytes, None for a service."""

    href: str
    title: str
    size: int | None


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """A dataset: its page, what it covers, how often it changes, when it last changed (UTC), its files."""

    id: str
    page: Link
    period: str
    frequency: str
    modified: datetime
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue for people: datasets, who stands for them and answers questions, what users may do.

    `series` leads to the page of the series of years, None where there is none; `publisher` to its homepage where there
    is one; `listed` is the licence as portals know it; `attribution` is None where the licence asks for no name.
    """

    frame: Frame
    title: str
    description: str
    datasets: tuple[DatasetRow, ...]
    series: Link | None
    publisher: str
    publisher_href: str | None
    contact: Contact
    contact_is_here: bool
    attribution: str | None
    listed: str | None
    rights: str
