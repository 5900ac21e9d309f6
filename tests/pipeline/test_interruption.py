"""A build that is ended ends its workers too, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Two workers that read for minutes, as a scan does; each says so by a file.
SCRIPT = """
import os, sys, time
from pathlib import Path
from aqbgraph.cli import main
from aqbgraph.pipeline.documents import collecting
samples, place = map(Path, sys.argv[1:])
def read(*_):
    (place / f"reading-{os.getpid()}").touch()
    time.sleep(300)
collecting._MOST, collecting.read = 1, read
main(["build", str(samples), "-o", str(place / "out" / "public"), "--jobs", "2"])
"""


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert done()


def begun(samples: Path, place: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A build whose two workers are at work, in a group of its own as in a terminal."""
    command = [sys.executable, "-c", SCRIPT, str(samples), str(place)]
    made = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for(lambda: len(list(place.glob("reading-*"))) == 2)
    return made, [int(path.name.removeprefix("reading-")) for path in place.glob("reading-*")]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [False, True])
def test_workers_end_with_the_build(samples: Path, tmp_path: Path, number: int, code: int, *, group: bool) -> None:
    made, workers = begun(samples, tmp_path)
    if group:
        os.killpg(made.pid, number)
    else:
        made.send_signal(number)
    assert made.communicate(timeout=30) == ("", "Abgebrochen. Nichts ist veröffentlicht.\n")
    assert made.returncode == code
    wait_for(lambda: not any(map(alive, workers)))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".public.cache"]


def test_workers_end_when_the_build_is_killed(samples: Path, tmp_path: Path) -> None:
    made, workers = begun(samples, tmp_path)
    made.kill()
    made.communicate(timeout=30)
    wait_for(lambda: not any(map(alive, workers)))
    left = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(left) == 3
    again = subprocess.run(
        [sys.executable, "-m", "aqbgraph", "build", samples, "-o", tmp_path / "out/public", "--quiet"], check=False
    )
    assert again.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".public.cache", "public"]
