"""How work on many documents is spread: in portions, by anybody who can do them, with the same results in any case.

A portion whose process dies is done again document by document, when nothing else is under way. So it is known which
document takes its process along; that one is refused, and the others are not to suffer from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, overload

from aqbgraph.pipeline.spreading.children import exhausted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from aqbgraph.pipeline.spreading.asides import Asides
    from aqbgraph.pipeline.spreading.spool import Spool
    from aqbgraph.pipeline.spreading.stages import Advance
    from aqbgraph.publication.disk.writer import Writer

Part = TypeVar("Part")
Result = TypeVar("Result")

# Does portions, each with a number, in any order and a bounded number at once; None where the process died.
Each = Callable[[Iterable[tuple[int, Sequence[Part]]]], Iterator[tuple[int, list[Result] | None]]]

# Where so many documents in a row end their processes, it is not the documents.
_MOST_LOST = 10


@dataclass(frozen=True, slots=True)
class Places:
    """Where a step finds what was read, and where it puts the files of the publication."""

    spool: Spool
    writer: Writer


class Portion(Sequence[Part], Generic[Part]):
    """Parts by their numbers, each made when it is asked for and not kept: all of them at once would not fit."""

    __slots__ = ("_make", "_numbers")

    def __init__(self, numbers: Sequence[int], make: Callable[[int], Part]) -> None:
        """`make` gives the part of a number, the same each time."""
        self._numbers, self._make = numbers, make

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> list[Part]: ...
    def __getitem__(self, index: int | slice) -> Part | list[Part]:
        """One of them, or some."""
        if isinstance(index, slice):
            return [self._make(number) for number in self._numbers[index]]
        return self._make(self._numbers[index])

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the parts."""
        return list, (list(self),)


@dataclass(frozen=True, slots=True)
class Work(Generic[Part, Result]):
    """A step of a build, as it is done to portions of the documents, on this machine or on another.

    `do` gives a result for each part, `at` are the places on this machine. On another one it gets places of its own,
    for parts made ready by `sent`, with those files of the spool that a part `needs`, by name. `lost` is the result for
    a part over which its process died, and clears away what is left of it.
    """

    do: Callable[[Sequence[Part], Places], list[Result]]
    at: Places
    lost: Callable[[Part], Result]
    sent: Callable[[Part], Part]
    needs: Callable[[Part], Mapping[str, bytes]]


class Spread(Protocol):
    """Whoever does the work of a build."""

    @property
    def progress(self) -> Advance:
        """Is told how many parts are done, each time some are."""

    @property
    def otherwise(self) -> tuple[tuple[str, str], ...]:
        """What recognises characters where the work is done, if it is not what this machine has: name, version."""

    @property
    def processes(self) -> int:
        """How many portions are worked on at once."""

    def run(self, work: Work[Part, Result], parts: Sequence[Sequence[Part]]) -> Iterator[Result]:
        """The results in the order of the parts."""

    def quiet(self) -> Self:
        """The same, telling nobody."""

    def at(self, stage: str, total: int | None = None) -> Self:
        """The same at the next stage of the build, by its name for the clerk; `total` are its parts if known."""

    def here(self) -> Spread:
        """Who does work on this machine: what is only here would have to be sent to anybody else, and come back."""

    def asides(self) -> AbstractContextManager[Asides]:
        """Room for work that is only done here, and that nobody waits for yet."""


def evenly(count: int, most: int, processes: int) -> list[range]:
    """Numbers from 0 in portions of at most so many, the same number of portions for each process.

    So none is at work alone in the end.

    >>> [len(portion) for portion in evenly(60, 16, 8)]
    [8, 8, 8, 8, 7, 7, 7, 7]
    """
    rounds = ceil(count / (most * processes))
    number = min(count, rounds * processes)
    size, more = divmod(count, number) if number else (0, 0)
    starts = [size * portion + min(portion, more) for portion in range(number + 1)]
    return [range(*pair) for pair in pairwise(starts)]


def settled(
    each: Each[Part, Result],
    parts: Sequence[Sequence[Part]],
    lost: Callable[[Part], Result],
    progress: Advance,
) -> Iterator[Result]:
    """All results in the order of the parts, whatever happens to the processes.

    Raises:
        PublicationError: one document after the other ends its process.
    """
    done: dict[int, list[Result]] = {}
    suspects: list[int] = []
    told = 0
    for number, results in each(enumerate(parts)):
        if results is None:
            suspects.append(number)
            continue
        progress(len(parts[number]))
        done[number] = results
        while told in done:
            yield from done.pop(told)
            told += 1
    alone = _Alone(each, lost, progress)
    for number in sorted(suspects):
        done[number] = [alone.done(part) for part in parts[number]]
    for number in sorted(done):
        yield from done[number]


class _Alone(Generic[Part, Result]):
    """Does parts one by one."""

    def __init__(self, each: Each[Part, Result], lost: Callable[[Part], Result], progress: Advance) -> None:
        self._each = each
        self._lost = lost
        self._progress = progress
        self._in_a_row = 0

    def done(self, part: Part) -> Result:
        """Its result; what `lost` says when its process died again."""
        ((_, results),) = self._each([(0, [part])])
        self._progress(1)
        self._in_a_row = 0 if results else self._in_a_row + 1
        if self._in_a_row == _MOST_LOST:
            raise exhausted()
        return results[0] if results else self._lost(part)
