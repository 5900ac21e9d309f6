"""Which projects of a party are one over the years: names written the same, one slip apart, or joined by hand.

Two projects that stand in one agreement are told apart by it and never joined, unless by hand; nor are two of which
one could as well be a third, from which the other is told apart. The result does not depend on the order of what is
given: pairs are taken by score, then by name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.candidates import candidates
from aqbgraph.extraction.series.likeness import DOUBT, JOIN, SAME, Likeness, likeness
from aqbgraph.extraction.series.names import form
from aqbgraph.extraction.series.projects import Pair, Project
from aqbgraph.extraction.series.series import series_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.extraction.series.projects import Decision, Mention

Two = tuple[Project, Project]


@dataclass(frozen=True, slots=True)
class Use:
    """A project and where it stands: its names as written (the oldest first), its first year, agreements, types."""

    project: Project
    labels: tuple[str, ...]
    first: int
    agreements: frozenset[str]
    notations: frozenset[str]


def uses(mentions: Iterable[Mention]) -> dict[Project, Use]:
    """The projects in order, each with all its mentions."""
    found: dict[Project, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.project].append(mention)
    return {project: _use(project, found[project]) for project in sorted(found)}


def _use(project: Project, mentions: Sequence[Mention]) -> Use:
    ordered = sorted(mentions, key=lambda mention: (mention.year, mention.label))
    return Use(
        project,
        tuple(dict.fromkeys(mention.label for mention in ordered)),
        ordered[0].year,
        frozenset(mention.agreement for mention in mentions),
        frozenset(mention.notation for mention in mentions),
    )


class Joining:
    """The projects of one party on their way to series."""

    def __init__(self, known: Mapping[Project, Use], decisions: Iterable[Decision]) -> None:
        """`known` are the projects of the party, `decisions` those about two or more of them."""
        self._known = known
        self._sets = {project: frozenset({project}) for project in known}
        self._parted: set[frozenset[Project]] = set()
        self.joins: list[Pair] = [pair for use in known.values() for pair in _spellings(use)]
        self.doubtful: list[Pair] = []
        decided = sorted(decisions, key=lambda decision: decision.projects)
        for decision in decided:
            if not decision.joins:
                self._parted |= {
                    frozenset(pair) for pair in _pairs(decision.projects) if all(one in known for one in pair)
                }
        for decision in decided:
            if decision.joins:
                self._by_hand(decision)
        self._compare()

    def series(self) -> tuple[frozenset[Project], ...]:
        """The projects of each series, in order."""
        return tuple(sorted(set(self._sets.values()), key=min))

    def _by_hand(self, decision: Decision) -> None:
        present = [project for project in decision.projects if project in self._known]
        for one, other in pairwise(present):
            if self._sets[one] is not self._sets[other]:
                self._merge(one, other)
                self.joins.append(by_hand(self._known[one], self._known[other], decision))

    def _compare(self) -> None:
        forms = {project: form(use.labels[0]) for project, use in self._known.items()}
        alike = {
            pair: found for pair in candidates(forms) if (found := likeness(*(forms[one] for one in pair))) is not None
        }
        eligible = {pair: found for pair, found in alike.items() if found.sure and self._may_join(pair, found)}
        partners: dict[Project, list[tuple[Project, float]]] = defaultdict(list)
        for (one, other), found in eligible.items():
            partners[one].append((other, found.score))
            partners[other].append((one, found.score))
        for pair in sorted(eligible, key=lambda pair: (-eligible[pair].score, pair)):
            one, other = pair
            if self._sets[one] is self._sets[other]:
                continue
            if not self._told_apart(one, other) and self._is_clear(pair, partners, eligible[pair].score):
                self._merge(one, other)
                self.joins.append(self._pair(pair, eligible[pair], JOIN))
        self._ask(alike)

    def _may_join(self, pair: Two, found: Likeness) -> bool:
        """Names that are not quite the same must be of the same type."""
        one, other = (self._known[project] for project in pair)
        return not one.agreements & other.agreements and (found.score == SAME or bool(one.notations & other.notations))

    def _told_apart(self, one: Project, other: Project) -> bool:
        """Whether any two of their series stand in one agreement, or were parted by hand."""
        return any(
            bool(self._known[mine].agreements & self._known[yours].agreements)
            or frozenset((mine, yours)) in self._parted
            for mine in self._sets[one]
            for yours in self._sets[other]
        )

    def _is_clear(self, pair: Two, partners: Mapping[Project, list[tuple[Project, float]]], score: float) -> bool:
        """Whether neither has another partner as good, from which the first is told apart."""
        return not any(
            third != other and third not in self._sets[other] and known >= score and self._told_apart(third, other)
            for one, other in (pair, pair[::-1])
            for third, known in partners[one]
        )

    def _merge(self, one: Project, other: Project) -> None:
        merged = self._sets[one] | self._sets[other]
        self._sets.update(dict.fromkeys(merged, merged))

    def _ask(self, alike: Mapping[Two, Likeness]) -> None:
        """What is left is listed once for two series: the likest pair of names."""
        asked: set[frozenset[frozenset[Project]]] = set()
        for pair in sorted(alike, key=lambda pair: (-alike[pair].score, pair)):
            one, other = pair
            series = frozenset((self._sets[one], self._sets[other]))
            if len(series) == 1 or series in asked or self._is_decided(one, other, alike[pair]):
                continue
            asked.add(series)
            self.doubtful.append(self._pair(pair, alike[pair], DOUBT))

    def _is_decided(self, one: Project, other: Project, found: Likeness) -> bool:
        """A name that stands twice in an agreement, differently spelled, is still worth a question."""
        if any(frozenset((mine, yours)) in self._parted for mine in self._sets[one] for yours in self._sets[other]):
            return True
        return found.score < SAME and self._told_apart(one, other)

    def _pair(self, pair: Two, found: Likeness, threshold: float) -> Pair:
        one, other = (self._known[project] for project in pair)
        return Pair(*pair, one.labels[0], other.labels[0], found.score, threshold, found.reason)


def _spellings(use: Use) -> Iterator[Pair]:
    """The names of one slug: they differ in the year, or in what a slug leaves out."""
    oldest = use.labels[0]
    for label in use.labels[1:]:
        years = series_label(label) == series_label(oldest)
        reason = "gleiche Schreibweise ohne Jahr" if years else "gleich bis auf Zeichen und Groß- und Kleinschreibung"
        yield Pair(use.project, use.project, oldest, label, SAME, JOIN, reason)


def by_hand(one: Use, other: Use, decision: Decision) -> Pair:
    """A join that somebody decided."""
    labels = one.labels[0], other.labels[0]
    return Pair(one.project, other.project, *labels, None, None, f"von Hand: {decision.reason}", decision)


def _pairs(projects: Sequence[Project]) -> Iterator[Two]:
    for place, one in enumerate(projects):
        for other in projects[place + 1 :]:
            yield one, other
