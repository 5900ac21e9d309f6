"""What the templates see of reported budgets. None of their amounts is ever in a sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aqbgraph.publication.frame.views import CitedSource, Frame, Link, Mark, ReportedRow


@dataclass(frozen=True, slots=True)
class ReportedBlock:
    """A reported budget in full: its fragment, and the row it was read from with file, line and the row's fragment.

    `cited_id` is a fragment where the source is a document without an address; `precision_definition` says what the
    precision means.
    """

    id: str
    programme: Link
    amount: Decimal
    precision: Link
    precision_definition: str
    cited: CitedSource
    cited_id: str | None
    reported_on: date | None
    note: str | None
    mark: Mark
    mark_id: str
    quote: str
    line: int
    file: Link


@dataclass(frozen=True, slots=True)
class ReportedView:
    """What is reported of a party for a year, and the agreements there are beside it."""

    frame: Frame
    party: Link
    year: int
    budgets: tuple[ReportedBlock, ...]
    agreements: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """A list as read: the fragments of the file and of its reading, name, checksum, how many figures it has."""

    id: str
    extraction_id: str
    name: str
    sha256: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportedListView:
    """All reported budgets, newest first, and the files they were read from."""

    frame: Frame
    rows: tuple[ReportedRow, ...]
    files: tuple[ReportedFile, ...]
