"""What comparing measures over years and parties works on, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Source


class Project(NamedTuple):
    """All measures of a party whose names have the same slug: `{base}series/{party}/{name}`.

    A tuple, since all that is known of projects is looked up by it.
    """

    party: str
    name: str


class Mention(NamedTuple):
    """A measure of an agreement as comparing sees it: its name as written and the notation of its type."""

    project: Project
    label: str
    year: int
    agreement: str
    notation: str


def mentions(agreement: Agreement) -> Iterator[Mention]:
    """The measures of an agreement."""
    for measure in agreement.measures:
        project = Project(agreement.local_party, measure.series)
        yield Mention(project, measure.label, agreement.year, agreement.path, measure.measure_type.key)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided by hand on two or more projects: that they are the same, or that they are not."""

    projects: tuple[Project, ...]
    joins: bool
    by: str
    on: date
    reason: str
    source: Source
    line: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and what comparing them gave: per cent of equal letters, the threshold it was held against, why.

    A join by hand has a `decision` and no score. The labels are as written in the oldest agreement of each.
    """

    one: Project
    other: Project
    label: str
    other_label: str
    score: float | None
    threshold: float | None
    reason: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A project of several parties: its slug and the series of each."""

    name: str
    label: str
    members: tuple[Project, ...]
    joins: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """All that comparing gave. `renamed` are the projects that belong to another's series, and to whose.

    `known` are all projects, `joins` made the series of a party, `shared` are above the parties, `doubtful` wait for a
    human, `decisions` were taken by one.
    """

    known: tuple[Project, ...] = ()
    renamed: Mapping[Project, Project] = field(default_factory=dict)
    joins: tuple[Pair, ...] = ()
    shared: tuple[Shared, ...] = ()
    doubtful: tuple[Pair, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def renaming(self) -> Decided:
        """What an agreement alone needs of it."""
        return Decided(renamed=self.renamed)

    def joined(self, agreement: Agreement) -> Agreement:
        """The agreement, its measures in the series they belong to."""
        party = agreement.local_party
        measures = (
            replace(measure, series=self.series(Project(party, measure.series)).name) for measure in agreement.measures
        )
        return replace(agreement, measures=tuple(measures))

    def series(self, project: Project) -> Project:
        """The series a project belongs to."""
        return self.renamed.get(project, project)
