"""What is known of queries from having evaluated their like: which end quickly, which take long, which never end.

A query with other numbers and other texts in it is the same to this memory. It decides only who waits for whom: what
it takes for long is evaluated all the same, and forgotten to be long as soon as it ends quickly.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from enum import StrEnum

KEPT = 4096  # shapes of queries
LIGHT = 0.0003  # seconds of processor time up to which to wake a worker costs as much as to wait for another query

_TEXTS = re.compile(r'"[^"\n]*"')


class Weight(StrEnum):
    """How much a query is likely to take."""

    UNKNOWN = "unknown"
    LIGHT = "light"
    QUICK = "quick"
    LONG = "long"
    ENDLESS = "endless"


FAST = frozenset({Weight.LIGHT, Weight.QUICK})
SLOW = frozenset({Weight.LONG, Weight.ENDLESS})


def shape(query: str) -> int:
    """What queries of the same form share; a number, since long texts need not be kept."""
    without_texts = _TEXTS.sub("", query) if '"' in query else query
    return hash(without_texts.encode().translate(None, b"0123456789"))


def weighed(cpu: float, quick: float) -> Weight:
    """What a query has shown to be by ending after so much time of the processor (s); `quick` is in the limits."""
    if cpu <= LIGHT:
        return Weight.LIGHT
    return Weight.QUICK if cpu <= quick else Weight.LONG


class Experience:
    """Remembers the newest shapes of queries."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._known: OrderedDict[int, Weight] = OrderedDict()

    def of(self, known_shape: int) -> Weight:
        """What a query of this shape took last."""
        return self._known.get(known_shape, Weight.UNKNOWN)

    def anew(self, known_shape: int) -> Weight:
        """How one is asked whose worker was lost: by itself, unless it is known to be long."""
        weight = self.of(known_shape)
        return weight if weight in SLOW else Weight.UNKNOWN

    def doubt(self, known_shape: int) -> None:
        """Remembers that a query of this shape takes longer than light ones do, until one has ended."""
        if self.of(known_shape) is Weight.LIGHT:
            self.learn(known_shape, Weight.QUICK)

    def learn(self, known_shape: int, weight: Weight) -> None:
        """Remembers what a query of this shape took."""
        self._known[known_shape] = weight
        self._known.move_to_end(known_shape)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
