"""Processes of this machine: a document that ends one is refused, in either pass, and the others are published."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Any

import pytest
from synthetic import write

from aqbgraph.errors import Unexpected
from aqbgraph.pipeline import building
from aqbgraph.pipeline.building import build
from aqbgraph.pipeline.documents import collecting, publishing
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading import readers
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aqbgraph.pipeline.documents.outcomes import Report

POISON = "poison.md"

pytestmark = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="workers do not have what a test puts in its place"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(6, tmp_path / "in")
    path = sorted((tmp_path / "in").iterdir())[2]
    path.rename(path.with_name(POISON))
    return tmp_path / "in"


def deadly(function: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
    """The same, but over one document its process ends, as the system ends one that eats all memory."""

    def wrapped(*arguments: Any) -> Any:
        if name(*arguments) == POISON:
            os._exit(9)
        return function(*arguments)

    return wrapped


def published(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(corpus: Path, target: Path, jobs: int) -> Report:
    return build(find_sources([corpus]), target, Settings(search=False), jobs=jobs, allow_incomplete=True)


@pytest.mark.parametrize("step", ["reading", "publishing"])
def test_a_document_that_ends_its_process(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(collecting, "_MOST", 2)
    monkeypatch.setattr(building, "CHUNK", 2)
    if step == "reading":
        monkeypatch.setattr(collecting, "read", deadly(readers.read, lambda _, name: name))
    else:
        monkeypatch.setattr(publishing, "_mapped", deadly(publishing._mapped, lambda due, *_: due.collected.name))
    report = made(corpus, tmp_path / "public", 2)
    (fault,) = report.faults
    assert isinstance(fault, Unexpected)
    assert str(fault).startswith(f"{POISON}: Der Prozess, der diese Datei bearbeitet, endete jedes Mal")
    monkeypatch.undo()
    (corpus / POISON).unlink()
    made(corpus, tmp_path / "without", 1)
    assert published(tmp_path / "public") == published(tmp_path / "without")
