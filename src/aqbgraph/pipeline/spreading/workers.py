"""The processes of a build: as many as there is work for, ended with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self

from aqbgraph.pipeline.spreading import children
from aqbgraph.pipeline.spreading.asides import asides
from aqbgraph.pipeline.spreading.portions import Part, Result, settled
from aqbgraph.pipeline.spreading.stages import unheard, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from types import TracebackType

    from aqbgraph.pipeline.spreading.asides import Asides
    from aqbgraph.pipeline.spreading.portions import Places, Spread, Work
    from aqbgraph.pipeline.spreading.stages import Advance, Stage


@dataclass(frozen=True, slots=True)
class Workers:
    """As many processes as there is work for, started when first needed; with one, the work is done here."""

    jobs: int
    progress: Advance
    stage: Stage = untold

    @property
    def otherwise(self) -> tuple[tuple[str, str], ...]:
        """They are of this machine."""
        return ()

    @property
    def processes(self) -> int:
        """As many as there are at most."""
        return self.jobs or os.cpu_count() or 1

    def here(self) -> Spread:
        """The same: they are of this machine."""
        return self

    def asides(self) -> AbstractContextManager[Asides]:
        """Room for work that nobody waits for yet."""
        return asides(self.processes)

    def run(self, work: Work[Part, Result], parts: Sequence[Sequence[Part]]) -> Iterator[Result]:
        """The results in the order of the parts."""
        processes, do = min(self.processes, len(parts)), partial(_at, work.do, work.at)
        if processes > 1:
            with _Pool(processes, do) as pool:
                yield from settled(pool.each, parts, work.lost, self.progress)
            return
        for part in parts:
            results = do(part)
            self.progress(len(part))
            yield from results

    def quiet(self) -> Self:
        """The same, telling nobody."""
        return replace(self, progress=unheard)

    def at(self, stage: str, total: int | None = None) -> Self:
        """The same, at the next stage of the build."""
        return replace(self, progress=self.stage(stage, total))


def _at(do: Callable[[Sequence[Part], Places], list[Result]], at: Places, portion: Sequence[Part]) -> list[Result]:
    return do(portion, at)


class _Pool(Generic[Part, Result]):
    """Worker processes that are ended at once when the build is: a scan would hold them for minutes."""

    def __init__(self, processes: int, do: Callable[[Sequence[Part]], list[Result]]) -> None:
        self._processes = processes
        self._do = do
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        # Told once a process and not with each portion: what comparing has shown grows with the documents.
        return ProcessPoolExecutor(self._processes, initializer=_begin, initargs=(self._do,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.shutdown()
            return
        for worker in multiprocessing.active_children():
            worker.terminate()
        # Waited for, which takes a moment now: else its thread and the end of Python may get in each other's way.
        self._pool.shutdown(cancel_futures=True)

    def each(self, portions: Iterable[tuple[int, Sequence[Part]]]) -> Iterator[tuple[int, list[Result] | None]]:
        """The results of each portion with its number; None for those that were under way when a process died."""
        todo = iter(portions)
        under_way: dict[Future[list[Result]], int] = {}
        while True:
            # One more than there are processes, so that none waits; those that wait are suspects without need.
            for number, portion in islice(todo, self._processes + 1 - len(under_way)):
                under_way[self._submit(portion)] = number
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                number = under_way.pop(future)
                yield number, None if isinstance(future.exception(), BrokenExecutor) else future.result()

    def _submit(self, portion: Sequence[Part]) -> Future[list[Result]]:
        try:
            return self._pool.submit(_do, portion)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._new()
            return self._pool.submit(_do, portion)


# What a process is here for.
_told: list[Callable[[Any], list[Any]]] = []


def _do(portion: Sequence[Part]) -> list[Any]:
    return _told[-1](portion)


def _begin(do: Callable[[Any], list[Any]]) -> None:
    _told.append(do)
    children.begin()
