"""What whole builds cost, measured from outside through the command line, as those who publish run it."""

from __future__ import annotations

import json
import os
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
DASK_SIZE = 240
SCANS_SIZE = 8
# What is published without some documents says so by how the command ends.
_INCOMPLETE, _TOLD_OF = "--allow-incomplete", (0, 1)


@cache
def options() -> str:
    """What `aqbgraph build` says of its options: some are newer than this file."""
    return subprocess.run(
        [sys.executable, "-m", "aqbgraph", "build", "--help"], capture_output=True, text=True, check=True
    ).stdout


def sources(scratch: Path, count: int, scans: float = 0.0) -> Path:
    """So many agreements, written once for all who measure; `scans` is the share of them that are scans."""
    name = f"{count}-scans" if scans else str(count)
    folder = scratch / f"sources-{name}"
    if not folder.exists():
        made = scratch / f"unfinished-{name}"
        write(count, made, Mix(parties=MANY_PLACES if count > HESSE else 0, scans=scans))
        made.rename(folder)
    return folder


def environment(scratch: Path, count: int) -> Mapping[str, str] | None:
    """An installation that knows the places, where Hesse has not enough of them."""
    if count <= HESSE:
        return None
    from places import installation  # noqa: PLC0415

    known = scratch / "installation"
    if not known.exists():
        installation(known, MANY_PLACES)
    return {**os.environ, "PYTHONPATH": str(known)}


def build(scratch: Path, count: int, target: Path, *more: str) -> Cost:
    """One build, as from the command line."""
    return _built(sources(scratch, count), target, *more, env=environment(scratch, count))


def _built(found: Path, target: Path, *more: str, env: Mapping[str, str] | None = None) -> Cost:
    command = ("-m", "aqbgraph", "build", str(found), "-o", str(target), "--quiet", "--date", DATE, *more)
    cost = run(command, env, _TOLD_OF if _INCOMPLETE in more else (0,))
    if not (target / "publication.json").is_file():
        raise SystemExit(f"{target}: nothing is published")
    return cost


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


POOL, ALONE, ONE, TWO = "2 processes", "1 process", "Dask, 1 worker", "Dask, 2 workers"
_JOBS = {POOL: "2", ALONE: "1"}
_WORKERS = {ONE: 1, TWO: 2}


def dask(scratch: Path, side: str) -> dict[str, float]:
    """A build of text by the workers of a scheduler, or by a pool of processes."""
    return _spread(sources(scratch, DASK_SIZE), _fresh(scratch), side, DASK_SIZE)


def scans(scratch: Path, side: str) -> dict[str, float]:
    """The same of scans. What is misread in one is refused: it takes as long to find out."""
    return _spread(sources(scratch, SCANS_SIZE, 1.0), _fresh(scratch), side, SCANS_SIZE, _INCOMPLETE)


def _spread(found: Path, work: Path, side: str, count: int, *more: str) -> dict[str, float]:
    before = _children()
    if side in _JOBS:
        wall = _built(found, work / "public", "--jobs", _JOBS[side], *more).wall
    else:
        from distributed import LocalCluster  # noqa: PLC0415  # an extra

        with LocalCluster(n_workers=_WORKERS[side], threads_per_worker=1, dashboard_address=None) as cluster:
            wall = _built(found, work / "public", "--scheduler", cluster.scheduler_address, *more).wall
    return {"documents": count / wall, "CPU": (_children() - before) / count * 1000}


def _children() -> float:
    """Seconds of the processor of all processes that have ended, those of workers included."""
    now = os.times()
    return now.children_user + now.children_system


def no_scheduler() -> str:
    """Why Dask cannot be measured here, or nothing."""
    if "--scheduler" not in options():
        return "aqbgraph build has no option --scheduler"
    try:
        import distributed  # noqa: F401, PLC0415
    except ImportError:
        return "distributed is not installed (pip install 'aqbgraph[cluster]')"
    return ""


def no_recognition() -> str:
    """Why scans by Dask cannot be measured here, or nothing."""
    return no_scheduler() or ("" if shutil.which("tesseract") else "tesseract is not installed")
