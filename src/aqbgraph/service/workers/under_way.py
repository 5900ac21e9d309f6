"""How many questions are under way, so that one can wait until none is."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnderWay:
    """Counts those that are `asked` and not yet `answered`."""

    def __init__(self) -> None:
        self._number = 0
        self._none = asyncio.Event()

    def asked(self) -> None:
        """One more."""
        self._number += 1

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """One more, until left."""
        self.asked()
        try:
            yield
        finally:
            self.answered()

    def answered(self) -> None:
        """One less."""
        self._number -= 1
        if not self._number:
            self._none.set()

    async def drained(self, most: float) -> None:
        """Waits until there is none, at most so many seconds."""
        self._none.clear()
        if self._number:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._none.wait(), most)
