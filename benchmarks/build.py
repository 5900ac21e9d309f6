"""What a build costs: beside the bare imports of its libraries, and at 100, 300 and 1,000 synthetic agreements.

`python benchmarks/build.py` prints ratios, memory and what became large; each run is a process of its own, the best of
several counts. Time is that of the processor, which other work on the machine changes least; only figures of the same
run are to be compared. Python may keep bytecode, as it does where the project is installed, but not in the checkout.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from synthetic import DATE, write

if TYPE_CHECKING:
    import resource

SAMPLES = Path(__file__).parents[1] / "examples" / "agreements"
IMPORTS = "import babel.dates, click, jinja2, pyoxigraph, pyshacl, rdflib, rich.table"
VALIDATE = """
import sys, time
from pathlib import Path
from aqbgraph.pipeline import building
from aqbgraph.graph import validation
from aqbgraph.publication.settings import Settings
from aqbgraph.reading.sources import find_sources
spent = 0.0
def timed(*arguments, run=validation.validate):
    global spent
    start = time.process_time()
    try:
        return run(*arguments)
    finally:
        spent += time.process_time() - start
validation.validate = timed
building.build(find_sources([Path(sys.argv[1])]), Path(sys.argv[2]), Settings(), jobs=1)
print(spent)
"""
REPEATS = 5
SIZES = (100, 300, 1000)
MEBIBYTE = 1024
# Files that must grow with the agreements or not at all.
WATCHED = ("data.nq.gz", "data.jsonld", "series/review.nt", "series/review/index.html")


@dataclass(frozen=True, slots=True)
class Cost:
    """Time of the processor in seconds, peak memory of the largest process in MiB, standard output."""

    seconds: float
    memory: float
    output: str


def run(*arguments: str, env: dict[str, str] | None = None) -> Cost:
    """Runs Python once, as a process of its own."""
    child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, env=env)
    output = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.stdout:
        child.stdout.close()
    if child.returncode:
        raise SystemExit(f"{arguments} failed: {output}")
    return Cost(usage.ru_utime + usage.ru_stime, _memory(usage), output)


def _memory(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / MEBIBYTE


def best(*arguments: str, env: dict[str, str]) -> Cost:
    """The fastest of several runs."""
    return min((run(*arguments, env=env) for _ in range(REPEATS)), key=lambda cost: cost.seconds)


def samples(folder: Path) -> None:
    """Two agreements, beside what their libraries take to import."""
    target = str(folder / "public")
    forbidding = "PYTHONDONTWRITEBYTECODE"
    env = {name: value for name, value in os.environ.items() if name != forbidding}
    env |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    imports = best("-c", IMPORTS, env=env)
    build = best("-m", "aqbgraph", "build", str(SAMPLES), "-o", target, "--quiet", "--jobs", "1", env=env)
    validation = min(float(run("-c", VALIDATE, str(SAMPLES), target, env=env).output) for _ in range(REPEATS))
    share = (build.seconds - validation) / imports.seconds
    print(f"imports {imports.seconds:.2f} s, build of the samples {build.seconds:.2f} s, validation {validation:.2f} s")
    print(f"build without validation = {share:.2f} × imports")


def sizes(folder: Path) -> None:
    """Time and peak memory by number of agreements; one process, so that memory is all of it."""
    for count in SIZES:
        sources = folder / str(count)
        write(count, sources)
        public = folder / f"public-{count}"
        cost = run("-m", "aqbgraph", "build", str(sources), "-o", str(public), "--jobs", "1", "--quiet", "--date", DATE)
        each = cost.seconds / count * 1000
        print(f"{count:5d} agreements: {cost.seconds:6.1f} s, {each:5.0f} ms each, peak {cost.memory:5.0f} MiB")
        for name in WATCHED:
            print(f"        {name:26s} {(public / name).stat().st_size / 1000:9,.0f} kB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        samples(Path(made))
        sizes(Path(made))
