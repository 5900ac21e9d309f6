"""The server's hold on the keeper process: starts it, opens connections to it, ends it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from aqbgraph.errors import PublicationError
from aqbgraph.service.frames import LENGTHS, Hello, Loaded, Question, Result, pack, unpack_head, unpack_lengths

if TYPE_CHECKING:
    from types import TracebackType

    from aqbgraph.service.limits import Limits

GRACE = 5.0  # seconds for the keeper to end by itself
LOW_PRIORITY = 10  # nice(2)
FRAME = 1 << 20  # bytes buffered before the other side is told to wait


class WorkerLostError(Exception):
    """A worker ended before it answered."""


class Worker:
    """A connection to a worker process, which answers one question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        self._reader = reader
        self._writer = writer
        self.pid = pid
        # A process id can be given to another process once this one is gone; a descriptor of it cannot.
        self._process = os.pidfd_open(pid)
        self.slowed = False

    @property
    def alive(self) -> bool:
        """Whether the process still holds its end of the connection."""
        # A connection ends with the end of its stream, or with an error when an answer was under way.
        return not self._reader.at_eof() and self._reader.exception() is None and not self._writer.is_closing()

    async def ask(self, question: Question) -> Result:
        """The answer to a question.

        Raises:
            WorkerLostError: the process ended before.
        """
        try:
            self._writer.write(pack(question))
            await self._writer.drain()
            head, body = unpack_lengths(await self._reader.readexactly(LENGTHS.size))
            members = unpack_head(await self._reader.readexactly(head))
            return Result(**members, body=await self._reader.readexactly(body))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLostError from error

    def slow_down(self) -> None:
        """Lets other processes go first from now on."""
        self.slowed = True
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, LOW_PRIORITY)

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, signal.SIGKILL)

    async def close(self) -> None:
        """Closes the connection, upon which an idle process ends."""
        os.close(self._process)
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()


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
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aqbgraph.service.worker"),
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
        shutil.rmtree(self.folder)

    @property
    def pid(self) -> int:
        """The process id, 0 when it has none."""
        return self._process.pid if self._process is not None else 0

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def worker(self) -> Worker:
        """A new worker.

        Raises:
            WorkerLostError: the keeper is gone, or the worker was before it could greet.
        """
        try:
            reader, writer = await asyncio.open_unix_connection(self._address, limit=FRAME)
        except OSError as error:
            raise WorkerLostError from error
        try:
            head, _ = unpack_lengths(await reader.readexactly(LENGTHS.size))
            hello = Hello(**unpack_head(await reader.readexactly(head)))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            writer.close()
            raise WorkerLostError from error
        return Worker(reader, writer, hello.pid)
