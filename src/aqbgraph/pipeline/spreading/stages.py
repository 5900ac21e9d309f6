"""What a build tells while it runs: which stage it has come to, and how far that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# Is told how many are done, each time some are.
Advance: TypeAlias = Callable[[int], None]
# Is told that a stage begins, by a name for the clerk, and of how many there are if that is known; whoever is given
# back is told of those done. A stage ends when the next begins.
Stage: TypeAlias = Callable[[str, "int | None"], Advance]


def unheard(_: int) -> None:
    """Nobody wants to know."""


def untold(_name: str, _total: int | None) -> Advance:
    """Nobody wants to know of stages."""
    return unheard
