"""What a function of words said, kept for when the same words come again: agreements share most of their lines.

Bounded twice, so that no document can fill the memory: by the number of words kept, and by the length of each.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

MOST = 4096
# Longer than nearly every paragraph of an agreement.
LONGEST = 2000


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """A function whose result hangs on nothing but its words, and is not changed by who gets it."""
    kept = lru_cache(MOST)(function)

    @wraps(function)
    def recalled(words: str) -> Result:
        return kept(words) if len(words) <= LONGEST else function(words)

    return recalled
