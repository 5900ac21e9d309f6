"""What takes long in Python itself is done in a thread beside the loop, one thing after another.

The loop waits for the interpreter wherever it has waited for a socket, once for each thread that is at work and for as
long as these may keep it: with a thread for each page that is being made, a light query waited for a tenth of a second.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

TURN = 0.0005  # seconds until a thread leaves the interpreter to who waits for it (5 ms if nothing is said)

_THREAD = ThreadPoolExecutor(1, thread_name_prefix="apart")


async def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function returns that holds the interpreter for long; while others are before it, it waits."""
    return await asyncio.wrap_future(_THREAD.submit(function, *args, **kwargs))


def take_turns() -> None:
    """Has threads of this process leave the interpreter to each other soon."""
    sys.setswitchinterval(TURN)
