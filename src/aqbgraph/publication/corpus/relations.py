"""What comparing gave, as far as it is published: only names that stand in an agreement of the publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.asking import Question, questions
from aqbgraph.extraction.series.projects import Pair, Project
from aqbgraph.extraction.series.series import series_label, series_name
from aqbgraph.identifiers import ABOVE_PARTIES, series_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.extraction.series.projects import Decided, Decision


@dataclass(frozen=True, slots=True)
class SharedSummary:
    """A project of several parties: its slug and name, the series of each by the project that names it, the joins."""

    name: str
    label: str
    members: tuple[Project, ...]
    joins: tuple[Pair, ...]

    @property
    def path(self) -> str:
        """Where it lives."""
        return series_path(ABOVE_PARTIES, self.name)


@dataclass(frozen=True, slots=True)
class MovedSeries:
    """A series that has become part of another: its name as it was, and where it went."""

    party: str
    name: str
    label: str
    target: Project

    @property
    def path(self) -> str:
        """Where it lived."""
        return series_path(self.party, self.name)


@dataclass(frozen=True, slots=True)
class Relations:
    """All of it. `joins` are within a party; `decisions` were taken by hand."""

    joins: tuple[Pair, ...] = ()
    shared: tuple[SharedSummary, ...] = ()
    moved: tuple[MovedSeries, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()


def relations(decided: Decided, names: Iterable[tuple[str, str]]) -> Relations:
    """What was decided on the measures of a publication; `names` are party and name as written of each."""
    known: set[tuple[Project, str]] = set()
    labels: dict[Project, str] = {}
    for party, label in names:
        project = Project(party, series_name(label))
        known.add((project, label))
        labels[project] = label
    return Relations(
        joins=tuple(_known(decided.joins, known)),
        shared=tuple(_shared(decided, known)),
        moved=tuple(
            MovedSeries(project.party, project.name, series_label(labels[project]), target)
            for project, target in sorted(decided.renamed.items())
            if project in labels
        ),
        questions=questions(_known(decided.doubtful, known)),
        decisions=tuple(one for one in decided.decisions if len(labels.keys() & set(one.projects)) > 1),
    )


def _known(pairs: Iterable[Pair], known: set[tuple[Project, str]]) -> Iterable[Pair]:
    return (pair for pair in pairs if (pair.one, pair.label) in known and (pair.other, pair.other_label) in known)


def _shared(decided: Decided, known: set[tuple[Project, str]]) -> Iterable[SharedSummary]:
    heads = {decided.series(project) for project, _ in known}
    for one in decided.shared:
        members = tuple(head for head in one.members if head in heads)
        joins = tuple(_known(one.joins, known))
        if len(members) > 1 and joins:
            yield SharedSummary(one.name, one.label, members, joins)
