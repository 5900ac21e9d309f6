"""What a Dask scheduler costs and gains on one machine: beside processes of our own, with one worker and with two.

`python benchmarks/cluster.py [DOCUMENTS [SCANS [REPEATS]]]` builds synthetic agreements, and scans of a sample (needs
Tesseract), each way in turn, and prints medians of the time until all are read, mapped, validated and written; the rest
of a build is done by the builder alone. Only figures of the same run are to be compared.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from synthetic import agreement, write
from tests import making
from tests.pipeline.clusters import cluster

from aqbgraph.pipeline.building import STEPS, build
from aqbgraph.pipeline.cluster import Scheduler
from aqbgraph.publication.settings import Settings
from aqbgraph.reading.inputs import find_inputs

DOCUMENTS, SCANS, REPEATS = 300, 4, 3


class _Ready(Exception):
    """The documents are done; what comes then is the builder's alone."""


def cost(sources: Path, jobs: int | Scheduler) -> float:
    """Seconds from nothing until all documents are written."""
    found = find_inputs([sources])
    steps = 0
    begin = time.perf_counter()

    def progress(count: int) -> None:
        nonlocal steps
        steps += count
        if steps == STEPS * len(found.sources):
            raise _Ready

    with tempfile.TemporaryDirectory() as place:
        try:
            report = build(found.sources, Path(place, "public"), Settings(), jobs=jobs, progress=progress)
        except _Ready:
            return time.perf_counter() - begin
    raise SystemExit("\n".join(map(str, report.faults)))


def corpus(folder: Path, documents: int, scans: int) -> Path:
    """Agreements as text, and some as scans of three pages."""
    write(documents, folder)
    for number in range(scans):
        text = agreement("odenwaldkreis", 1990 + number)
        (folder / f"scan-{number}.pdf").write_bytes(making.Scanner().pdf(making.pdf(text)))
    return folder


def compare(sources: Path, repeats: int, place: Path) -> dict[str, list[float]]:
    """The ways in turn, so that what else the machine does hits all of them."""
    with ExitStack() as stack:
        one, two = (stack.enter_context(cluster(place / str(number), number)).address for number in (1, 2))
        ways: dict[str, int | Scheduler] = {
            "in the builder": 1,
            "two processes": 2,
            "Dask, one worker": Scheduler(one),
            "Dask, two workers": Scheduler(two),
        }
        for scheduler in (one, two):
            cost(sources, Scheduler(scheduler))  # what a worker loads, it loads once
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(repeats):
            for name, jobs in ways.items():
                found[name].append(cost(sources, jobs))
    return found


def main(documents: int = DOCUMENTS, scans: int = SCANS, repeats: int = REPEATS) -> None:
    """Prints a table."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = compare(corpus(place / "in", documents, scans), repeats, place)
    print(
        f"{documents} agreements as text, {scans} scans; {os.cpu_count()} cores, {platform.machine()}, load "
        f"{os.getloadavg()[0]:.1f}; medians of {repeats}\n"
    )
    print("| way | seconds | from-to | documents a second |\n|---|---|---|---|")
    for name, times in found.items():
        rate = (documents + scans) / median(times)
        print(f"| {name} | {median(times):.1f} | {min(times):.1f}-{max(times):.1f} | {rate:.1f} |")
    one, two = (median(found[name]) for name in ("Dask, one worker", "Dask, two workers"))
    print(f"\nDask with two workers is {one / two:.2f} times as fast as with one.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
