"""Rows that stay in memory for long and are looked at now and then: packed they take a tenth."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar, overload

Row = TypeVar("Row")

# Lists that were unpacked last: whoever goes over the years of a place asks for the same ones again and again.
_RECENT = 1024
# Of a few hundred bytes more effort gains nothing.
_LEVEL = 1


class Packed(Sequence[Row], Generic[Row]):
    """A list of rows of one kind, a dataclass whose fields are texts, numbers and None.

    Equal lists have equal bytes, so the digest of one names its content.
    """

    __slots__ = ("_content", "_count", "_kind")

    def __init__(self, kind: type[Row], count: int, content: bytes) -> None:
        """What `of` has packed."""
        self._kind, self._count, self._content = kind, count, content

    @classmethod
    def of(cls, kind: type[Row], rows: Iterable[Row]) -> Self:
        """Packs rows."""
        names = _names(kind)
        values = [[getattr(row, name) for name in names] for row in rows]
        return cls(kind, len(values), zlib.compress(json.dumps(values, ensure_ascii=False).encode(), _LEVEL))

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
        """That of the tuple."""
        return hash(self._rows)

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed, as it is."""
        return type(self), (self._kind, self._count, self._content)

    def __repr__(self) -> str:
        """The rows."""
        return repr(self._rows)

    @property
    def _rows(self) -> tuple[Row, ...]:
        kind: Any = self._kind
        found: tuple[Row, ...] = _unpacked(kind, self._content)
        return found


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)


@lru_cache(maxsize=_RECENT)
def _unpacked(kind: type[Any], content: bytes) -> tuple[Any, ...]:
    return tuple(kind(*values) for values in json.loads(zlib.decompress(content)))
