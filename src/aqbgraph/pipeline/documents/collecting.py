"""First pass: each source is read and understood on its own; what comparing needs of it stays in memory."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from aqbgraph.errors import AqbError, ReadingError
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.outlining.changes import Member
from aqbgraph.extraction.series.projects import mentions
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.comparison import edition_of, pack
from aqbgraph.pipeline.documents.guarding import unexpected
from aqbgraph.pipeline.documents.listing import is_list, listed
from aqbgraph.publication.corpus.summarising import kept, newest_day
from aqbgraph.publication.disk.packed import Packed
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from aqbgraph.agreement import Repair
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.series.projects import Mention
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.extraction.wording.comparison import Edition, Fingerprints
    from aqbgraph.pipeline.spreading.spool import Spool
    from aqbgraph.reading.finding.sources import SourceFile
    from aqbgraph.reported import ReportedBudget

# Text is read at once; a scan takes seconds and should not wait behind another.
_MOST, _HEAVIEST = 64, 1_000_000
# So many texts are read in the time that a process takes to start.
_LEAST = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A source, its number among all, from 0, and the name under which the spool keeps what is read from it.

    `given` is the digest of it where that is known before it is read; `fresh` is a name that no build before has used.
    """

    number: int
    source: SourceFile
    given: str = ""
    fresh: str = ""

    @property
    def key(self) -> str:
        """Its number, where nothing else is known of it."""
        return self.given or self.fresh or str(self.number)


@dataclass(frozen=True, slots=True)
class Digest:
    """An agreement in as few words as comparing it with others takes; the rest waits in the spool.

    `words` is the digest of its words there.
    """

    path: str
    title: str
    sha256: str
    edition: Edition
    sentences: Fingerprints
    mentions: Sequence[Mention] = ()
    newest: date | None = None
    words: bytes = b""

    @property
    def member(self) -> Member:
        """The agreement as it takes part in comparing."""
        return Member(self.path, self.edition, self.sentences)


@dataclass(frozen=True, slots=True)
class Collected:
    """A source after the first pass. `digest` is None when it has faults, or is a list of `reported` budgets.

    `before` is the year of the agreement before, of the same place on the same money, where both years are compared.
    `key` is its name in the spool.
    """

    number: int
    name: str
    accounting: Accounting | None
    faults: tuple[AqbError, ...]
    digest: Digest | None = None
    repairs: tuple[Repair, ...] = ()
    reported: tuple[ReportedBudget, ...] = ()
    before: int | None = None
    key: str = ""


def batches(tasks: Sequence[Task], processes: int = 1) -> Iterator[tuple[Task, ...]]:
    """The sources in portions of about the same work, by number and size; each process has one, if it is worth it."""
    most = min(_MOST, max(_LEAST, ceil(len(tasks) / processes)))
    portion: list[Task] = []
    weight = 0
    for task in tasks:
        size = task.source.size
        if portion and (len(portion) == most or weight + size > _HEAVIEST):
            yield tuple(portion)
            portion, weight = [], 0
        portion.append(task)
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


def understood(source: SourceFile) -> tuple[Extraction, tuple[ReportedBudget, ...]]:
    """What a source says, with the corrections beside it; of a list of reported budgets, these.

    Raises:
        ReadingError: it, or its corrections, cannot be read.
    """
    document = read(source.path, source.name)
    sheet = read_sheet(source.corrections) if source.corrections else None
    return listed(document) if is_list(document) else (extract(document, sheet), ())


def _understood(task: Task, spool: Spool) -> Collected:
    # What a build had read that was killed later, which a scan is worth.
    known = spool.take(task.key) if task.given else None
    try:
        extraction, budgets = (known, ()) if known else understood(task.source)
    except ReadingError as error:
        return Collected(task.number, task.source.name, None, (error,))
    agreement = extraction.agreement
    digest = None
    if agreement is not None:
        edition = edition_of(agreement)
        words = spool.put(task.key, extraction)
        digest = Digest(
            agreement.path,
            agreement.title,
            agreement.source.sha256,
            edition,
            pack(extraction.sentences),
            Packed.of(mentions(agreement)),
            newest_day(agreement),
            words,
        )
    return Collected(
        task.number,
        task.source.name,
        kept(extraction.accounting),
        extraction.faults,
        digest,
        mending.nodes(extraction.document, extraction.repairs),
        budgets,
        key=task.key,
    )
