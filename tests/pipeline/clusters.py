"""A scheduler and workers on ports of this machine, and workers that die where a test wants it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Loaded by each worker: over a "poison" it dies always, over a "victim" once, over a "slow" one it takes its time.
PRELOAD = """
import os, signal, time
from pathlib import Path
from aqbgraph.pipeline.documents import collecting
SIGNS = Path({signs!r})
def reading(file, name, read=collecting.read):
    if "poison" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "victim" in name and not (SIGNS / "killed").exists():
        (SIGNS / "killed").write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in name:
        (SIGNS / "slow").touch()
        time.sleep(5)
    (SIGNS / f"worker-{{os.getpid()}}").touch()
    return read(file, name)
if collecting.read.__name__ == "read":  # a preload may be run twice
    collecting.read = reading
"""


@dataclass(frozen=True)
class Made:
    """A cluster: where its scheduler listens, and the folder in which its workers leave signs."""

    address: str
    signs: Path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask, ended at the end with all that it started."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    everywhere = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    with subprocess.Popen(
        command, env=everywhere, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, 9)


@contextmanager
def cluster(place: Path, workers: int = 2) -> Iterator[Made]:
    """A scheduler with so many workers of one thread, when all are there; a task may kill one worker, not two."""
    signs = place / "signs"
    signs.mkdir(parents=True)
    preload = place / "preload.py"
    preload.write_text(PRELOAD.format(signs=str(signs)), "utf-8")
    address = f"tcp://127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        begin = ["scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2]]
        stack.enter_context(running(*begin, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1"))
        for number in range(workers):
            options = [
                "--nthreads",
                "1",
                "--local-directory",
                str(place / f"worker-{number}"),
                "--preload",
                str(preload),
            ]
            stack.enter_context(running("worker", address, "--host", "127.0.0.1", *options))
        _wait(address, workers)
        yield Made(address, signs)


def _wait(address: str, workers: int) -> None:
    from distributed import Client  # noqa: PLC0415

    deadline = time.monotonic() + 60
    while True:
        try:
            with Client(address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
