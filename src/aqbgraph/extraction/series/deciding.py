"""From the measures of all agreements to series: within each party, then above the parties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.above import Above
from aqbgraph.extraction.series.joining import Joining, uses
from aqbgraph.extraction.series.projects import Decided
from aqbgraph.extraction.series.sharing import Series, Sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.series.joining import Use
    from aqbgraph.extraction.series.projects import Decision, Mention, Pair, Project


def decide(mentions: Iterable[Mention], decisions: Sequence[Decision] = ()) -> Decided:
    """All series, from mentions in whatever order."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.project.party].append(mention)
    return decide_each((found[party] for party in sorted(found)), decisions)


def decide_each(parties: Iterable[Iterable[Mention]], decisions: Sequence[Decision] = ()) -> Decided:
    """All series, from the mentions of one party after the other, in the order of their names.

    Mentions are let go of with their party: there are more of them than memory has room for. A series bears the name of
    its oldest project (by year, then name), so that it keeps its IRI.
    """
    known: list[Project] = []
    renamed: dict[Project, Project] = {}
    joins: list[Pair] = []
    doubtful: list[Pair] = []
    above = Above({project for decision in decisions for project in decision.projects})
    for mentions in parties:
        projects = uses(mentions)
        joining = Joining(projects, decisions)
        series = [_series([projects[project] for project in joined]) for joined in joining.series()]
        known += projects
        for one in series:
            renamed |= {project: one.head for project in sorted(one.projects) if project != one.head}
        joins += joining.joins
        doubtful += joining.doubtful
        above.add(series)
    sharing = Sharing(above.series, decisions)
    return Decided(
        known=tuple(known),
        renamed=renamed,
        joins=tuple(joins),
        shared=sharing.shared(),
        doubtful=(*doubtful, *sharing.doubtful),
        decisions=tuple(decisions),
    )


def _series(members: Sequence[Use]) -> Series:
    ordered = tuple(sorted(members, key=lambda use: (use.first, use.project)))
    return Series(ordered[0].project, ordered)
