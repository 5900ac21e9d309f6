"""What a build keeps in memory of each agreement until its end, in bytes: 100,000 are to fit into 1 GiB.

Two builds of copies of one agreement, as other processes hand them over, differ by what a copy costs; what is read,
mapped and written is left out, for it goes with its portion. The bounds are a quarter above what was measured with
Python 3.11. Who makes an agreement cheaper lowers them.
"""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.series.projects import Decided, Project
from aqbgraph.extraction.wording.comparison import Standing
from aqbgraph.identifiers import agreement_path
from aqbgraph.pipeline import building
from aqbgraph.pipeline.dating import Dating, given
from aqbgraph.pipeline.documents.collecting import Task, collect
from aqbgraph.pipeline.documents.gathering import name
from aqbgraph.pipeline.documents.publishing import Due, Known, Published, publish
from aqbgraph.pipeline.spreading.asides import Asides, asides
from aqbgraph.pipeline.spreading.spool import Spool, words_of
from aqbgraph.pipeline.spreading.stages import unheard
from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.disk import file_list, packed
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.file_notes import Noted, Notes
from aqbgraph.publication.disk.packed import Packed
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import SourceFile
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from aqbgraph.pipeline.documents.collecting import Collected
    from aqbgraph.pipeline.spreading.portions import Part, Work
    from aqbgraph.pipeline.spreading.spool import Words
    from aqbgraph.pipeline.spreading.stages import Advance

SAMPLE = Path(__file__).parents[1] / "examples" / "agreements" / "2025-odenwaldkreis.md"
FEW, MANY = 300, 1_200
YEARS, FIRST = 12, 2010
FILES, FEW_FILES, MANY_FILES = 10, 480, 1_440
# Bytes.
MOST_KEPT, MOST_AT_ONCE, MOST_OF_A_FILE = 4_900, 6_700, 31


@cache
def words() -> Words:
    return words_of(extract(parse(SAMPLE.read_bytes(), SAMPLE.name)))


class Remembering(Spool):
    """One that has the same words for everybody."""

    __slots__ = ()

    def words(self, key: str) -> Words | None:
        return words() if key else None


def _place(number: int) -> tuple[int, str, str]:
    """Year, party and path of a copy: each party has one every year."""
    year, party = FIRST + number % YEARS, f"kreis-{number // YEARS}"
    return year, party, agreement_path(year, party, ("aqb",))


