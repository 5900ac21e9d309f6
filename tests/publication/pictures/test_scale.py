"""Scales reach what they show in round steps; classes hold about as many values each, and say so in round numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.publication.pictures.scale import MOST_CLASSES, breaks, class_of, roundest, scale, spread, up_to

AMOUNTS = st.decimals(min_value="0.01", max_value="1e12", places=2)


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        ("491550", ["0", "100000", "200000", "300000", "400000", "500000"]),
        ("28000000", ["0", "10000000", "20000000", "30000000"]),
        ("1", ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ("12", ["0", "2.5", "5.0", "7.5", "10.0", "12.5"]),
    ],
)
def test_ticks(largest: str, ticks: list[str]) -> None:
    assert scale(Decimal(largest)).ticks == tuple(map(Decimal, ticks))


def test_what_is_counted_has_whole_steps() -> None:
    assert scale(Decimal(12), whole=True).ticks == tuple(map(Decimal, (0, 5, 10, 15)))
    assert scale(Decimal(2), whole=True).ticks == tuple(map(Decimal, (0, 1, 2)))


def test_nothing_is_drawn_on_a_scale_up_to_one() -> None:
    assert scale(Decimal(0)).top == up_to(Decimal(0)).top == 1


@given(AMOUNTS)
def test_a_scale_reaches_the_largest_and_little_more(largest: Decimal) -> None:
    made = scale(largest)
    assert made.ticks[0] == 0
    assert made.ticks[-1] == made.top
    assert made.top - made.step < largest <= made.top
    assert 2 <= len(made.ticks) <= 6
    assert made.step.normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,))


@given(AMOUNTS, AMOUNTS)
def test_the_roundest_number_divides(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert low < roundest(low, high) <= high


@pytest.mark.parametrize(
    ("low", "high", "between"),
    [("4.83", "5.12", "5"), ("8.35", "8.79", "8.5"), ("6.96", "7.1", "7"), ("97", "104", "100"), ("0.2", "0.4", "0.4")],
)
def test_roundest(low: str, high: str, between: str) -> None:
    assert roundest(Decimal(low), Decimal(high)) == Decimal(between)


@given(st.lists(AMOUNTS, max_size=40))
def test_classes_are_few_and_none_is_empty(values: list[Decimal]) -> None:
    limits = breaks(values)
    assert list(limits) == sorted(set(limits))
    assert len(limits) < MOST_CLASSES
    if values:
        assert {class_of(value, limits) for value in values} == set(range(len(limits) + 1))


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        (" ".join(map(str, range(1, 27))), "5 10 15 20"),
        ("1.06 1.21 1.29 1.62 1.64 1.81 1.84 2.79 2.84 2.99 3.15 3.41 4.1 5.2 6.5 7.7 8.58", "2 4 6 8"),
        ("3.1 3.2 3.3 3.6 3.7 4 8 9.1 9.4 12 12.5 13", "5 10"),
        ("0.66 0.92 1.25 1.28 1.46 2.75 3.85 3.94 4.01 4.17 5.62 6.16 8.22 8.3 14.16", "1 2 5 10"),
        # Most are near each other, one is far away: steps between them would leave classes empty.
        ("1 1.1 1.2 1.3 1.4 1.5 1.6 1.7 2 2.5 40", "1.2 1.4 1.65 2.2"),
    ],
)
def test_breaks_lie_a_round_step_apart(values: str, limits: str) -> None:
    assert breaks(map(Decimal, values.split())) == tuple(map(Decimal, limits.split()))


@given(st.lists(st.decimals(min_value=1, max_value=100, places=2), min_size=9, max_size=40, unique=True))
def test_no_class_has_most_of_the_values(values: list[Decimal]) -> None:
    limits = breaks(values)
    sizes = [sum(class_of(value, limits) == place for value in values) for place in range(len(limits) + 1)]
    assert len(limits) >= 2
    assert max(sizes) <= 0.6 * len(values) + 1


@pytest.mark.parametrize(("count", "classes"), [(1, 1), (2, 1), (3, 2), (4, 2), (9, 5), (26, 5)])
def test_few_values_make_few_classes(count: int, classes: int) -> None:
    assert len(breaks([Decimal(number) for number in range(count)])) == classes - 1


def test_equal_values_are_never_divided() -> None:
    assert breaks([Decimal(5)] * 20) == ()
    assert breaks([Decimal(5)] * 20 + [Decimal(6), Decimal(7)]) == (Decimal(6),)


@pytest.mark.parametrize("count", range(1, MOST_CLASSES + 1))
def test_classes_take_different_steps(count: int) -> None:
    steps = spread(count)
    assert len(set(steps)) == count
    assert list(steps) == sorted(steps)
    assert set(steps) <= set(range(MOST_CLASSES))
