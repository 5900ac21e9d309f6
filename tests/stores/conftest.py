"""Real stores on loopback ports, each in a folder of its own: the Oxigraph server and Virtuoso 7."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from aqbgraph.pipeline.stores.graph_store import GraphStore
from aqbgraph.pipeline.stores.pushing import push
from aqbgraph.publication.disk import published
from aqbgraph.publication.publisher import stores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.publisher.stores import RemoteStore

START = 60.0  # seconds that a store may take to start
KINDS = ("oxigraph", "virtuoso")
# Fewer than the triples of the samples.
ROWS = 4000

# Nothing but what is needed: a database in this folder, two ports of this machine, no checkpoints on the way.
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 200M
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 5
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def found(*names: str | Path) -> str:
    """The program with one of these names; the checks must have it, a user's machine may do without."""
    for name in names:
        if path := shutil.which(name):
            return path
    without = pytest.fail if "CI" in os.environ else pytest.skip
    without(f"{names[0]} fehlt: PyPI-Paket oxigraph, Debian-Paket virtuoso-opensource-7")
    raise AssertionError


@contextmanager
def running(command: Sequence[str | Path], folder: Path, address: str) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + START
            while not _answers(address):
                assert process.poll() is None, command
                assert time.monotonic() < until, command
                time.sleep(0.1)
            yield
        finally:
            process.kill()  # nothing in there is worth keeping


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, params={"query": "ASK {}"}, trust_env=False).is_success
    except httpx.HTTPError:
        return False


@contextmanager
def oxigraph(folder: Path, port: int | None = None) -> Iterator[RemoteStore]:
    program, port = found(Path(sys.executable).with_name("oxigraph"), "oxigraph"), port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "5"]
    with running(command, folder, f"{address}/query"):
        yield stores.store(address)


@contextmanager
def virtuoso(folder: Path) -> Iterator[RemoteStore]:
    program, http = found("virtuoso-t"), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=http, rows=ROWS), "ascii")
    address = f"http://127.0.0.1:{http}"
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, folder, f"{address}/sparql"):
        yield stores.store(address, who=stores.Account("dba", "dba"))


@pytest.fixture(scope="session", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """A running store, empty at first."""
    folder = tmp_path_factory.mktemp(request.param)
    with {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param](folder) as made:
        assert made.kind == request.param
        yield made


@pytest.fixture(scope="session")
def publication(built_with_reported: Path) -> Publication:
    return published.load(built_with_reported)


@pytest.fixture(scope="module")
def pushed(store: RemoteStore, publication: Publication) -> RemoteStore:
    """The store with the publication in it."""
    with GraphStore(store) as graphs:
        push(publication, graphs)
    return store
