"""What a human is asked: one question for each group of names that may be one project, not one for each two of them.

Of n alike names there are up to n² pairs, but one answer: which of them are the same. So pairs are put together to
connected groups, within a party and over parties apart, since these are different questions. Nothing is joined by it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.extraction.series.projects import Pair, Project

# A project among those of its party, or among those of all.
_Node = tuple[str, "Project"]


@dataclass(frozen=True, slots=True)
class Question:
    """Two or more projects of which some may be one, the likest first; `names` are theirs, as written, in that order.

    `score` and `threshold` are those of the likest pair.
    """

    projects: tuple[Project, ...]
    names: tuple[str, ...]
    reason: str
    score: float | None
    threshold: float | None

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose projects they are."""
        return tuple(dict.fromkeys(project.party for project in self.projects))


def questions(pairs: Iterable[Pair]) -> tuple[Question, ...]:
    """The questions, those within a party first, and the likest first; whatever the order of the pairs."""
    ordered = sorted(pairs, key=lambda pair: (_is_across(pair), -(pair.score or 0), pair.one, pair.other))
    groups = _Groups()
    for pair in ordered:
        groups.join(*_nodes(pair))
    found: dict[_Node, list[Pair]] = defaultdict(list)
    for pair in ordered:
        found[groups.head(_nodes(pair)[0])].append(pair)
    return tuple(map(_question, found.values()))


def _is_across(pair: Pair) -> bool:
    return pair.one.party != pair.other.party


def _nodes(pair: Pair) -> tuple[_Node, _Node]:
    scope = "" if _is_across(pair) else pair.one.party
    return (scope, pair.one), (scope, pair.other)


class _Groups:
    """Groups that grow together (union-find, Tarjan 1975, with halving of paths): near linear in the pairs."""

    def __init__(self) -> None:
        self._above: dict[_Node, _Node] = {}

    def head(self, node: _Node) -> _Node:
        above = self._above
        while (up := above.setdefault(node, node)) != node:
            above[node] = above[up]
            node = up
        return node

    def join(self, one: _Node, other: _Node) -> None:
        heads = self.head(one), self.head(other)
        self._above[max(heads)] = min(heads)


def _question(pairs: Sequence[Pair]) -> Question:
    names: dict[Project, str] = {}
    for pair in pairs:
        names.setdefault(pair.one, pair.label)
        names.setdefault(pair.other, pair.other_label)
    likest = pairs[0]
    return Question(tuple(names), tuple(names.values()), _reason(pairs), likest.score, likest.threshold)


def _reason(pairs: Sequence[Pair]) -> str:
    """What all pairs have in common, or what the likest has."""
    likest = pairs[0]
    if all(pair.reason == likest.reason for pair in pairs):
        return likest.reason
    return f"am ähnlichsten „{likest.label}“ und „{likest.other_label}“: {likest.reason}"
