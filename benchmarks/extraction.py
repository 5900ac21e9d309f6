"""What reading and extraction cost: documents per second of one core, and memory, on synthetic agreements.

`python benchmarks/extraction.py [count]` prints both alone and together, beside a plain reader of the same fields by
regular expressions in the same run: machines differ and are noisy, so the ratio is what can be compared. The time is
that of the process; the best of several runs counts. "First" meets every document for the first time, "again" has met
all of them: agreements share most of their lines, which are remembered.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import FIRST_YEAR, agreement

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COUNT = 300
REPEATS = 3
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


def seconds(work: Callable[[Any], object], documents: Sequence[Any]) -> float:
    """Process time for all documents, once."""
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def main(count: int) -> None:
    """Prints the table."""
    contents = corpus(count)
    size = sum(map(len, contents)) / count / 1000
    print(f"{count} agreements of {size:.1f} kB")
    base = min(seconds(plain, contents) for _ in range(REPEATS))
    # What the process loads once, lists of words and patterns, is no document's cost.
    extract(parse(Path(__file__).parents[1].joinpath("examples/agreements/2025-odenwaldkreis.md").read_bytes(), "a"))
    first = seconds(lambda content: parse(content, "a"), contents)
    documents = [parse(content, "a") for content in contents]
    rows = {
        "regular expressions alone": base,
        "reading, first": first,
        "reading, again": min(seconds(lambda content: parse(content, "a"), contents) for _ in range(REPEATS)),
        "extraction": min(seconds(extract, documents) for _ in range(REPEATS)),
        "both": min(seconds(lambda content: extract(parse(content, "a")), contents) for _ in range(REPEATS)),
    }
    for name, spent in rows.items():
        each = spent / count * 1000
        print(f"{name:26} {count / spent:9.0f} documents/s {each:8.3f} ms each {spent / base:7.1f} ×")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
