"""The digest of what a step works on: the same for equal values in every process, so that it can name the result.

It is that of the value as pickle writes it, without its memory of what it has written before, in which equal values
would differ by how often one object stands in them; and with sets in order, which have none of their own.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = 16  # bytes
_PROTOCOL = 5


def fingerprint(value: object, known: Callable[[Any], bytes | None] | None = None) -> bytes:
    """The digest of a value, 16 bytes. `known` may tell the digest of a part that was asked for before.

    The value holds no part that holds itself.

    Raises:
        pickle.PicklingError: it holds what cannot be written, such as an open file.
    """
    found = blake2b(digest_size=_SIZE)
    _Writing(_Taken(found.update), known).dump(value)
    return found.digest()


class _Taken(NamedTuple):
    """What a pickler takes for a file: the digest of a long value is taken as it is written."""

    write: Callable[[bytes], object]


class _Writing(pickle.Pickler):
    def __init__(self, file: _Taken, known: Callable[[Any], bytes | None] | None) -> None:
        super().__init__(file, _PROTOCOL)
        self.fast = True
        self._known = known

    def persistent_id(self, part: Any) -> object:
        """What stands for a part; None for nearly all, which are written as they are."""
        kind = type(part)
        if kind is frozenset or kind is set:
            return "set", sorted(fingerprint(one, self._known) for one in part)
        return self._known(part) if self._known else None
