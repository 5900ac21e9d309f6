"""Work on a cluster of Dask distributed, which is there already and not ours. https://distributed.dask.org/

A worker needs our package and nothing else: what it works on comes with the task or is fetched by it from an address,
and what it makes goes back to the builder, who alone writes. Its results are kept by nobody but the builder, so a lost
worker costs doing its portions again.
"""

from __future__ import annotations

import pickle
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Self

from aqbgraph.errors import AqbError, PublicationError
from aqbgraph.pipeline.spreading.connecting import CONNECTING, TURN, agreed, connected, preparing, same
from aqbgraph.pipeline.spreading.equipment import elsewhere, equipment
from aqbgraph.pipeline.spreading.portions import Part, Places, Result, settled
from aqbgraph.pipeline.spreading.spool import Spool
from aqbgraph.pipeline.spreading.stages import unheard, untold
from aqbgraph.pipeline.spreading.workers import Workers
from aqbgraph.publication.disk.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from distributed import Client, Future

    from aqbgraph.pipeline.spreading.asides import Asides
    from aqbgraph.pipeline.spreading.equipment import Equipment
    from aqbgraph.pipeline.spreading.portions import Spread, Work
    from aqbgraph.pipeline.spreading.stages import Advance, Stage

_WORKERLESS = 120  # seconds without a worker: a nanny starts one in two, a queue of jobs takes longer
_LOOK = 5  # seconds between looks at whether anybody is there

_numbers = count()


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Where a scheduler listens: "tcp://host:8786"."""

    address: str


@contextmanager
def spread(jobs: int | Scheduler, works: str, progress: Advance, stage: Stage = untold) -> Iterator[Spread]:
    """Who does the work of a build, that of the module `works`: processes of this machine, or a scheduler's workers.

    Raises:
        WrongUse: the extra is not installed, or the scheduler's is no address.
        PublicationError: nobody answers there, or its workers have not what it takes.
    """
    if isinstance(jobs, int):
        yield Workers(jobs, progress, stage)
        return
    scheduler = jobs.address
    client = connected(scheduler)
    try:
        made = Cluster(client, scheduler, agreed(client, scheduler), progress, stage)
        # Held until the end: what nobody holds is given up.
        _under_way = preparing(client, works)
        yield made
    finally:
        # What still waits there is given up with the connection; what runs runs to its end, and nobody takes it.
        client.close(timeout=CONNECTING)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a scheduler. `agreed` is what all of them had in the beginning."""

    client: Client
    address: str
    agreed: Equipment
    progress: Advance
    stage: Stage = untold

    @property
    def otherwise(self) -> tuple[tuple[str, str], ...]:
        """The Tesseract of the workers, where it is another than ours."""
        return elsewhere(self.agreed)

    @property
    def processes(self) -> int:
        """The threads of all workers, which take turns where they are of one; some when nobody is there right now."""
        threads: int = sum(self.client.nthreads().values())
        return max(threads, 1)

    def run(self, work: Work[Part, Result], parts: Sequence[Sequence[Part]]) -> Iterator[Result]:
        """The results in the order of the parts."""
        yield from settled(_Tasks(self, work).each, parts, work.lost, self.progress)

    def quiet(self) -> Self:
        """The same, telling nobody."""
        return replace(self, progress=unheard)

    def at(self, stage: str, total: int | None = None) -> Self:
        """The same, at the next stage of the build."""
        return replace(self, progress=self.stage(stage, total))

    def here(self) -> Spread:
        """As many processes as this machine has cores."""
        return Workers(0, self.progress, self.stage)

    def asides(self) -> AbstractContextManager[Asides]:
        """Room on this machine."""
        return Workers(0, self.progress, self.stage).asides()


