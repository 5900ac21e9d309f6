"""From amounts to lengths and classes: scales that begin at zero and step in round numbers, breaks that read well."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# The steps that people count in: 1, 2, 2.5, 5, 10, …
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# More classes than these nobody tells apart on a map.
MOST_CLASSES = 5
# The share of values beyond which a class says little.
_MOSTLY = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from zero to `top`, with a line at each `step`."""

    step: Decimal
    top: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """Zero and every step up to the top."""
        return tuple(self.step * place for place in range(int(self.top / self.step) + 1))

    def share(self, value: Decimal) -> float:
        """Which part of the whole length a value takes: from 0 to 1."""
        return float(value / self.top)


def up_to(largest: Decimal) -> Scale:
    """The scale whose whole length is the largest value: for bars that bear their values and need no axis."""
    top = max(largest, Decimal(0)) or Decimal(1)
    return Scale(top, top)


def scale(largest: Decimal, most: int = 5, *, whole: bool = False) -> Scale:
    """The scale with the smallest round step that reaches `largest` with at most so many steps.

    `whole` is for things that are counted. Nothing above zero is drawn on a scale up to one.
    """
    top = max(largest, Decimal(0)) or Decimal(1)
    size = Decimal(10) ** ((top / most).adjusted())
    steps = (factor * size for factor in _ROUND)
    fitting = (one for one in steps if one * most >= top and not (whole and one != one.to_integral_value()))
    step = next(fitting)
    return Scale(step, step * _ceiling(top / step))


def _ceiling(value: Decimal) -> int:
    return int(-((-value).to_integral_value(ROUND_FLOOR)))


def breaks(values: Iterable[Decimal], most: int = MOST_CLASSES) -> tuple[Decimal, ...]:
    """Where a class ends and the next begins: multiples of a round step (1, 2 or 5 times a power of ten).

    They lie one step apart, or are 1, 2, 5, 10 …, where so each class has values and none most of them; else each is
    as round as it can be where the classes have about as many values each. Few values make few classes, and equal
    values are never divided. A value that equals a break belongs to the upper class. site/scripts/parts/figures.js does
    the same.
    """
    ordered = sorted(values)
    count = min(most, (len(set(ordered)) + 1) // 2)
    if count < 2:
        return ()
    tried = (_trimmed(ordered, limits, count) for limits in _proposed(ordered, count))
    best = max((limits for limits in tried if _is_fair(ordered, limits, count)), key=len, default=())
    return best if len(best) + 1 >= min(count, 3) else _by_size(ordered, count)


def _proposed(ordered: Sequence[Decimal], count: int) -> Iterator[list[Decimal]]:
    """Round limits between the values, not too many: multiples of a step, the coarsest first; then 1, 2, 5, 10 …"""
    low, high = ordered[0], ordered[-1]
    for step in _steps(high):
        first, last = (int((value / step).to_integral_value(ROUND_FLOOR)) for value in (low, high))
        if last - first > count + 1:
            break
        yield [step * place for place in range(first + 1, last + 1)]
    rising = (
        list(takewhile(lambda step: step > low, (step for step in _steps(high) if step <= high))) if low > 0 else []
    )
    if len(rising) <= count + 1:
        yield rising[::-1]


def _steps(largest: Decimal) -> Iterator[Decimal]:
    """Ever finer round steps, from above the largest value on."""
    ten = Decimal(10) ** (largest.adjusted() + 1)
    while True:
        yield from (ten, ten / 2, ten / 5)
        ten /= 10


def _trimmed(ordered: Sequence[Decimal], limits: list[Decimal], count: int) -> tuple[Decimal, ...]:
    """At most so many classes: the first and the last are open, so they may be wider."""
    while len(limits) >= count:
        sizes = _sizes(ordered, limits)
        limits = limits[1:] if sizes[0] < sizes[-1] else limits[:-1]
    return tuple(map(_plain, limits))


def _is_fair(ordered: Sequence[Decimal], limits: Sequence[Decimal], count: int) -> bool:
    """Whether each class has values, and where there are several none has most of them."""
    sizes = _sizes(ordered, limits)
    return all(sizes) and (count == 2 or max(sizes) <= _MOSTLY * len(ordered))


def _by_size(ordered: Sequence[Decimal], count: int) -> tuple[Decimal, ...]:
    """Round breaks that make classes of about as many values each."""
    gaps = dict.fromkeys(_nearest_gap(ordered, round(place * len(ordered) / count)) for place in range(1, count))
    return tuple(sorted(roundest(*gap) for gap in gaps))


def roundest(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number above `low` and not above `high`: a multiple of the coarsest step, near the middle.

    >>> roundest(Decimal("4.83"), Decimal("5.12"))
    Decimal('5')
    """
    middle = (low + high) / 2
    return next(_plain(one) for one in (round(middle / step) * step for step in _steps(high)) if low < one <= high)


def _sizes(ordered: Sequence[Decimal], limits: Sequence[Decimal]) -> list[int]:
    """How many values each class has."""
    places = [bisect_left(ordered, limit) for limit in limits]
    return [end - start for start, end in pairwise((0, *places, len(ordered)))]


def _nearest_gap(ordered: Sequence[Decimal], wanted: int) -> tuple[Decimal, Decimal]:
    """The two different values beside each other that are nearest to a place in the order."""
    gaps = [place for place in range(1, len(ordered)) if ordered[place - 1] < ordered[place]]
    nearest = min(gaps, key=lambda place: (abs(place - wanted), place))
    return ordered[nearest - 1], ordered[nearest]


def _plain(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def class_of(value: Decimal, limits: Sequence[Decimal]) -> int:
    """The class of a value, from 0."""
    return bisect_right(limits, value)


def spread(count: int, steps: int = MOST_CLASSES) -> tuple[int, ...]:
    """Which of the steps of a ramp so many classes take: as far from each other as they can be.

    >>> spread(1), spread(2), spread(3), spread(5)
    ((2,), (1, 3), (0, 2, 4), (0, 1, 2, 3, 4))
    """
    if count == 1:
        return (steps // 2,)
    first = 1 if count == 2 else 0
    width = steps - 1 - 2 * first
    return tuple(first + round(place * width / (count - 1)) for place in range(count))
