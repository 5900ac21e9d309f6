"""Numbers by name, as many as come, in bounded memory: what does not fit waits on disk in sorted runs.

They come back range by range, those of all names together, so that what only all of them show (how many are different,
which stand below two names) is seen with one range in memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Name = TypeVar("Name")

# Numbers held at once, of all names: eight bytes each, and five times as much while some are put in order.
HELD = 1 << 18
# How many they are parted into, a power of two, and how many numbers may be looked at together.
RANGES, TOGETHER = 256, 1 << 16
_WIDTH = (1 << 64) // RANGES
_TYPE = "Q"
_SIZE = array(_TYPE).itemsize


class _Run(NamedTuple):
    """Where its numbers lie, and how many of them there are before each range, and in all."""

    start: int
    before: array[int]


class Runs(Generic[Name]):
    """Numbers of 64 bits. `folder` is where runs may wait, and nothing is left there; without one all are held."""

    def __init__(self, folder: Path | None = None, held: int = HELD) -> None:
        """None yet."""
        self._folder, self._most, self._held = folder, held, 0
        self._numbers: dict[Name, array[int]] = defaultdict(lambda: array(_TYPE))
        self._runs: dict[Name, list[_Run]] = defaultdict(list)
        self._file: IO[bytes] | None = None

    def __del__(self) -> None:
        """Nothing of it stays."""
        if self._file is not None:
            self._file.close()

    def add(self, name: Name, numbers: Iterable[int]) -> None:
        """Some more of a name."""
        own = self._numbers[name]
        before = len(own)
        own.extend(numbers)
        self._held += len(own) - before
        while self._held > self._most and self._folder is not None:
            self._put(max(self._numbers, key=lambda one: len(self._numbers[one])))

    def packed(self) -> dict[Name, bytes]:
        """All of each name, where all are held."""
        return {name: numbers.tobytes() for name, numbers in self._numbers.items()}

    def take(self, found: Mapping[Name, bytes]) -> None:
        """What another one had packed."""
        for name, content in found.items():
            self.add(name, array(_TYPE, content))

    def __len__(self) -> int:
        """How many there are, of all names."""
        return self._held + sum(run.before[-1] for runs in self._runs.values() for run in runs)

    def ranges(self, wide: int = 1) -> Iterator[list[tuple[Name, list[int]]]]:
        """All numbers: for so many ranges at once those of each name, in no order, as often as they came."""
        for name in list(self._numbers):
            self._put(name)
        for first in range(0, RANGES, wide):
            found = (
                (name, [one for run in runs for one in self._read(run, first, first + wide)])
                for name, runs in self._runs.items()
            )
            yield [(name, numbers) for name, numbers in found if numbers]

    def _put(self, name: Name) -> None:
        """Puts the numbers of a name aside."""
        numbers = self._numbers.pop(name)
        self._held -= len(numbers)
        ordered = array(_TYPE, sorted(numbers))
        before = array("L", (bisect_left(ordered, number * _WIDTH) for number in range(RANGES)))
        before.append(len(ordered))
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed when we go
        self._runs[name].append(_Run(self._file.seek(0, 2), before))
        self._file.write(ordered.tobytes())

    def _read(self, run: _Run, first: int, end_of: int) -> array[int]:
        """The numbers of a run from a range up to another."""
        found = array(_TYPE)
        start, end = run.before[first], run.before[end_of]
        if start < end and self._file is not None:
            self._file.seek(run.start + start * _SIZE)
            found.frombytes(self._file.read((end - start) * _SIZE))
        return found


def at_once(*runs: Runs[Any]) -> int:
    """How many ranges to look at together: numbers are spread evenly, and few need not be fetched bit by bit."""
    most, wide = max(map(len, runs)), RANGES
    while wide > 1 and most * wide > TOGETHER * RANGES:
        wide //= 2
    return wide


def different(runs: Runs[Name]) -> tuple[Mapping[Name, int], int]:
    """How many different numbers there are of each name, and in all."""
    found: dict[Name, int] = defaultdict(int)
    in_all = 0
    for told in runs.ranges(at_once(runs)):
        whole: set[int] = set()
        for name, numbers in told:
            own = set(numbers)
            found[name] += len(own)
            whole |= own
        in_all += len(whole)
    return found, in_all
