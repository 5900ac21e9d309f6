"""The first pass: how sources are portioned, and what it keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.pipeline.documents import collecting
from aqbgraph.pipeline.documents.collecting import Task, batches, collect
from aqbgraph.pipeline.spreading.spool import spool
from aqbgraph.reading.finding.sources import SourceFile, find_sources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def files(folder: Path, sizes: list[int]) -> list[Task]:
    made = []
    for number, size in enumerate(sizes):
        path = folder / f"{number:03}.md"
        path.write_bytes(b"x" * size)
        made.append(Task(number, SourceFile(path, path.name)))
    return made


def test_many_small_files_go_together(tmp_path: Path) -> None:
    assert [len(batch) for batch in batches(files(tmp_path, [10] * 130))] == [64, 64, 2]


def test_a_large_file_waits_for_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_HEAVIEST", 100)
    assert [len(batch) for batch in batches(files(tmp_path, [40, 40, 500, 40, 60]))] == [2, 1, 2]


def test_numbers_go_on_over_batches(tmp_path: Path) -> None:
    tasks = [task for batch in batches(files(tmp_path, [10] * 70)) for task in batch]
    assert [task.number for task in tasks] == list(range(70))


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    gone = Task(0, SourceFile(tmp_path / "gone.md", "gone.md"))
    with spool(tmp_path / "public") as kept:
        (only,) = collect([gone], kept)
    assert only.digest is None
    assert "gone.md: Die Datei ist nicht lesbar" in str(only.faults[0])
    assert [len(batch) for batch in batches([gone])] == [1]


def test_what_was_read_waits_in_the_spool(samples: Path, tmp_path: Path) -> None:
    tasks = [Task(number, source) for number, source in enumerate(find_sources([samples]))]
    with spool(tmp_path / "public") as kept:
        collected = collect(tasks, kept)
        taken = [kept.take(one.key) for one in collected]
    assert [one.digest.path for one in collected if one.digest] == [
        one.agreement.path for one in taken if one and one.agreement
    ]
    assert list(tmp_path.iterdir()) == []
