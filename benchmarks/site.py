"""What the site costs: pages a second, bytes a page, and what one changed agreement makes anew.

`python benchmarks/site.py [AGREEMENTS …]` builds synthetic agreements in one process (300 unless told otherwise), then
the same with one of them changed. Time is that of the processor. Beside the build stands what merely reading and
writing the same pages takes, in the same run: only the ratio is to be compared between machines.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build import run
from synthetic import DATE, write

RENDERING = """
import sys, time
from pathlib import Path
from aqbgraph.pipeline import building
from aqbgraph.pipeline.dating import Dating, given
from aqbgraph.publication import output
from aqbgraph.publication.settings import Settings
from aqbgraph.reading.sources import find_sources
spent = 0.0
def timed(*arguments, run=output.write_page):
    global spent
    start = time.process_time()
    try:
        return run(*arguments)
    finally:
        spent += time.process_time() - start
for module in list(sys.modules.values()):
    if getattr(module, "write_page", None) is output.write_page and module is not output:
        module.write_page = timed
building.build(find_sources([Path(sys.argv[1])]), Path(sys.argv[2]), Settings(), jobs=1,
    when=Dating(given(sys.argv[3])))
print(spent)
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of pages, as they are and packed, with the path of each."""

    plain: dict[str, int]
    packed: dict[str, int]


def pages(public: Path) -> list[Path]:
    """All pages of a publication."""
    return sorted(public.rglob("index.html"))


def sizes(public: Path) -> Sizes:
    found = {path.relative_to(public).as_posix(): path.read_bytes() for path in pages(public)}
    packed = {name: len(gzip.compress(content, 6)) for name, content in found.items()}
    return Sizes({name: len(content) for name, content in found.items()}, packed)


def copying(public: Path, folder: Path) -> float:
    """Seconds of the processor that reading and writing all pages takes."""
    start = time.process_time()
    for number, path in enumerate(pages(public)):
        target = folder / str(number // 100) / f"{number}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return time.process_time() - start


def change(sources: Path) -> None:
    """One agreement of the newest year gets another amount."""
    path = max(sources.rglob("*.md"), key=lambda path: path.name)
    text = path.read_text("utf-8")
    amount = next(word for word in text.split() if word.count(".") == 1 and word.replace(".", "").isdigit())
    path.write_text(text.replace(amount, str(int(amount[0]) % 9 + 1) + amount[1:]), "utf-8")


def files(public: Path) -> dict[str, tuple[int, int]]:
    """Each file with what tells whether it was written again."""
    found = ((path, path.stat()) for path in public.rglob("*") if path.is_file())
    return {path.relative_to(public).as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def measure(count: int, folder: Path) -> None:
    sources, public = folder / "sources", folder / "public"
    write(count, sources)
    command = ("-m", "aqbgraph", "build", str(sources), "-o", str(public), "--jobs", "1", "--quiet", "--date", DATE)
    whole = run(*command)
    rendering = float(run("-c", RENDERING, str(sources), str(folder / "again"), DATE).output)
    found, number = sizes(public), len(pages(public))
    print(f"{count} agreements, {number} pages: build {whole.seconds:.1f} s, peak {whole.memory:.0f} MiB")
    print(f"pages alone {rendering:.1f} s = {number / rendering:.0f} pages a second and core")
    print(f"  = {rendering / copying(public, folder / 'copies'):.1f} × reading and writing them")
    plain, packed = list(found.plain.values()), list(found.packed.values())
    print(f"a page: median {statistics.median(plain) / 1000:.1f} kB, packed {statistics.median(packed) / 1000:.1f} kB")
    for name, size in sorted(found.packed.items(), key=lambda row: -row[1])[:5]:
        print(f"  {size / 1000:6.1f} kB packed, {found.plain[name] / 1000:7.1f} kB  {name}")
    before = files(public)
    change(sources)
    again = run(*command)
    now = files(public)
    written = [name for name in now if now[name] != before.get(name)]
    of_pages = [name for name in written if name.endswith("index.html")]
    print(f"one agreement changed: {again.seconds:.1f} s; {len(of_pages)} of {number} pages written again, ", end="")
    print(f"{len(written)} of {len(now)} files")


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:] or ("300",)):
        with tempfile.TemporaryDirectory() as made:
            measure(wanted, Path(made))