def _name(party: str, label: str) -> str:
    """The name of a project, unlike any of another party."""
    return sha256(f"{party} {label}".encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Crew:
    """Hands over a copy of one agreement for each part, with a path and names of its own."""

    collected: bytes
    published: bytes
    progress: Advance = unheard
    otherwise: tuple[tuple[str, str], ...] = ()
    processes: int = 1

    def run(self, _: Work[Part, Any], parts: Sequence[Sequence[Part]]) -> Iterator[Any]:
        for portion in parts:
            for part in portion:
                yield self._published(part) if isinstance(part, Due) else self._collected(part)

    def here(self) -> Crew:
        return self

    def asides(self) -> AbstractContextManager[Asides]:
        return asides(self.processes)

    def quiet(self) -> Crew:
        return self

    def at(self, stage: str, total: int | None = None) -> Crew:
        assert stage or total
        return self

    def _collected(self, task: Any) -> Collected:
        one: Collected = pickle.loads(self.collected)
        assert one.digest is not None
        year, party, path = _place(task.number)
        named = Packed.of(
            row._replace(project=Project(party, _name(party, row.label)), label=_name(party, row.label), agreement=path)
            for row in one.digest.mentions
        )
        edition = one.digest.edition._replace(year=year)
        digest = replace(
            one.digest, path=path, sha256=sha256(path.encode()).hexdigest(), edition=edition, mentions=named
        )
        return replace(one, number=task.number, name=task.source.name, digest=digest, key=task.key)

    def _published(self, due: Due) -> Published:
        outcome, _ = pickle.loads(self.published)
        year, party, path = _place(due.collected.number)
        named = Packed.of(
            row._replace(label=_name(party, row.label), series=_name(party, row.label))
            for row in outcome.summary.measures
        )
        summary = replace(
            outcome.summary,
            path=path,
            year=year,
            party=party,
            measures=named,
            source=due.source.name,
            sha256=sha256(path.encode()).hexdigest(),
        )
        files = {f"{path}/{number}.html": Noted(number, summary.sha256) for number in range(FILES)}
        return Published(replace(outcome, name=due.source.name, summary=summary), files)


@pytest.fixture(autouse=True)
def few_recent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was unpacked last is the same for any number of agreements, beyond a thousand."""
    monkeypatch.setattr(packed, "_unpacked", lru_cache(maxsize=4)(packed._unpacked.__wrapped__))


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Crew:
    place = tmp_path_factory.mktemp("kept")
    source, spool = SourceFile(SAMPLE, SAMPLE.name), Spool(place)
    (one,) = collect([Task(0, source)], spool)
    assert one.digest is not None
    due = Due(one, source, Known(Standing({}, {}), Decided()))
    (made,) = publish([due], spool, Writer(place / "made"), Settings())
    assert made.outcome.summary is not None
    return Crew(pickle.dumps(one), pickle.dumps(made))


def _traced(work: Callable[[], object]) -> tuple[int, int]:
    """Bytes that are there when it is done, its result among them, and the most that there were."""
    gc.collect()
    tracemalloc.start()
    try:
        found = work()
        gc.collect()
        kept, most = tracemalloc.get_traced_memory()
        assert found
    finally:
        tracemalloc.stop()
    return kept, most


def _slope(work: Callable[[int], object], few: int, many: int) -> tuple[float, float]:
    """What one more costs: to keep, and at once."""
    work(few)
    (kept, most), (more, more_at_once) = (_traced(partial(work, count)) for count in (few, many))
    return (more - kept) / (many - few), (more_at_once - most) / (many - few)


def test_an_agreement_costs_few_bytes(crew: Crew, tmp_path: Path) -> None:
    """From the list of sources to what pages across agreements are made of."""

    def build(count: int) -> object:
        sources = [SourceFile(tmp_path / f"{number}.md", f"{number}.md") for number in range(count)]
        place = tmp_path / f"read-{uuid4().hex}"
        place.mkdir()
        with kept_in(tmp_path / "cache") as known:
            steps = Steps(Writer(tmp_path, None, Notes()), Before(tmp_path), known, place.name.encode())
            when = Dating(given("2026-01-01"))
            making = building._Making(steps, Remembering(place), Settings(), crew, (), when, again=False)
            named = name(sources, steps)
            outcomes, sections, decided, _ = building._outcomes(named, sources, making)
            del named
            assert not any(outcome.faults for outcome in outcomes)
            made = corpus((outcome.summary for outcome in outcomes if outcome.summary), sections, decided)
            assert len(steps.writer.noted) == FILES * count
        assert len(made.agreements) == count
        last = made.agreements[-1]
        assert made.party_of(last.path) == last.party
        assert made.sentences_of(last.path)
        assert made.years_of(made.series[-1].project)
        return sources, outcomes, sections, decided, made, steps

    kept, at_once = _slope(build, FEW, MANY)
    assert kept <= MOST_KEPT
    assert at_once <= MOST_AT_ONCE


def test_a_file_costs_few_bytes(tmp_path: Path) -> None:
    """To write the list of all files and to read it again."""

    def build(count: int) -> object:
        writer = Writer(tmp_path / str(count), None, Notes())
        for number in range(count):
            writer.write(f"agreement/{number // FILES}/{number}.html", b"")
        writer.close("https://example.org/", "https://example.org/licence")
        _, files = file_list.read(writer.folder / LIST)
        assert len(files) == count
        return files

    # Once in a while a table of the interpreter doubles between two builds, that of interned strings among them.
    kept, at_once = map(min, zip(*(_slope(build, FEW_FILES, MANY_FILES) for _ in range(3)), strict=True))
    assert kept <= MOST_OF_A_FILE
    assert at_once <= MOST_OF_A_FILE
