"""What every process of a build that was forked is like: it ends with the build, however that ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held() -> Iterator[None]:
    """What is started meanwhile gets no signal before `begin`: it would answer as the command that it is forked of."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """Ctrl-C reaches all processes of a terminal: the parent alone answers it, and ends us without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    # What the parent had is shared with it; looking through it for what is left over would make a copy of it all.
    gc.freeze()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def exhausted() -> PublicationError:
    """What is said when processes die and no document can be blamed for it."""
    return PublicationError(
        "Ein Prozess nach dem anderen wurde von außen beendet, vermutlich weil der Speicher erschöpft war. "
        "Nichts ist veröffentlicht. Bitte mit weniger Prozessen (--jobs 1) oder mehr Speicher versuchen."
    )


def _end_with_parent() -> None:
    """Nobody waits for what an orphan works out, and what it writes would lie in the way of the next build."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
