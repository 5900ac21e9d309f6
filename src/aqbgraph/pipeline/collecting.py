"""First pass: each source is read and understood on its own; what comparing needs of it stays in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.errors import AqbError, ReadingError
from aqbgraph.extraction import mending
from aqbgraph.extraction.changes import Member
from aqbgraph.extraction.comparison import edition_of, pack
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.projects import mentions
from aqbgraph.pipeline.guarding import unexpected
from aqbgraph.pipeline.listing import is_list, listed
from aqbgraph.publication.summary import newest_day
from aqbgraph.reading.corrections import read_sheet
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from aqbgraph.agreement import Repair
    from aqbgraph.extraction.accounting import Accounting
    from aqbgraph.extraction.comparison import Edition, Fingerprints
    from aqbgraph.extraction.projects import Mention
    from aqbgraph.pipeline.spool import Spool
    from aqbgraph.reading.sources import SourceFile
    from aqbgraph.reported import ReportedBudget

# Text is read at once; a scan takes seconds and should not wait behind another.
_MOST, _HEAVIEST = 64, 1_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """A source and its number among all, from 0."""

    number: int
    source: SourceFile


@dataclass(frozen=True, slots=True)
class Digest:
    """An agreement in as few words as comparing it with others takes; the rest waits in the spool."""

    path: str
    title: str
    sha256: str
    edition: Edition
    sentences: Fingerprints
    mentions: tuple[Mention, ...] = ()
    newest: date | None = None

    @property
    def member(self) -> Member:
        """The agreement as it takes part in comparing."""
        return Member(self.path, self.edition, self.sentences)


@dataclass(frozen=True, slots=True)
class Collected:
    """A source after the first pass. `digest` is None when it has faults, or is a list of `reported` budgets.

    `before` is the year of the agreement before, of the same place on the same money, where both years are compared.
    """

    number: int
    name: str
    accounting: Accounting | None
    faults: tuple[AqbError, ...]
    digest: Digest | None = None
    repairs: tuple[Repair, ...] = ()
    reported: tuple[ReportedBudget, ...] = ()
    before: int | None = None


def batches(sources: Sequence[SourceFile]) -> Iterator[tuple[Task, ...]]:
    """The sources in portions of about the same work, by number and size."""
    portion: list[Task] = []
    weight = 0
    for number, source in enumerate(sources):
        size = source.size
        if portion and (len(portion) == _MOST or weight + size > _HEAVIEST):
            yield tuple(portion)
            portion, weight = [], 0
        portion.append(Task(number, source))
        weight += size
    if portion:
        yield tuple(portion)


def collect(tasks: Iterable[Task], spool: Spool) -> list[Collected]:
    """Reads and understands a few sources."""
    return [_one(task, spool) for task in tasks]


def _one(task: Task, spool: Spool) -> Collected:
    try:
        return _understood(task, spool)
    except Exception as error:  # noqa: BLE001  # whatever it is, the other documents are not to suffer from it
        return Collected(task.number, task.source.name, None, (unexpected(error, task.source.name),))


def _understood(task: Task, spool: Spool) -> Collected:
    try:
        document = read(task.source.path, task.source.name)
        beside = task.source.corrections
        sheet = read_sheet(beside) if beside else None
    except ReadingError as error:
        return Collected(task.number, task.source.name, None, (error,))
    if is_list(document):
        extraction, budgets = listed(document)
        return Collected(task.number, task.source.name, extraction.accounting, extraction.faults, reported=budgets)
    extraction = extract(document, sheet)
    agreement = extraction.agreement
    digest = None
    if agreement is not None:
        edition = edition_of(agreement)
        spool.put(task.number, extraction)
        digest = Digest(
            agreement.path,
            agreement.title,
            agreement.source.sha256,
            edition,
            pack(extraction.sentences),
            tuple(mentions(agreement)),
            newest_day(agreement),
        )
    repairs = mending.nodes(extraction.document, extraction.repairs)
    return Collected(task.number, task.source.name, extraction.accounting, extraction.faults, digest, repairs)
