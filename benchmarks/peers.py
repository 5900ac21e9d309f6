"""The servers that are measured side by side: how each is started over the same data, and what it costs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from running import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VENV = Path(__file__).parents[1] / ".venv-peers"
PACKAGES = ("oxigraph", "rdflib-endpoint[cli]")
HOST = "127.0.0.1"
START = 120.0  # seconds; rdflib reads slowly
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: name, path of its endpoint, its command over a publication, a folder of its own and a port."""

    name: str
    path: str
    command: Callable[[Path, Path, int], list[str]]


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers; `session` holds all its processes."""

    peer: Peer
    port: int
    session: int

    def cpu(self) -> float:
        """Processor time of all its processes so far, in seconds."""
        return sum(_ticks(pid) for pid in processes(self.session)) / TICKS


def _ours(public: Path, _: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "aqbgraph", "serve", str(public), "--port", str(port)]


def _oxigraph(public: Path, scratch: Path, port: int) -> list[str]:
    store, program = scratch / "oxigraph", str(VENV / "bin" / "oxigraph")
    if not store.exists():
        load = [program, "load", "--location", str(store), "--file", str(public / "data.trig")]
        subprocess.run(load, check=True, capture_output=True)
    return [program, "serve-read-only", "--location", str(store), "--bind", f"{HOST}:{port}", "--union-default-graph"]


def _oxigraph_timeout(public: Path, scratch: Path, port: int) -> list[str]:
    return [*_oxigraph(public, scratch, port), "--timeout-s", "10"]


def _rdflib_endpoint(public: Path, _: Path, port: int) -> list[str]:
    program = str(VENV / "bin" / "rdflib-endpoint")
    return [program, "serve", "--host", HOST, "--port", str(port), str(public / "data.ttl")]


OURS = Peer("aqbgraph", "sparql", _ours)
OXIGRAPH = Peer("Oxigraph server", "query", _oxigraph)
OXIGRAPH_TIMEOUT = Peer("Oxigraph server --timeout-s 10", "query", _oxigraph_timeout)
RDFLIB_ENDPOINT = Peer("rdflib-endpoint", "", _rdflib_endpoint)
PEERS = (OURS, OXIGRAPH, OXIGRAPH_TIMEOUT, RDFLIB_ENDPOINT)


def install() -> None:
    """Makes an environment with the peers beside the project's own."""
    if not shutil.which("oxigraph", path=VENV / "bin"):
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin" / "pip"), "install", "--quiet", *PACKAGES], check=True)


@contextlib.contextmanager
def running(peer: Peer, public: Path, scratch: Path) -> Iterator[Running]:
    """The server, once it answers."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    with (scratch / "log").open("ab") as log:
        process = subprocess.Popen(
            peer.command(public, scratch, port), stdout=log, stderr=log, start_new_session=True, cwd=scratch
        )
    try:
        _wait(process, f"http://{HOST}:{port}/{peer.path}?query={quote('ASK {}')}")
        yield Running(peer, port, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"ended at once: {process.args!r}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as reply:
            if reply.status == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"did not start: {process.args!r}")


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    # utime, stime and those of children that have ended (proc(5)).
    return sum(int(fields[index]) for index in (11, 12, 13, 14))
