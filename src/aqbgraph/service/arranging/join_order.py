"""In which order the patterns of a group had better stand, going by what the store holds.

The engine chooses by the form of patterns alone (sparopt's `reorder_joins`): it begins with the one that has most
terms given, goes on with those that share a variable, and joins each row by row; of patterns of the same form it takes
the one that stands first. So the order in the text decides where it begins, which may be a thousand rows or thirty.
What is a subquery it evaluates once, and joins by hash: that is less where each row would take it along a long list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.service.arranging.patterns import Place
from aqbgraph.service.arranging.tallies import NONE, of_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.service.arranging.patterns import Group, Pattern
    from aqbgraph.service.arranging.tallies import Tallies, Tally

MOST = 12  # patterns of a group: to compare the orders of more takes too long
ALTOGETHER = 24  # patterns of the groups of a query that are compared
WORTH = 2000.0  # steps, of some 30 ns, below which there is nothing to gain
BETTER = 0.8  # part of the steps that are left, from which another order is worth having
BEGINNINGS = 3  # the best of them are compared with subqueries too: what is best without need not be with them
_PREDICATES = 100.0  # different predicates that a variable stands for, for want of anything better
_HASHED = 3.0  # steps that a row of a join by hash takes as long as
_MADE = 2.0  # and one that is found in a list and goes on
_KEPT = 0.3  # part of the rows that a filter leaves, for want of anything better
_ALL = 1_000_000
# What the engine takes for the number of triples: with subject, predicate, object given.
_ESTIMATES = {
    (True, True, True): 1,
    (True, True, False): 10,
    (True, False, True): 2,
    (False, True, True): 10_000,
    (True, False, False): 100,
    (False, False, False): 1_000_000_000,
    (False, True, False): _ALL,
    (False, False, True): 100_000,
}


class _Step(NamedTuple):
    """A pattern of the unit at `place` in the group, with the tally of its predicate; `apart` if it is a subquery."""

    place: int
    pattern: Pattern
    tally: Tally
    apart: bool = False


class _State:
    """How far a join has come: rows, how many different terms each variable has, and steps taken."""

    def __init__(self, conditions: Iterable[frozenset[str]] = ()) -> None:
        self.rows = 1.0
        self.steps = 0.0
        self._different: dict[str, float] = {}
        self._lists: dict[str, tuple[float, float]] = {}  # of subjects: of how many, and how long the list of one is
        self._conditions = [*conditions]

    def estimate(self, step: _Step) -> int:
        """What the engine takes for the number of triples, by what is given; of a subquery, of rows that are joined."""
        known = self._different
        subject, predicate, value = (term[0] != "?" or term in known for term in step.pattern)
        if step.apart:
            return (_ALL, 1000, 1)[subject + value]
        return _ESTIMATES[subject, predicate, value]

    def shares(self, pattern: Pattern) -> bool:
        """Whether it has a variable that is bound."""
        return not self._different.keys().isdisjoint(pattern)

    def after(self, step: _Step) -> tuple[float, float, int]:
        """Rows and steps after a pattern is joined: along the shortest list of triples for each row."""
        (subject, _, value), tally, known = step.pattern, step.tally, self._different
        along = found = tally.triples
        of_subject = self._along(subject, tally)
        for term, different, length in (
            (subject, tally.subjects, of_subject),
            (value, tally.objects, tally.of_object),
        ):
            if term[0] != "?":
                along, found = min(along, length), found / different
            elif term in known:
                along, found = min(along, length), found / max(different, known[term])
        rows = self.rows * found
        for condition in self._conditions:
            if condition <= known.keys() | {subject, value}:
                rows *= _KEPT
        walked = self.rows * (1 + along + _MADE * found)
        taken = _HASHED * (self.rows + tally.triples + rows) if step.apart else walked
        return rows, self.steps + taken, step.place

    def _along(self, subject: str, tally: Tally) -> float:
        """How long the list of a subject is, on average of the rows; those that match are as long as the tally's."""
        known = self._lists.get(subject)
        if known is None:
            return tally.of_subject
        matching = min(1.0, tally.subjects / known[0])
        return known[1] + matching * max(0.0, tally.of_subject - known[1])

    def join(self, step: _Step) -> None:
        """Joins a pattern."""
        (subject, predicate, value), tally, known = step.pattern, step.tally, self._different
        self.rows, self.steps, _ = self.after(step)
        for term, different in ((subject, tally.subjects), (predicate, _PREDICATES), (value, tally.objects)):
            if term[0] == "?":
                known[term] = min(different, known.get(term, different))
        own = tally.subjects, tally.of_subject
        self._lists[subject] = min(own, self._lists.get(subject, own))
        self._conditions = [condition for condition in self._conditions if not condition <= known.keys()]
        for term, number in known.items():
            known[term] = max(1.0, min(number, self.rows))


