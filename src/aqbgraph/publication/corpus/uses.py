"""The measures of a series: which of which agreement, in two words each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, Self, TypeVar, overload


class Measured(Protocol):
    """What has measures."""

    @property
    def measures(self) -> Sequence[Any]:
        """They, in their order."""


Agreement = TypeVar("Agreement", bound=Measured)
Measure = TypeVar("Measure")


class Uses(Sequence[tuple[Agreement, Measure]], Generic[Agreement, Measure]):
    """Agreements and their measures, oldest first; a measure is fetched from its agreement by its place there."""

    __slots__ = ("_places", "agreements")

    def __init__(self, agreements: tuple[Agreement, ...], places: tuple[int, ...]) -> None:
        """The agreements, and the place of the measure in each, from 0."""
        self.agreements, self._places = agreements, places

    @classmethod
    def of(cls, found: Iterable[tuple[Agreement, int]]) -> Self:
        """The same, one by one."""
        agreements, places = zip(*found, strict=True)
        return cls(agreements, places)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.agreements)

    @overload
    def __getitem__(self, index: int) -> tuple[Agreement, Measure]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Agreement, Measure], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[Agreement, Measure] | tuple[tuple[Agreement, Measure], ...]:
        """One of them, or some."""
        if isinstance(index, slice):
            return tuple(self)[index]
        agreement = self.agreements[index]
        return agreement, agreement.measures[self._places[index]]

    def __iter__(self) -> Iterator[tuple[Agreement, Measure]]:
        """All of them."""
        for agreement, place in zip(self.agreements, self._places, strict=True):
            yield agreement, agreement.measures[place]

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """That of what is equal to it, a tuple of the same among them."""
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """In two words each."""
        return type(self), (self.agreements, self._places)
