"""The server's hold on the keeper process: starts it, opens connections to it, ends it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import math
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from aqbgraph.errors import PublicationError
from aqbgraph.service.workers.frames import Hello, Loaded, Question, Result, pack, unpack_head, unpack_result
from aqbgraph.service.workers.link import Link, WorkerLostError
from aqbgraph.service.workers.pulling import PULL
from aqbgraph.service.workers.waiting import to_the_end

if TYPE_CHECKING:
    from types import TracebackType

    from aqbgraph.service.limits import Limits

GRACE = 5.0  # seconds for the keeper to end by itself
NOTICED = 0.1  # seconds after the end of its sockets in which that of a process is told
START = 5.0  # seconds that a worker may take to start
_RUNTIME = 2  # of the three clocks of a process the one that the scheduler keeps


class Worker:
    """A connection to a worker process, which answers one question after the other."""

    def __init__(self, link: Link, hello: Hello) -> None:
        self._link = link
        self.pid = hello.pid
        self._thread = hello.thread
        self._process = _descriptor(hello.pid)
        self.slowed = False
        self._told = self._used = self._allowed = frozenset[int]()  # processors
        self.before = self.cpu()  # what it had taken when it gave its last answer

    @property
    def pending(self) -> int:
        """How many questions it has not answered."""
        return self._link.waiting

    @property
    def last(self) -> asyncio.Future[tuple[bytes, bytes]] | None:
        """The answer behind which that to the next question will come, if there is one to come."""
        return self._link.last

    @property
    def alive(self) -> bool:
        """Whether the process still holds its end of the connection."""
        return not self._link.lost

    async def ask(self, question: Question) -> Result:
        """The answer to a question.

        Raises:
            WorkerLostError: the process ended before.
        """
        return self.answered(await self.asked(question))

    def asked(self, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        """What will be the answer, for `answered` to read; fails with WorkerLostError when the process ends before."""
        return self._link.next(pack(question))

    def pull(self) -> asyncio.Future[tuple[bytes, bytes]]:
        """What will be the next piece of an answer that has more."""
        return self._link.next(PULL)

    def answered(self, frame: tuple[bytes, bytes]) -> Result:
        """The result in an answer."""
        result = unpack_result(*frame)
        self.before = max(self.before, result.spent)  # who waits in a task comes to it after those behind it
        return result

    def cpu(self) -> float:
        """Processor time that it has taken so far, in seconds; infinite when it is gone.

        By the process's clock as clock_getcpuclockid(3) has it: proc(5) counts in hundredths of a second.
        """
        try:
            return time.clock_gettime(~self.pid << 3 | _RUNTIME)
        except OSError:
            return math.inf

    def use(self, processors: frozenset[int]) -> None:
        """Has it evaluate on these from now on, as far as nobody else has told it to use others."""
        if processors == self._told:
            return
        self._told = processors
        with contextlib.suppress(OSError):  # gone, or the processors are
            found = frozenset(os.sched_getaffinity(self._thread))
            if found != self._used:
                self._allowed = found
            self._used = processors & self._allowed or self._allowed
            os.sched_setaffinity(self._thread, self._used)

    def slow_down(self, processors: frozenset[int]) -> None:
        """Lets all others go first from now on (SCHED_IDLE, sched(7)); both settings are the thread's that evaluates.

        Idle priority counts only within a group of processes, and a client in another session is in another one
        (autogroup, sched(7)): it would wait for the end of a time slice. So the `processors` should leave one free.
        """
        self.slowed = True
        with contextlib.suppress(OSError):  # gone, or the system does not allow it
            os.sched_setscheduler(self._thread, os.SCHED_IDLE, os.sched_param(0))
        self.use(processors)

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        if self.slowed and self.alive:
            self._hurry()
        with contextlib.suppress(ProcessLookupError):
            if self._process is not None:
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            elif self.alive:
                os.kill(self.pid, signal.SIGKILL)

    def _hurry(self) -> None:
        """Has it end soon: behind all others it does not come to that on a busy machine, and keeps its memory.

        To raise a priority again takes RLIMIT_NICE of 20 or CAP_SYS_NICE (sched(7)); else it may use more processors.
        """
        with contextlib.suppress(OSError):
            os.sched_setscheduler(self._thread, os.SCHED_OTHER, os.sched_param(0))
        with contextlib.suppress(OSError):
            os.sched_setaffinity(self._thread, self._allowed)

    def close(self) -> None:
        """Closes the connection, upon which an idle process ends."""
        process, self._process = self._process, None
        if process is not None:
            os.close(process)
        self._link.close()


def _descriptor(pid: int) -> int | None:
    """What a process is known by; None where the system gives none, as the filters of older containers (seccomp(2)).

    A process id can be given to another process once this one is gone; a descriptor of it cannot.
    """
    try:
        return os.pidfd_open(pid)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.ENOSYS):
            return None
        raise


class Keeper:
    """The running keeper process. Use `async with Keeper(...)`.

    Raises:
        PublicationError: on entering, when it cannot load the data.
    """

    def __init__(self, data: Path, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self.folder = Path()
        self._address = ""
        # Held open, so that a keeper that is restarted loads the same data, whatever lies at the path by then.
        self._file: BinaryIO | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.starts = 0  # how many processes there have been
        self.loaded = Loaded(triples=0, graphs=0)

    async def __aenter__(self) -> Self:
        try:
            self._file = self._data.open("rb")
        except OSError as error:
            raise self._unloadable() from error
        try:
            await self._start(self._file)
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        file, self._file = self._file, None
        try:
            await self._end()
        finally:
            if file is not None:
                file.close()

    async def restart(self) -> None:
        """Starts a new process in the place of one that is gone.

        Raises:
            PublicationError: it cannot load the data.
            WorkerLostError: the keeper has been left.
        """
        await self._end()
        if self._file is None:
            raise WorkerLostError
        await self._start(self._file)

    async def _start(self, file: BinaryIO) -> None:
        # mkdtemp makes it 0700: nobody else can connect.
        self.folder = Path(tempfile.mkdtemp(prefix="aqbgraph-"))
        self._address = str(self.folder / "workers")
        self.starts += 1
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aqbgraph.service.workers.worker"),
            *(str(file.fileno()), self._address, json.dumps(asdict(self._limits))),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=(file.fileno(),),
        )
        output = self._process.stdout
        line = await output.readline() if output else b""
        if not line:
            await self._end()
            raise self._unloadable()
        self.loaded = Loaded(**json.loads(line))

    def _unloadable(self) -> PublicationError:
        return PublicationError(
            f"{self._data} kann nicht geladen werden (siehe Meldung oben). / {self._data} cannot be loaded."
        )

    async def _end(self) -> None:
        await to_the_end(self._ended())  # else a process, its pipes and its folder would be left

    async def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            process.kill()
            await process.wait()
        if process.stdout is not None:
            # The end of what it said may come later than its own; until then the pipe to it is open.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.stdout.read(), GRACE)
        shutil.rmtree(self.folder)

    @property
    def pid(self) -> int:
        """The process id, 0 when it has none."""
        return self._process.pid if self._process is not None else 0

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def gone(self, since: int) -> bool:
        """Whether what was there after so many starts has ended; that is told a moment after the end of its sockets."""
        process = self._process
        if process is not None and self.starts == since:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), NOTICED)
        return self.starts != since or not self.alive

    async def worker(self) -> Worker:
        """A new worker.

        Raises:
            WorkerLostError: the keeper is gone or takes too long, or the worker was gone before it could greet.
        """
        try:
            async with asyncio.timeout(START):
                return await self._greeted()
        except TimeoutError as error:
            raise WorkerLostError from error

    async def _greeted(self) -> Worker:
        loop = asyncio.get_running_loop()
        try:
            _, link = await loop.create_unix_connection(Link, self._address)
        except OSError as error:
            raise WorkerLostError from error
        try:
            head, _ = await link.greeting()
            return Worker(link, Hello(*unpack_head(head)))
        except (WorkerLostError, OSError) as error:  # gone before or after it greeted
            link.close()
            raise WorkerLostError from error
        except BaseException:
            link.close()
            raise
