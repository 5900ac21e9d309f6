"""What the template of the page about the data sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from markupsafe import Markup

    from aqbgraph.publication.catalogue.dataset_views import DatasetFile
    from aqbgraph.publication.catalogue.licence_terms import SpokenTerms
    from aqbgraph.publication.frame.views import Alternate, Frame, Link


@dataclass(frozen=True, slots=True)
class Digests:
    """How many statements dumps hold, and the SHA-256 of their canonical form: as one graph, and with named graphs."""

    statements: int
    graph: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Way:
    """A file or page that serves a purpose; `size` in bytes, None for a page."""

    link: Link
    size: int | None


@dataclass(frozen=True, slots=True)
class Purpose:
    """What somebody wants to do, and what to take for it, the best first."""

    want: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class YearFiles:
    """The dumps and tables of a year."""

    year: Link
    files: tuple[DatasetFile, ...]
    digests: Digests


@dataclass(frozen=True, slots=True)
class DataView:
    """Data and licence: what to take for which purpose, all files, how to cite and check them, how names resolve.

    `modified` is when the data last changed (UTC); `dataset` leads to the page of the dataset, `changes` to what
    changed when, `review` to where questions on series stand; `endpoint` is the address that can be asked where the
    publication is served; `terms` is None when the licence is none of those we know, `note` the note of source that the
    licence asks for, None when it asks for none.
    """

    frame: Frame
    agreements: int
    modified: datetime
    purposes: tuple[Purpose, ...]
    files: tuple[DatasetFile, ...]
    digests: Digests
    years: tuple[YearFiles, ...]
    cube: Link
    dataset: Link
    catalogue: Link
    changes: Link
    feeds: tuple[Alternate, ...]
    queries: Link
    endpoint: str
    citation: Markup
    citation_href: str
    terms: SpokenTerms | None
    note: str | None
    vocabularies: tuple[Link, ...]
    review: Link
