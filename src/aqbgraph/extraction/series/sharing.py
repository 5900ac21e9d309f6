"""Projects above the parties: the same name in several districts, where it can hardly be chance.

A name of everyday words ("Bewerbungscoaching") is found by anybody. So a name joins only when it is the same to the
letter, has a made-up word and three telling ones, and stands under the same measure type; all else waits for a human.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.joining import by_hand
from aqbgraph.extraction.series.likeness import SAME
from aqbgraph.extraction.series.names import form
from aqbgraph.extraction.series.projects import Pair, Project, Shared
from aqbgraph.extraction.series.series import series_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.series.joining import Use
    from aqbgraph.extraction.series.names import Form
    from aqbgraph.extraction.series.projects import Decision

_TELLING, _ASKED = 3, 2


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a party: the project that names it (the oldest), and all its projects."""

    head: Project
    uses: tuple[Use, ...]

    @property
    def notations(self) -> frozenset[str]:
        """The types its measures stand under."""
        return frozenset[str]().union(*(use.notations for use in self.uses))

    @property
    def projects(self) -> tuple[Project, ...]:
        """All its projects, the oldest first."""
        return tuple(use.project for use in self.uses)

    @property
    def age(self) -> tuple[int, Project]:
        """By what the oldest is found."""
        return min((use.first, use.project) for use in self.uses)

    def use(self, project: Project) -> Use:
        """One of its projects."""
        return next(use for use in self.uses if use.project == project)


def is_telling(said: Form) -> bool:
    """Whether a name is worth a question when several parties have it."""
    return said.telling >= _ASKED or (said.coined and bool(said.letters))


class Sharing:
    """The series of all parties on their way to what they share."""

    def __init__(self, series: Iterable[Series], decisions: Iterable[Decision]) -> None:
        """`decisions` are all that were taken by hand; those within one party change nothing here."""
        self._series = {one.head: one for one in sorted(series, key=lambda one: one.age)}
        self._head = {use.project: one.head for one in self._series.values() for use in one.uses}
        self._sets = {head: frozenset({head}) for head in self._series}
        self._joins: list[Pair] = []
        self.doubtful: list[Pair] = []
        self._asked: set[tuple[Project, Project]] = set()
        self._parted: set[frozenset[Project]] = set()
        decided = sorted(decisions, key=lambda decision: decision.projects)
        for decision in decided:
            if not decision.joins:
                heads = self._heads(decision)
                self._parted |= {frozenset((one, other)) for one in heads for other in heads if one != other}
        for decision in decided:
            if decision.joins:
                self._by_hand(decision)
        for same in self._same_names():
            self._compare(same)

    def shared(self) -> tuple[Shared, ...]:
        """What several parties share, in order of age. Two of one name bear their oldest party's too."""
        groups = [one for one in dict.fromkeys(self._sets[head] for head in self._series) if len(one) > 1]
        oldest = [min(group, key=lambda head: self._series[head].age) for group in groups]
        count = Counter(head.name for head in oldest)
        return tuple(
            Shared(
                name=head.name if count[head.name] == 1 else f"{head.name}-{head.party}",
                label=series_label(self._series[head].use(head).labels[0]),
                members=tuple(sorted(group)),
                joins=tuple(pair for pair in self._joins if self._head[pair.one] in group),
            )
            for head, group in zip(oldest, groups, strict=True)
        )

    def _heads(self, decision: Decision) -> tuple[Project, ...]:
        return tuple(dict.fromkeys(self._head[one] for one in decision.projects if one in self._head))

    def _by_hand(self, decision: Decision) -> None:
        present = [project for project in decision.projects if project in self._head]
        for one, other in pairwise(present):
            heads = self._head[one], self._head[other]
            if self._sets[heads[0]] is not self._sets[heads[1]]:
                self._merge(*heads)
                uses = self._series[heads[0]].use(one), self._series[heads[1]].use(other)
                self._joins.append(by_hand(*uses, decision))

    def _merge(self, one: Project, other: Project) -> None:
        merged = self._sets[one] | self._sets[other]
        self._sets.update(dict.fromkeys(merged, merged))

    def _same_names(self) -> Iterable[Sequence[Use]]:
        """The projects of one name in several parties, the oldest first."""
        found: dict[tuple[str, tuple[str, ...]], list[Use]] = defaultdict(list)
        for series in self._series.values():
            for use in sorted(series.uses, key=lambda use: (use.first, use.project)):
                said = form(use.labels[0])
                if is_telling(said):
                    found[said.letters, said.numbers].append(use)
        return [same for same in found.values() if len({use.project.party for use in same}) > 1]

    def _compare(self, same: Sequence[Use]) -> None:
        """Each with those before it; a question is asked once for each party."""
        said = form(same[0].labels[0])
        likely = said.coined and said.telling >= _TELLING
        for place, use in enumerate(same):
            for other in same[:place]:
                heads = self._head[other.project], self._head[use.project]
                if other.project.party == use.project.party or self._are_parted(*heads):
                    continue
                if self._sets[heads[0]] is not self._sets[heads[1]]:
                    self._decide(other, use, heads, likely=likely)
                break

    def _decide(self, one: Use, other: Use, heads: tuple[Project, Project], *, likely: bool) -> None:
        same_type = bool(self._series[heads[0]].notations & self._series[heads[1]].notations)
        reason = "gleicher Name in mehreren Gebietskörperschaften"
        pair = Pair(one.project, other.project, one.labels[0], other.labels[0], SAME, SAME, reason)
        if likely and same_type:
            self._merge(*heads)
            self._joins.append(pair)
        elif heads not in self._asked:
            self._asked.add(heads)
            self.doubtful.append(pair)

    def _are_parted(self, one: Project, other: Project) -> bool:
        return any(frozenset((mine, yours)) in self._parted for mine in self._sets[one] for yours in self._sets[other])
