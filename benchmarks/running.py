"""Runs a program and tells what it took: time on the clock, time of the processor, and most memory of all processes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

MEBIBYTE = 1 << 20
# Between two looks at the memory, in seconds: what comes and goes within is missed.
LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of the processor, MiB at most (0 where /proc does not tell), standard output."""

    wall: float
    cpu: float
    memory: float
    output: str


def run(arguments: Sequence[str], env: Mapping[str, str] | None = None, good: Container[int] = (0,)) -> Cost:
    """Runs Python once, in a session of its own, and waits for it; `good` are the codes with which it may end.

    Raises:
        SystemExit: it failed; what it said is told.
    """
    before = os.times()
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(env) if env else None,
        start_new_session=True,
    ) as child:
        watch = Watch(child.pid)
        try:
            output, errors = child.communicate()
        except BaseException:
            # In a session of its own it does not hear of Ctrl-C; told, it ends what it started itself.
            os.killpg(child.pid, signal.SIGINT)
            raise
        wall = time.perf_counter() - begun
        memory = watch.close()
    if child.returncode not in good:
        raise SystemExit(f"failed ({child.returncode}): {' '.join(arguments)}\n{output}{errors}")
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(wall, cpu, memory, output)


class Watch:
    """Looks again and again at the memory of a session; what processes share counts once (PSS, proc(5))."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while True:
            self._most = max(self._most, memory(self._session))
            if self._over.wait(LOOK):
                return

    def close(self) -> float:
        """The most that was seen, in MiB."""
        self._over.set()
        self._thread.join()
        return self._most


def processes(session: int) -> list[int]:
    """The processes of a session, which its first process gave its number."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((path / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found.append(int(path.name))
    return found


def memory(session: int) -> float:
    """What all processes of a session hold now, in MiB."""
    return sum(map(_memory, processes(session))) / MEBIBYTE


def _memory(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
