"""What a build tells while it runs: to whoever asks, and as bars on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import Progress

from aqbgraph.cli.progress import Rate
from aqbgraph.pipeline import building
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable

AGREEMENTS = Path(__file__).parents[1] / "examples" / "agreements"
STAGES = ["Seiten", "Gesamtdateien", "Katalog", "Abfragen"]


def test_stages_come_in_their_order_and_pages_are_counted(tmp_path: Path) -> None:
    totals: dict[str, int | None] = {}
    done: dict[str, list[int]] = defaultdict(list)

    def stage(name: str, total: int | None) -> Callable[[int], None]:
        totals[name] = total
        return done[name].append

    sources = find_sources([AGREEMENTS])
    told: list[int] = []
    build(sources, tmp_path / "public", Settings(search=False), jobs=2, progress=told.append, stage=stage)
    assert list(totals) == STAGES
    assert sum(told) == building.STEPS * len(sources)
    pages = totals["Seiten"]
    assert pages
    assert sum(done["Seiten"]) == pages
    assert len(done["Seiten"]) > 1, "nobody waits for all pages to hear of one"
    # What is there already is not counted again; nothing is told of a build that is not done.
    build(sources, tmp_path / "public", Settings(search=False), cache=tmp_path / "cache")
    totals.clear()
    build(sources, tmp_path / "public", Settings(search=False), cache=tmp_path / "cache", stage=stage)
    assert totals == {}
    other = partial(build, sources, tmp_path / "public", Settings(search=False), cache=tmp_path / "cache", stage=stage)
    other(allow_incomplete=True)
    assert list(totals) == STAGES
    assert totals["Seiten"] == 0


def on_a_terminal(arguments: list[str]) -> str:
    """What a terminal of 160 columns shows of a command, and of its stages."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "160"}
    command = [sys.executable, "-m", "aqbgraph", *arguments]
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        shown = b""
        # Linux tells the end of a terminal as an error.
        while more := _read(ours):
            shown += more
        os.close(ours)
        assert process.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def test_a_terminal_shows_stages_with_rate_and_remaining_time(tmp_path: Path) -> None:
    shown = on_a_terminal(["build", str(AGREEMENTS), "-o", str(tmp_path / "public"), "--jobs", "2"])
    for name in ("Dokumente", *STAGES, "Suche"):
        assert name in shown, name
    assert re.search(r"Seiten\s.*\d%\s\d:\d\d:\d\d\s\d+\.\d/s", shown)
    assert re.search(r"Dokumente\s.*100%", shown)


def test_a_pipe_gets_no_bars(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aqbgraph", "build", str(AGREEMENTS), "-o", str(tmp_path / "public")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Seiten " not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_documents_are_counted_and_not_their_steps() -> None:
    seconds = iter(range(100))
    bars = Progress(get_time=lambda: float(next(seconds)), disable=True)
    task = bars.add_task("Dokumente", total=200, steps=2)
    bars.start_task(task)
    for _ in range(10):
        bars.advance(task, 10)
    speed = bars.tasks[0].speed
    assert speed
    assert Rate().render(bars.tasks[0]).plain == f"{speed / 2:.1f}/s"
    bars.add_task("Suche", total=None, steps=1)
    assert not Rate().render(bars.tasks[1]).plain
