"""What whole builds cost, measured from outside through the command line, as those who publish run it."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import sys
import time
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from running import Cost, run
from synthetic import DATE, Mix, write

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGES = Path(__file__).parent / "stages.py"
# Beyond so many agreements there are not enough places in Hesse.
HESSE = 2_000
MANY_PLACES = 400
JOBS_SIZE = 60
SITE_SIZE = 60


@cache
def options() -> str:
    """What `aqbgraph build` says of its options: some are newer than this file."""
    return subprocess.run(
        [sys.executable, "-m", "aqbgraph", "build", "--help"], capture_output=True, text=True, check=True
    ).stdout


def sources(scratch: Path, count: int) -> Path:
    """So many agreements, written once for all who measure."""
    folder = scratch / f"sources-{count}"
    if not folder.exists():
        made = scratch / f"unfinished-{count}"
        write(count, made, Mix(parties=MANY_PLACES if count > HESSE else 0))
        made.rename(folder)
    return folder


def environment(scratch: Path, count: int) -> Mapping[str, str] | None:
    """An installation that knows the places, where Hesse has not enough of them."""
    if count <= HESSE:
        return None
    import os  # noqa: PLC0415

    from places import installation  # noqa: PLC0415

    known = scratch / "installation"
    if not known.exists():
        installation(known, MANY_PLACES)
    return {**os.environ, "PYTHONPATH": str(known)}


def build(scratch: Path, count: int, target: Path, *more: str) -> Cost:
    """One build, as from the command line."""
    found = sources(scratch, count)
    command = ("-m", "aqbgraph", "build", str(found), "-o", str(target), "--quiet", "--date", DATE, *more)
    return run(command, environment(scratch, count))


def _fresh(scratch: Path) -> Path:
    """A folder with nothing in it, so without the cache that lies beside the publication of an earlier build."""
    folder = scratch / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def size(scratch: Path, side: str) -> dict[str, float]:
    """A build of so many agreements in one process."""
    count, work = int(side.replace(",", "").split()[0]), _fresh(scratch)
    cost = build(scratch, count, work / "public", "--jobs", "1")
    disk = sum(path.stat().st_size for path in (work / "public").rglob("*") if path.is_file())
    return {
        "documents": count / cost.wall,
        "CPU": cost.cpu / count * 1000,
        "memory": cost.memory,
        "disk": disk / count / 1e6,
    }


def jobs(scratch: Path, side: str) -> dict[str, float]:
    """A build in one process or in two."""
    work = _fresh(scratch)
    cost = build(scratch, JOBS_SIZE, work / "public", "--jobs", side.split(maxsplit=1)[0])
    return {"documents": JOBS_SIZE / cost.wall, "CPU": cost.cpu / JOBS_SIZE * 1000, "memory": cost.memory}


def incremental(scratch: Path, count: int) -> dict[str, dict[str, float]]:
    """A build, the same again, and again after one agreement got another amount; and what merely starting takes."""
    work = _fresh(scratch)
    own = work / "sources"
    shutil.copytree(sources(scratch, count), own)
    options_ = ("-o", str(work / "public"), "--quiet", "--date", DATE)
    command, env = ("-m", "aqbgraph", "build", str(own), *options_), environment(scratch, count)
    costs = {"whole": run(command, env), "nothing changed": run(command, env)}
    change(own)
    costs["one agreement changed"] = run(command, env)
    costs["only starting"] = run(("-m", "aqbgraph", "build", "--help"), env)
    return {name: {"wall": cost.wall, "CPU": cost.cpu * 1000, "memory": cost.memory} for name, cost in costs.items()}


_AMOUNT = re.compile(r"(?<!\d)(\d)(\d{0,2}\.\d{3}(?:\.\d{3})?)(?= Euro)")


def change(folder: Path) -> None:
    """One agreement of the newest year gets another amount."""
    path = max(folder.rglob("*.md"), key=lambda path: path.name)
    text = path.read_text("utf-8")
    path.write_text(_AMOUNT.sub(lambda found: f"{int(found[1]) % 9 + 1}{found[2]}", text, count=1), "utf-8")


COPYING = "reading and writing them"


def site(scratch: Path, side: str) -> dict[str, float]:
    """The pages of a publication: made, or merely copied."""
    work, kept = scratch / "work", scratch / "site"
    if side != COPYING or not kept.exists():
        shutil.rmtree(kept, ignore_errors=True)
        told = json.loads(run((str(STAGES), str(sources(scratch, SITE_SIZE)), str(kept))).output)
        spent = sum(seconds for name, seconds in told["seconds"].items() if name.startswith("pages: "))
    pages = sorted(kept.rglob("index.html"))
    if side == COPYING:
        shutil.rmtree(work, ignore_errors=True)
        begun = time.process_time()
        for number, path in enumerate(pages):
            target = work / str(number // 100) / f"{number}.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        return {"pages": len(pages) / (time.process_time() - begun)}
    contents = [path.read_bytes() for path in pages]
    packed = [len(zlib.compress(content, 6)) for content in contents]
    return {
        "pages": len(pages) / spent,
        "size": statistics.median(map(len, contents)) / 1000,
        "packed": statistics.median(packed) / 1000,
    }


POOL, ONE, TWO = "pool of 2", "Dask, 1 worker", "Dask, 2 workers"


def dask(scratch: Path, side: str) -> dict[str, float]:
    """A build by the workers of a scheduler, or by a pool of processes."""
    work = _fresh(scratch)
    if side == POOL:
        return _documents(build(scratch, JOBS_SIZE, work / "public", "--jobs", "2"))
    from distributed import LocalCluster  # noqa: PLC0415  # an extra

    workers = 1 if side == ONE else 2
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        cost = build(scratch, JOBS_SIZE, work / "public", "--scheduler", address)
    return _documents(cost)


def _documents(cost: Cost) -> dict[str, float]:
    return {"documents": JOBS_SIZE / cost.wall}


def no_scheduler() -> str:
    """Why Dask cannot be measured here, or nothing."""
    if "--scheduler" not in options():
        return "aqbgraph build has no option --scheduler"
    try:
        import distributed  # noqa: F401, PLC0415
    except ImportError:
        return "distributed is not installed (pip install 'aqbgraph[cluster]')"
    return ""
