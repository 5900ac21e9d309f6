"""The processes of a build: as many as there is work for, ended with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Part = TypeVar("Part")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Workers:
    """As many processes as there is work for, started when first needed; with one, the work is done here."""

    jobs: int
    progress: Callable[[int], None]

    def run(self, work: Callable[[Sequence[Part]], list[Result]], parts: Sequence[Sequence[Part]]) -> Iterator[Result]:
        """The results in the order of the parts."""
        processes = min(self.jobs or os.cpu_count() or 1, len(parts))
        with _pool(processes) if processes > 1 else nullcontext() as pool:
            done = pool.map(work, parts) if pool else map(work, parts)
            for part, results in zip(parts, done, strict=True):
                self.progress(len(part))
                yield from results


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that are ended at once when the build is: a scan would hold them for minutes."""
    pool = ProcessPoolExecutor(processes, initializer=_begin)
    try:
        yield pool
    except BrokenExecutor as error:
        message = (
            "Ein Prozess wurde von außen beendet, vermutlich weil der Speicher erschöpft war. "
            "Nichts ist veröffentlicht. Bitte mit weniger Prozessen (--jobs 1) oder weniger Dokumenten versuchen."
        )
        raise PublicationError(message) from error
    except BaseException:
        workers = tuple(multiprocessing.active_children())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        raise
    pool.shutdown()


def _begin() -> None:
    """Ctrl-C reaches all processes of a terminal: the parent alone answers it, and ends us without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody waits for what an orphan works out, and what it writes would lie in the way of the next build."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
