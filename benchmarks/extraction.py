"""What reading and extraction cost: documents per second of one core, and memory, on synthetic agreements.

`python benchmarks/extraction.py [count]` prints both alone and together, beside a plain reader of the same fields by
regular expressions and a loop that only counts, in the same run: machines differ and are noisy, so the ratios are what
can be compared. The time is that of the process. "First" meets every document, each of another party or year, for the
first time; "again" has met all of them, and the median of several runs counts: agreements share most of their lines,
which are remembered. "Nothing shared" are documents of which no two have a sentence or a project in common, which no
agreements are: what is left without remembering. The originals are added where they lie beside the project.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import FIRST_YEAR, agreement

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Document
    from aqbgraph.extraction.extractor import Extraction

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "agreements" / "2025-odenwaldkreis.md"
ORIGINALS = ROOT.parent / "shared" / "agreements"
COUNT = 312
REPEATS = 5
ORIGINAL_RUNS = 50
LOOP = 10_000
MEBIBYTE = 1024
# The same fields, read as a script for one year would: no places, no quotations, no check of anything.
FIELDS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^\*\*(?P<year>\d{4})\*\*$",
        r"^\*\*dem (?P<state>Hessischen [^*]+)\*\*$",
        r"^\*\*und (?:dem|der) (?P<local>[^*]+)\*\*$",
        r"^\*\*(?P<amount>[\d.]+) Euro\*\*$",
        r"^\*\*\d\. (?P<type>[^*]+)\*\*$",
        r"^- (?P<measure>.+)$",
        r"^(?P<place>[A-ZÄÖÜ]\w+), den (?P<date>[\d. ]+)$",
        r"^(?P<role>Staatsministerin|Landrat|Landrätin|Oberbürgermeister(?:in)?) *$",
        r"(?P<codes>SGB [IVX]+(?:, [IVX]+)*)",
        r"(?P<authority>Regierungspräsidium \w+)",
    )
)


def plain(content: bytes) -> list[str]:
    """All fields of an agreement, by regular expressions alone."""
    text = content.decode()
    return [match[1] for field in FIELDS for match in field.finditer(text)]


def corpus(count: int) -> list[bytes]:
    """So many agreements, of all districts and as many years as needed."""
    parties = [entry.key for entry in vocabulary().instances("LocalParty")]
    made = (agreement(parties[index % len(parties)], FIRST_YEAR + index // len(parties)) for index in range(count))
    return [text.encode() for text in made]


def unlike(content: bytes, number: int) -> bytes:
    """The agreement with this number in each sentence and project."""
    lines = content.decode().splitlines()
    numbered = (f"{line[:-1]} {number}." if line.endswith(".") else line for line in lines)
    return "\n".join(f"{line} {number}" if line.startswith("- ") else line for line in numbered).encode()


def seconds(work: Callable[[Any], object], documents: Sequence[Any]) -> float:
    """Process time for all documents, once."""
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def again(work: Callable[[Any], object], documents: Sequence[Any]) -> float:
    """The median of several runs."""
    return median(seconds(work, documents) for _ in range(REPEATS))


def count_up(_: object) -> int:
    """Work that hangs on nothing but the machine and its Python."""
    total = 0
    for number in range(LOOP):
        total += number * number % 7
    return total


def read(content: bytes) -> Document:
    return parse(content, "agreement.md")


def both(content: bytes) -> Extraction:
    return extract(read(content))


def measured(contents: Sequence[bytes]) -> dict[str, float]:
    """Seconds for all documents, by what was done; what comes first meets them for the first time."""
    half = len(contents) // 2
    new, newer = contents[:half], contents[half:]
    rows = {"regular expressions alone": again(plain, contents)}
    rows["both, first"] = seconds(both, new) * len(contents) / half
    rows["reading, first"] = seconds(read, newer) * len(contents) / len(newer)
    documents = [read(content) for content in contents]
    rows["extraction, first"] = seconds(extract, documents[half:]) * len(contents) / len(newer)
    rows["reading, again"] = again(read, contents)
    rows["extraction, again"] = again(extract, documents)
    rows["both, again"] = again(both, contents)
    rows["both, nothing shared"] = seconds(both, [unlike(content, number) for number, content in enumerate(contents)])
    return rows


def main(count: int) -> None:
    """Prints the table."""
    contents = corpus(count)
    print(f"{count} agreements of {sum(map(len, contents)) / count / 1000:.1f} kB")
    # What the process loads once, lists of words and patterns, is no document's cost.
    both(SAMPLE.read_bytes())
    rows = measured(contents)
    base = rows["regular expressions alone"]
    for name, spent in rows.items():
        _show(name, spent / count, base / count)
    for path in sorted(ORIGINALS.glob("*.md")):
        _show(path.stem[:26], again(both, [path.read_bytes()] * ORIGINAL_RUNS) / ORIGINAL_RUNS, base / count)
    loop = again(count_up, range(20)) / 20 / LOOP
    print(f"a step of an empty loop {loop * 1e9:.0f} ns; both, again: {rows['both, again'] / count / loop:.0f} steps")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE:.0f} MiB")


def _show(name: str, each: float, base: float) -> None:
    print(f"{name:26} {1 / each:9.0f} documents/s {each * 1000:8.3f} ms each {each / base:7.1f} ×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
