"""Numbers that wait on disk are the numbers that were given, and none is counted twice."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from aqbgraph.publication.runs import RANGES, Runs, different

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


def test_what_another_has_packed(tmp_path: Path) -> None:
    one: Runs[str] = Runs(tmp_path, 20)
    for _ in range(2):
        one.take(filled(None, 1).packed())
    assert different(one) == different(filled(tmp_path, 20))


def test_none(tmp_path: Path) -> None:
    assert different(Runs[str](tmp_path)) == ({}, 0)
