"""What a function of words said, kept for when the same words come again: agreements share most of their lines.

Bounded twice, so that no document can fill the memory: by the number of words kept, and by the length of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

MOST = 4096
# Longer than nearly every paragraph of an agreement.
LONGEST = 2000


class Kept(dict[str, Result], Generic[Result]):
    """Results by words; what is not there is worked out. When it is full, it begins anew."""

    def __init__(self, function: Callable[[str], Result]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, words: str) -> Result:
        result = self._function(words)
        if len(words) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[words] = result
        return result


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """A function whose result hangs on nothing but its words, and is not changed by who gets it.

    The look-up itself is what is handed out: it is asked hundreds of times a document.
    """
    return Kept(function).__getitem__
