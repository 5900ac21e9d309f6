"""Keeps what is asked for again: as many bytes and entries as allowed, the longest unasked goes first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

OVERHEAD = 1024  # bytes that an entry takes beside its value
SHARE = 8  # no entry takes more than this part of all


class Keeping(Generic[K, V]):
    """A bounded memory. `hits` and `misses` count what was asked for."""

    def __init__(self, most_bytes: int, most_entries: int) -> None:
        self._most_bytes = most_bytes
        self._most_entries = most_entries
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    def peek(self, key: K) -> V | None:
        """What is kept under the key, without its being asked for."""
        found = self._entries.get(key)
        return None if found is None else found[0]

    def get(self, key: K) -> V | None:
        """What is kept under the key."""
        found = self._entries.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return found[0]

    def put(self, key: K, value: V, length: int) -> None:
        """Keeps a value of so many bytes, unless it is too large to be kept beside others."""
        size = length + OVERHEAD
        if size * SHARE > self._most_bytes:
            return
        _, before = self._entries.pop(key, (None, 0))
        self._entries[key] = value, size
        self.size += size - before
        while self.size > self._most_bytes or len(self._entries) > self._most_entries:
            _, (_, gone) = self._entries.popitem(last=False)
            self.size -= gone
