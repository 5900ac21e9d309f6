"""What a document costs on a cluster: processor time on a worker and on the builder, and the bytes that travel.

`python benchmarks/portion.py [DOCUMENTS]` does both passes over one portion of synthetic agreements as a worker does
them, in this process, without a network: from this follows how many workers one builder can feed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING, TypeVar

from synthetic import write

from aqbgraph.pipeline.across.comparing import series, series_for, side_by_side, standing_for, with_earlier
from aqbgraph.pipeline.documents import passes
from aqbgraph.pipeline.documents.collecting import Task
from aqbgraph.pipeline.documents.publishing import Due, Known
from aqbgraph.pipeline.spreading import cluster
from aqbgraph.pipeline.spreading.equipment import equipment
from aqbgraph.pipeline.spreading.portions import Places
from aqbgraph.pipeline.spreading.spool import spool, words_of
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.pipeline.documents.collecting import Collected
    from aqbgraph.pipeline.spreading.portions import Work
    from aqbgraph.pipeline.spreading.spool import Words

Part = TypeVar("Part")
Result = TypeVar("Result")


def done(name: str, work: Work[Part, Result], parts: Sequence[Part]) -> list[Result]:
    """A portion, sent, done and taken back; prints what each of it cost for a document."""
    marks = [time.process_time()]
    kept = {key: content for part in parts for key, content in work.needs(part).items()}
    sent = cluster._pack(([work.sent(part) for part in parts], kept))
    marks.append(time.process_time())
    back = cluster._done((work.do, equipment()), sent)
    marks.append(time.process_time())
    results: list[Result]
    results, read, made = cluster._unpack(back)
    for key, content in read.items():
        work.at.spool.add(key, content)
    for path, content in made.items():
        work.at.writer.write(path, content)
    marks.append(time.process_time())
    worker, builder = marks[2] - marks[1], marks[1] - marks[0] + marks[3] - marks[2]
    row = (1000 * worker, 1000 * builder, len(sent) / 1000, len(back) / 1000)
    print(f"| {name} | {' | '.join(f'{value / len(parts):.1f}' for value in row)} |")
    return results


def main(count: int = 16) -> None:
    """Prints a table; in its first portion a worker loads what it uses in all others."""
    equipment()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write(count, place / "in")
        (place / "out").mkdir()
        sources = find_sources([place / "in"])
        with spool(place / "public") as kept:
            at = Places(kept, Writer(place / "out"))

            def words(one: Collected) -> Words:
                found = kept.take(one.key)
                return words_of(found) if found else _missing(one)

            print("| pass | worker (ms) | builder (ms) | sent (kB) | back (kB) |\n|---|---|---|---|---|")
            tasks = [Task(number, source) for number, source in enumerate(sources)]
            for name in ("reading, first", "reading"):
                read = done(name, passes.first(at), tasks)
            standing, decided = side_by_side(read, words).standing, series(read)
            due = [
                Due(
                    one, sources[one.number], Known(standing_for(one.digest, standing), series_for(one.digest, decided))
                )
                for one in with_earlier(read)
                if one.digest
            ]
            for name in ("publishing, first", "publishing"):
                done(name, passes.second(at, Settings()), due)


def _missing(one: Collected) -> Words:
    raise SystemExit(f"{one.name}: {one.faults}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
