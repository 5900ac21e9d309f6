"""What the templates see of changes: the page of all publications, and the difference between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from aqbgraph.publication.frame.views import Alternate, Frame, Link


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that changed: `kind` is "neu", "geändert" or "entfallen"; without `href` when it has gone.

    `lines` are seen at once, `rest` on demand; `german` says whether they are in German, as those of old logs always
    are.
    """

    link: Link
    kind: str
    lines: tuple[Markup, ...]
    rest: tuple[Markup, ...]
    german: bool


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Documents of one kind that changed: agreements, places, projects."""

    title: str
    documents: tuple[DocumentChange, ...]


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
    groups: tuple[ChangeGroup, ...]
    more: int
    log: Link


@dataclass(frozen=True, slots=True)
class EarlierPublication:
    """An older publication, counted: `id` its fragment; `log` is the file that tells what it changed."""

    id: str
    day: date
    created: int
    updated: int
    deleted: int
    log: Link


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All publications, newest first, the `earlier` ones counted only, and the feeds to follow them by."""

    frame: Frame
    publications: tuple[PublicationChange, ...]
    earlier: tuple[EarlierPublication, ...]
    feeds: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What changed of a thing by one property; `before` and `now` are None where nothing was, or is, said."""

    thing: Markup
    name: str
    before: Markup | None
    now: Markup | None


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """A document that came, changed or went (`kind` says which), with the facts; `traces` counts the rest."""

    iri: str
    title: str
    kind: str
    rows: tuple[DifferenceRow, ...]
    traces: int


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Two states of the data (their names), and what differs. The page stands alone: `style` is its style sheet.

    `language` is that of the page (BCP 47).
    """

    language: str
    old: str
    new: str
    summary: str
    style: str
    documents: tuple[DocumentDifference, ...]
