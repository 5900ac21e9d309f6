"""A build that is ended ends its workers too, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Two workers that read for minutes, as a scan does; each says so by a file.
SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from aqbgraph.pipeline import building, collecting
from aqbgraph.publication.settings import Settings
from aqbgraph.reading.sources import find_sources
signal.signal(signal.SIGTERM, signal.default_int_handler)
samples, place = map(Path, sys.argv[1:])
def read(*_):
    (place / f"reading-{os.getpid()}").touch()
    time.sleep(300)
collecting._MOST, collecting.read = 1, read
building.build(find_sources([samples]), place / "out" / "public", Settings(), jobs=2)
"""


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_workers_end_with_the_build(samples: Path, tmp_path: Path) -> None:
    made = subprocess.Popen([sys.executable, "-c", SCRIPT, samples, tmp_path], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("reading-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = [int(path.name.removeprefix("reading-")) for path in tmp_path.glob("reading-*")]
    assert len(workers) == 2
    made.send_signal(signal.SIGTERM)
    assert made.wait(30) != 0
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [worker for worker in workers if alive(worker)] == []
    assert list((tmp_path / "out").iterdir()) == []
