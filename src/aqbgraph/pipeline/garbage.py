"""How often a build looks for objects that nothing but each other holds on to.

Hardly any are there: what an agreement is made of goes as soon as nobody has it. To look after every 700 objects, as
Python does, takes some four percent of the time of a build. To look after 10,000 takes 3 MiB of 200 in each process;
after 50,000 it is 8, and hardly anything is gained.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECTS = 10_000


@contextmanager
def seldom_sought() -> Iterator[None]:
    """Within it, and in processes that are forked meanwhile, garbage is looked for after so many objects."""
    first, *older = gc.get_threshold()
    gc.set_threshold(max(first, _OBJECTS) if first else 0, *older)
    try:
        yield
    finally:
        gc.set_threshold(first, *older)


@contextmanager
def spared() -> Iterator[None]:
    """What is there by now is not looked through meanwhile (https://docs.python.org/3/library/gc.html#gc.freeze).

    It is the summaries of all agreements, while lists of words and numbers come and go by the million: a sixth of the
    time after a change went into looking for cycles that are not there. Validation makes such; it comes before.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
