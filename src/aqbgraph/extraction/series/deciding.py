"""From the measures of all agreements to series: within each party, then above the parties."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.joining import Joining, uses
from aqbgraph.extraction.series.projects import Decided
from aqbgraph.extraction.series.sharing import Series, Sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.series.joining import Use
    from aqbgraph.extraction.series.projects import Decision, Mention, Project


def decide(mentions: Iterable[Mention], decisions: Sequence[Decision] = ()) -> Decided:
    """All series. A series bears the name of its oldest project (by year, then name), so that it keeps its IRI."""
    known = uses(mentions)
    renamed: dict[Project, Project] = {}
    series: list[Series] = []
    joinings = [
        Joining({project: known[project] for project in projects}, decisions)
        for _, projects in groupby(known, key=lambda project: project.party)
    ]
    for joining in joinings:
        for projects in joining.series():
            one = _series([known[project] for project in projects])
            series.append(one)
            renamed |= {project: one.head for project in sorted(projects) if project != one.head}
    sharing = Sharing(series, decisions)
    return Decided(
        known=tuple(known),
        renamed=renamed,
        joins=tuple(pair for joining in joinings for pair in joining.joins),
        shared=sharing.shared(),
        doubtful=(*(pair for joining in joinings for pair in joining.doubtful), *sharing.doubtful),
        decisions=tuple(decisions),
    )


def _series(members: Sequence[Use]) -> Series:
    ordered = tuple(sorted(members, key=lambda use: (use.first, use.project)))
    return Series(ordered[0].project, ordered)
