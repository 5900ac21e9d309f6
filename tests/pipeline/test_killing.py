"""Killed at any moment: what is published is whole, old or new, and the next build goes on from there."""

from __future__ import annotations

import os
import random
import signal
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.test_incremental import files, publish, same

from aqbgraph.publication.disk.published import changed, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KILLS = 50
# Between two of these nothing on the disk changes (https://docs.python.org/3/library/audit_events.html).
TOUCHES = frozenset(
    {
        *("open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.utime", "os.truncate"),
        *("shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp", "sqlite3.connect", "ctypes.dlsym", "fcntl.flock"),
    }
)


def forked(work: Callable[[], object], killed_at: int | None, told: int | None = None) -> int:
    """Does the work in a process that kills itself before it touches a file for the so many-th time.

    Returns its status; without an end it writes to `told` how often it touched one.
    """
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    touched = count(1)
    last = 0

    def hook(event: str, _: object) -> None:
        nonlocal last
        if event in TOUCHES:
            last = next(touched)
            if last == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(hook)
        work()
        if told is not None:
            os.write(told, str(last).encode())
        code = 0
    finally:
        os._exit(code)


def touches(work: Callable[[], object]) -> int:
    read, write = os.pipe()
    assert forked(work, None, write) == 0
    os.close(write)
    with os.fdopen(read) as told:
        return int(told.read())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_publication_is_whole_whenever_the_build_is_killed(samples: Path, tmp_path: Path) -> None:
    sources, target, cache = tmp_path / "agreements", tmp_path / "out" / "public", tmp_path / "out" / ".public.cache"
    sources.mkdir()
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    path = sources / "2025-odenwaldkreis.md"
    path.write_text(text, "utf-8")
    target.parent.mkdir()

    def work() -> object:
        return publish(sources, target, cache)

    publish(sources, target, cache)
    path.write_text(text.replace("491.550", "491.551"), "utf-8")
    most = touches(work)
    assert most > KILLS
    chance = random.Random(11)  # noqa: S311  # not for secrets
    # The first and the last moments in any case: there folders are made and switched.
    moments = [*range(1, 6), *range(most - 15, most), *chance.sample(range(6, most - 15), KILLS - 20)]
    seen = {load(target).digest}
    for number, moment in enumerate(moments):
        path.write_text(text.replace("491.550", f"491.{600 + number}"), "utf-8")
        status = forked(work, moment)
        found = load(target)
        assert list(changed(found)) == []
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        seen.add(found.digest)
    publish(sources, target, cache)
    assert len(seen) > 1
    assert sorted(entry.name for entry in target.parent.iterdir()) == [".public.cache", "public"]
    publish(sources, tmp_path / "full")
    assert files(target).keys() == files(tmp_path / "full").keys()
    same(target, tmp_path / "full")
