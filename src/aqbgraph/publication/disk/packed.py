"""Rows that stay in memory for long and are looked at now and then: packed they take a tenth."""

from __future__ import annotations

import io
import pickle
import zlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar, overload

from aqbgraph.publication.disk.cache import unpacked

Row = TypeVar("Row")
Kind = TypeVar("Kind", bound=Hashable)

# Lists that were unpacked last: whoever goes over the years of a place asks for the same ones again and again.
_RECENT = 256
# Lists that were counted: a few hundred bytes each, and every page that goes over all agreements asks for all of them.
_COUNTED = 1 << 16
# Of a few hundred bytes more effort gains nothing.
_LEVEL = 1


class Packed(Sequence[Row], Generic[Row]):
    """A list of rows. Equal lists have equal bytes, so that the digest of what holds one names its content."""

    __slots__ = ("_content", "_count")

    def __init__(self, count: int, content: bytes) -> None:
        """What `of` has packed."""
        self._count, self._content = count, content

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """Packs rows."""
        listed, found = tuple(rows), io.BytesIO()
        writing = pickle.Pickler(found, pickle.HIGHEST_PROTOCOL)
        # Without its memory of what it has written, in which equal rows would differ (fingerprints.py).
        writing.fast = True
        writing.dump(listed)
        return cls(len(listed), zlib.compress(found.getbuffer(), _LEVEL))

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        """One of them, or some."""
        return self._rows[index]

    def __iter__(self) -> Iterator[Row]:
        """All of them."""
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same rows."""
        return isinstance(other, Sequence) and self._rows == tuple(other)

    def __hash__(self) -> int:
        """That of the rows."""
        return hash(self._rows)

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is."""
        return type(self), (self._count, self._content)

    def __repr__(self) -> str:
        """The rows."""
        return repr(self._rows)

    @property
    def _rows(self) -> tuple[Row, ...]:
        return _unpacked(self._content)


def counted(rows: Sequence[Row], of: Callable[[Row], Kind]) -> Mapping[Kind, int]:
    """How many rows there are of each kind, in the order in which kinds come; counted once for each list."""
    return _counted(rows._content, of) if isinstance(rows, Packed) else Counter(map(of, rows))


@lru_cache(maxsize=_COUNTED)
def _counted(content: bytes, of: Callable[[Any], Kind]) -> Mapping[Kind, int]:
    return dict(Counter(map(of, _unpacked(content))))


@lru_cache(maxsize=_RECENT)
def _unpacked(content: bytes) -> tuple[Any, ...]:
    found: tuple[Any, ...] = unpacked(zlib.decompress(content))
    return found