def orders(groups: Iterable[Group], tallies: Tallies) -> tuple[tuple[Place, ...] | None, ...]:
    """The better order of each group, if it has one; none of those for which there is no time any more."""

    def found() -> Iterator[tuple[Place, ...] | None]:
        left = ALTOGETHER
        for group in groups:
            left -= sum(len(unit.patterns) for unit in group.units)
            yield better(group, tallies) if left >= 0 else None

    return tuple(found())


def better(group: Group, tallies: Tallies) -> tuple[Place, ...] | None:
    """The order of the group's units that takes the engine the fewest steps; None when theirs is as good."""
    if sum(len(unit.patterns) for unit in group.units) > MOST:
        return None
    anything = of_any(tallies)
    steps = [
        _Step(place, pattern, anything if pattern.predicate[0] == "?" else tallies.get(pattern.predicate, NONE))
        for place, unit in enumerate(group.units)
        for pattern in unit.patterns
    ]
    if not _connected([step.pattern for step in steps]):
        return None
    # A label of a blank node may stand in one basic graph pattern only, and a subquery would make two (section 5.1.1).
    # The engine takes what stands on both sides of a filter for two: what it refuses must not depend on the tallies.
    labelled = any(term.startswith("?_:") for step in steps for term in step.pattern)
    if labelled and group.filters:
        return None
    as_written, _ = _follow(steps, group.conditions)
    if as_written < WORTH:
        return None
    separable = {place for place, unit in enumerate(group.units) if unit.separable and not labelled}
    begun = sorted(_follow(steps, group.conditions, first) for first in _nearest(_State(), steps))
    fewest, order = min(_set_apart(steps, group.conditions, *one, separable) for one in begun[:BEGINNINGS])
    return order if fewest < BETTER * as_written else None


def _set_apart(
    steps: Sequence[_Step],
    conditions: Sequence[frozenset[str]],
    fewest: float,
    order: tuple[Place, ...],
    separable: Iterable[int],
) -> tuple[float, tuple[Place, ...]]:
    """The same beginning, with those units as subqueries where that takes fewer steps."""
    for place, _ in order[1:]:
        if place in separable:
            tried = [step._replace(apart=True) if step.place == place else step for step in steps]
            first = next(step for step in tried if step.place == order[0].unit)
            found = _follow(tried, conditions, first)
            if found[0] < fewest:
                (fewest, order), steps = found, tried
    return fewest, order


def _connected(patterns: Sequence[Pattern]) -> bool:
    """Whether all have to do with each other: what has not, the engine joins in another way."""
    reached, left = {*patterns[0]}, [*patterns[1:]]
    while near := [pattern for pattern in left if any(term in reached for term in pattern if term[0] == "?")]:
        reached.update(*near)
        left = [pattern for pattern in left if pattern not in near]
    return not left


def _follow(
    steps: Sequence[_Step], conditions: Sequence[frozenset[str]], first: _Step | None = None
) -> tuple[float, tuple[Place, ...]]:
    """The steps that the engine takes, and the units in the order in which it comes to them.

    From the `first` on, where there is a choice, it is the one that leaves the fewest rows; else that of the text.
    """
    state, left, order = _State(conditions), [*steps], dict[Place, None]()
    following = first
    while left:
        near = [following] if following is not None else _nearest(state, left)
        step = min(near, key=state.after) if first is not None and len(near) > 1 else near[0]
        following = None
        left.remove(step)
        state.join(step)
        order[Place(step.place, step.apart)] = None
    return state.steps, tuple(order)


def _nearest(state: _State, left: Sequence[_Step]) -> list[_Step]:
    """Those of which the engine takes the first."""
    near = [step for step in left if state.shares(step.pattern)] or left
    estimates = [state.estimate(step) for step in near]
    least = min(estimates)
    return [step for step, estimate in zip(near, estimates, strict=True) if estimate == least]
