"""Portions come back in order whatever happens, and only what ends its process alone is lost."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.pipeline.spreading.portions import Portion, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.pipeline.spreading.portions import Each


class Crew:
    """Does portions backwards; dies over some parts, and `unlucky` times over whatever comes first."""

    def __init__(self, poisonous: set[int], unlucky: int = 0) -> None:
        self.poisonous, self.unlucky = poisonous, unlucky
        self.done: list[list[int]] = []

    def each(self, portions: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, list[str] | None]]:
        for number, portion in reversed(list(portions)):
            self.done.append(list(portion))
            self.unlucky -= 1
            dead = self.unlucky >= 0 or not self.poisonous.isdisjoint(portion)
            yield number, None if dead else [str(part) for part in portion]


def run(each: Each[int, str], parts: Sequence[Sequence[int]], told: list[int] | None = None) -> list[str]:
    return list(settled(each, parts, lambda part: f"lost {part}", (told if told is not None else []).append))


PARTS = [[1, 2], [3], [4, 5, 6]]


def test_results_come_in_the_order_of_the_parts() -> None:
    told: list[int] = []
    assert run(Crew(set()).each, PARTS, told) == ["1", "2", "3", "4", "5", "6"]
    assert told == [3, 1, 2]


def test_only_the_guilty_one_is_lost() -> None:
    crew, told = Crew({5}), list[int]()
    assert run(crew.each, PARTS, told) == ["1", "2", "3", "4", "lost 5", "6"]
    assert crew.done == [[4, 5, 6], [3], [1, 2], [4], [5], [6]]
    assert sum(told) == 6


def test_nobody_is_lost_for_having_been_near() -> None:
    assert run(Crew(set(), unlucky=2).each, PARTS) == ["1", "2", "3", "4", "5", "6"]


def test_when_all_die_it_is_not_the_documents() -> None:
    with pytest.raises(PublicationError, match="Ein Prozess nach dem anderen"):
        run(Crew(set(range(40))).each, [list(range(20)), list(range(20, 40))])


def test_some_guilty_ones_apart_from_each_other_are_told() -> None:
    poisonous = set(range(0, 60, 3))
    found = run(Crew(poisonous).each, [list(range(60))])
    assert [word for word in found if word.startswith("lost")] == [f"lost {part}" for part in sorted(poisonous)]


def test_parts_that_are_made_when_asked_for() -> None:
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number * 10

    portions = [Portion((1, 2), make), Portion((3,), make)]
    assert not made
    assert [len(portion) for portion in portions] == [2, 1]
    assert [list(portions[0]), portions[0][-1], portions[0][:1]] == [[10, 20], 20, [10]]
    assert pickle.loads(pickle.dumps(portions[0])) == [10, 20]
    assert run(Crew({30}).each, portions) == ["10", "20", "lost 30"]
