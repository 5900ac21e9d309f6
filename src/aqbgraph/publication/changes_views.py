"""What the templates see of changes: the page of all publications, and the difference between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from aqbgraph.publication.views import Alternate, Frame, Link


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that changed: `kind` is "neu", "geändert" or "entfallen"; without `href` when it has gone."""

    link: Link
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicationChange:
    """What a publication changed: `id` its fragment, `at` its day with time where there is one, counts by kind.

    `more` documents changed that are not listed; `log` is the file with those that are told.
    """

    id: str
    number: int
    day: date
    time: str | None
    created: int
    updated: int
    deleted: int
    documents: tuple[DocumentChange, ...]
    more: int
    log: Link


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All publications, newest first, and the feeds to follow them by."""

    frame: Frame
    publications: tuple[PublicationChange, ...]
    feeds: tuple[Alternate, ...]
