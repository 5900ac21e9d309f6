"""How deep an item of a list stands, by where it begins: below another where that one's words begin, or further in.

As CommonMark has it (5.2, list items), for text and for paper, whose markup tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Indents:
    """The items that are open, by where their words begin: in characters or in points."""

    _words: list[float] = field(default_factory=list)

    def level(self, start: float, words: float) -> int:
        """The depth, from 1, of an item that starts here, and whose words start there."""
        while self._words and start < self._words[-1]:
            self._words.pop()
        self._words.append(words)
        return len(self._words)

    def close(self) -> None:
        """The list has ended."""
        self._words.clear()
