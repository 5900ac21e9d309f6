"""Numbers that wait on disk are the numbers that were given, and none is counted twice."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.disk.runs import RANGES, TOGETHER, Runs, at_once, different

if TYPE_CHECKING:
    from pathlib import Path

RANDOM = Random(7)  # noqa: S311  # the same each time
POOL = [*(RANDOM.getrandbits(64) for _ in range(400)), 0, (1 << 64) - 1]
GIVEN = [(name, RANDOM.choices(POOL, k=RANDOM.randrange(60))) for _ in range(40) for name in "abc"]


def filled(folder: Path | None, held: int) -> Runs[str]:
    runs: Runs[str] = Runs(folder, held)
    for name, numbers in GIVEN:
        runs.add(name, numbers)
    return runs


@pytest.mark.parametrize("held", [20, 500, 1_000_000])
def test_all_numbers_come_back(tmp_path: Path, held: int) -> None:
    found: dict[str, Counter[int]] = {}
    ranges = list(filled(tmp_path, held).ranges())
    for told in ranges:
        for name, numbers in told:
            found.setdefault(name, Counter()).update(numbers)
    assert found == {name: Counter(one for own, rows in GIVEN if own == name for one in rows) for name in "abc"}
    assert len(ranges) == RANGES
    assert ranges[0]
    assert ranges[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("held", [20, 1_000_000])
def test_different_ones(tmp_path: Path, held: int) -> None:
    by_name, in_all = different(filled(tmp_path, held))
    assert by_name == {name: len({one for own, rows in GIVEN if own == name for one in rows}) for name in "abc"}
    assert in_all == len({one for _, rows in GIVEN for one in rows})


@pytest.mark.parametrize("wide", [2, 64, RANGES])
def test_ranges_together_hold_what_each_holds(tmp_path: Path, wide: int) -> None:
    runs = filled(tmp_path, 20)
    alone = [dict(told) for told in runs.ranges()]
    together = [dict(told) for told in runs.ranges(wide)]
    assert len(together) == RANGES // wide
    for number, told in enumerate(together):
        here = alone[number * wide : (number + 1) * wide]
        assert {name: Counter(numbers) for name, numbers in told.items()} == {
            name: Counter(one for row in here for one in row.get(name, ())) for name in {*chain(*here)}
        }


def test_as_many_ranges_together_as_fit() -> None:
    runs: Runs[str] = Runs(None)
    assert at_once(runs) == RANGES
    runs.add("a", range(TOGETHER))
    assert (len(runs), at_once(runs)) == (TOGETHER, RANGES)
    runs.add("b", range(TOGETHER))
    assert at_once(runs, Runs[str](None)) == RANGES // 2
    runs.add("b", range(TOGETHER * RANGES))
    assert at_once(runs) == 1


def test_what_another_has_packed(tmp_path: Path) -> None:
    one: Runs[str] = Runs(tmp_path, 20)
    for _ in range(2):
        one.take(filled(None, 1).packed())
    assert different(one) == different(filled(tmp_path, 20))


def test_none(tmp_path: Path) -> None:
    assert different(Runs[str](tmp_path)) == ({}, 0)
