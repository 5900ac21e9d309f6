"""On which processors light questions are answered: on others than the server's own, where there are several.

A worker that is woken on the processor of the server has it wait, and with it everybody: all questions and answers pass
through the server. Some systems move neither of them away, though the other processor has nothing to do.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = 0.1  # seconds between two looks at where the server is: it is moved seldom


def others(processors: frozenset[int], own: int) -> frozenset[int]:
    """These processors but the own one, where there are others."""
    return processors - {own} or processors


class Placing:
    """The processors for workers of the thread that asks for them, for light questions and for others.

    Light ones may go anywhere while there are `heavy` ones: what evaluates these has the same processors.
    """

    def __init__(self, heavy: Callable[[], bool]) -> None:
        self._heavy = heavy
        self._own = ctypes.CDLL(None).sched_getcpu  # sched_getcpu(3)
        self._all = self._light = frozenset[int]()
        self._until = 0.0

    @property
    def all(self) -> frozenset[int]:
        """Those that the thread may use: somebody may set them from outside (taskset(1))."""
        self._look()
        return self._all

    @property
    def light(self) -> frozenset[int]:
        """All but the one that the thread runs on; all of them while there are heavy questions."""
        self._look()
        return self._light

    @property
    def slow(self) -> frozenset[int]:
        """All but one, which stays free for all else."""
        return others(self.all, min(self.all, default=-1))

    def _look(self) -> None:
        now = time.monotonic()
        if now > self._until:
            self._until = now + LOOK
            with contextlib.suppress(OSError):  # the system does not tell: then nobody is told to use any
                self._all = frozenset(os.sched_getaffinity(0))
            self._light = self._all if self._heavy() else others(self._all, self._own())
