"""From amounts to lengths and classes: scales that begin at zero and step in round numbers, breaks that read well."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The steps that people count in: 1, 2, 2.5, 5, 10, …
_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# More classes than these nobody tells apart on a map.
MOST_CLASSES = 5


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
    """Where a class ends and the next begins, for classes of about as many values each.

    Each break is the roundest number that divides the values as the quantile does; few values make few classes, and
    equal values are never divided. A value that equals a break belongs to the upper class.
    """
    ordered = sorted(values)
    count = min(most, (len(set(ordered)) + 1) // 2)
    found: dict[Decimal, None] = {}
    for place in range(1, count):
        gap = _nearest_gap(ordered, round(place * len(ordered) / count))
        if gap is not None:
            found[roundest(*gap)] = None
    return tuple(sorted(found))


def _nearest_gap(ordered: Sequence[Decimal], wanted: int) -> tuple[Decimal, Decimal] | None:
    """The two different values beside each other that are nearest to a place in the order."""
    gaps = [place for place in range(1, len(ordered)) if ordered[place - 1] < ordered[place]]
    nearest = min(gaps, key=lambda place: (abs(place - wanted), place), default=None)
    return None if nearest is None else (ordered[nearest - 1], ordered[nearest])


def roundest(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number above `low` and not above `high`: tens, fives, ones, halves …; the one nearest the middle.

    >>> roundest(Decimal("4.83"), Decimal("5.12"))
    Decimal('5')
    """
    middle = (low + high) / 2
    ten = Decimal(10) ** (high.adjusted() + 1)
    while True:
        for size in (ten, ten / 2):
            candidate = (middle / size).to_integral_value() * size
            near = [one for one in (candidate - size, candidate, candidate + size) if low < one <= high]
            if near:
                return _plain(min(near, key=lambda one: (abs(one - middle), one)))
        ten /= 10


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