class _Tasks(Generic[Part, Result]):
    """A step of a build as tasks of Dask."""

    def __init__(self, cluster: Cluster, work: Work[Part, Result]) -> None:
        self._cluster = cluster
        self._client = cluster.client
        self._address = cluster.address
        self._work = work
        # A task of its own, so that the scheduler can have it made again wherever a worker with it is lost.
        self._do = self._submit(pickle.loads, pickle.dumps((work.do, cluster.agreed)))

    def _submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        # Dask would take equal arguments for the same task; each of ours is to be done.
        key = f"aqbgraph-{function.__name__}-{self._client.id}-{next(_numbers)}"
        return self._client.submit(function, *arguments, key=key)

    def each(self, portions: Iterable[tuple[int, Sequence[Part]]]) -> Iterator[tuple[int, list[Result] | None]]:
        """The results of each portion with its number; None where workers died over it, more often than Dask bears."""
        todo = iter(portions)
        under_way: dict[Future[bytes], int] = {}
        while True:
            # Fewer than are under way may be wanted by now: workers come and go.
            for number, portion in islice(todo, max(self._most() - len(under_way), 0)):
                under_way[self._submit(_done, self._do, self._packed(portion))] = number
            if not under_way:
                return
            for future in self._finished(under_way):
                yield under_way.pop(future), self._taken(future)

    def _most(self) -> int:
        """One portion for each thread that works, and one that waits."""
        return 2 * self._cluster.processes

    def _packed(self, portion: Sequence[Part]) -> bytes:
        kept = {name: content for part in portion for name, content in self._work.needs(part).items()}
        return _pack(([self._work.sent(part) for part in portion], kept))

    def _finished(self, under_way: Iterable[Future[bytes]]) -> Iterable[Future[bytes]]:
        from distributed import wait  # noqa: PLC0415  # an extra

        since = monotonic()
        while True:
            try:
                with self._client.as_current():
                    return list(wait(list(under_way), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                since = monotonic() if self._client.nthreads() else since
            if monotonic() - since > _WORKERLESS:
                message = f"Der Scheduler {self._address} hat keine Worker mehr. Nichts ist veröffentlicht."
                raise PublicationError(message)

    def _taken(self, future: Future[bytes]) -> list[Result] | None:
        """What a worker made, its files put where they belong."""
        from distributed import KilledWorker  # noqa: PLC0415  # an extra

        try:
            results, kept, written = _unpack(future.result())
        except KilledWorker:
            return None
        except AqbError:
            raise
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            raise PublicationError(
                f"Die Arbeit am Scheduler {self._address} brach ab ({told}). Nichts ist veröffentlicht."
            ) from error
        for name, content in kept.items():
            self._work.at.spool.add(name, content)
        for name, content in written.items():
            self._work.at.writer.write(name, content)
        found: list[Result] = results
        return found


def _done(work: tuple[Callable[[Sequence[Part], Places], list[Result]], Equipment], packed: bytes) -> bytes:
    """A portion, done on a worker: its results, what is to be kept, what is to be published.

    Raises:
        PublicationError: this worker came later than the others and has not what they have.
    """
    do, agreed = work
    same("(später hinzugekommen)", equipment(), agreed)
    portion, kept = _unpack(packed)
    with TURN, TemporaryDirectory(prefix="aqbgraph-") as place:
        read, made = Path(place, "read"), Path(place, "made")
        for folder in (read, made):
            folder.mkdir()
        for name, content in kept.items():
            (read / name).write_bytes(content)
        results = do(portion, Places(Spool(read), Writer(made)))
        found = {name: content for name, content in _files(read).items() if name not in kept}
        return _pack((results, found, _files(made)))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _pack(content: object) -> bytes:
    """Pages and graphs shrink to a tenth, at a fraction of the time that it takes to make them."""
    return zlib.compress(pickle.dumps(content, pickle.HIGHEST_PROTOCOL), 1)


def _unpack(content: bytes) -> Any:
    return pickle.loads(zlib.decompress(content))  # noqa: S301  # between us and the workers, who run our code anyway
