"""A bug over one document: it is reported, and the others are built."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from aqbgraph.cli import group
from aqbgraph.extraction.extractor import extract
from aqbgraph.pipeline.documents import collecting, passes, publishing
from aqbgraph.pipeline.spreading.spool import Spool
from aqbgraph.publication.agreements.agreement_page import agreement_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

POISON = "2024-werra-meissner-kreis.md"
GOOD = "agreement/2025/odenwaldkreis.ttl"


@pytest.fixture
def sources(samples: Path, tmp_path: Path) -> Path:
    shutil.copytree(samples, tmp_path / "in")
    return tmp_path / "in"


def build(sources: Path, *options: str) -> Result:
    return CliRunner().invoke(group, ["build", str(sources), "-o", str(sources.parent / "public"), *options])


def poisoned(function: Callable[..., object], error: BaseException, at: Callable[..., str]) -> Callable[..., object]:
    """The function, which fails over one document; `at` gives the name of the file in hand."""

    def fails(*arguments: object) -> object:
        if at(*arguments).endswith(POISON):
            raise error
        return function(*arguments)

    return fails


def check(made: Result, sources: Path, kind: str) -> None:
    assert made.exit_code == 1, made.output
    assert f"Fehler: {POISON}: Unerwarteter Fehler ({kind}" in made.stderr
    assert "Bitte melden" in made.stderr
    assert "Traceback" not in made.output
    public = sources.parent / "public"
    assert (public / GOOD).exists()
    assert not list(public.glob("agreement/2024/*"))


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), KeyError("x"), AssertionError(), RuntimeError("y")])
def test_while_it_is_understood(sources: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    fails = poisoned(extract, error, lambda document, _: document.source.name)
    monkeypatch.setattr("aqbgraph.pipeline.documents.collecting.extract", fails)
    check(
        build(sources, "--jobs", "1", "--allow-incomplete"),
        sources,
        f"{type(error).__name__} in pipeline/documents/collecting.py:",
    )


def test_while_it_is_mapped(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = poisoned(publishing._mapped, TypeError(), lambda due, *_: due.collected.name)
    monkeypatch.setattr(publishing, "_mapped", fails)
    check(build(sources, "--jobs", "1", "--allow-incomplete"), sources, "TypeError")


def test_while_its_page_is_made_nothing_of_it_stays(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = poisoned(agreement_view, RecursionError(), lambda _, agreement, *__: agreement.source.name)
    monkeypatch.setattr("aqbgraph.pipeline.documents.publishing.agreement_view", fails)
    check(build(sources, "--jobs", "1", "--allow-incomplete"), sources, "RecursionError")


def test_nothing_is_published_unless_asked_for(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = poisoned(extract, RecursionError(), lambda document, _: document.source.name)
    monkeypatch.setattr("aqbgraph.pipeline.documents.collecting.extract", fails)
    assert build(sources, "--jobs", "1").exit_code == 1
    assert not (sources.parent / "public").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "(der Datenträger ist voll). Bitte Platz schaffen"),
        (errno.EROFS, "(der Datenträger ist schreibgeschützt). --cache nennt"),
        (errno.EMFILE, "(zu viele Dateien sind offen). Bitte mehr offene Dateien erlauben"),
    ],
)
def test_a_full_disk_is_no_fault_of_a_document(
    sources: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, number: int, told: str
) -> None:
    """Else it would be left out of what is published, and a bug be reported that is none."""

    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(collecting, "_MOST", 1)
    monkeypatch.setattr(Spool, "put", full)
    made = build(sources, "--jobs", jobs, "--allow-incomplete")
    assert made.exit_code == 1
    assert f"hat der Rechner versagt {told}" in made.stderr
    assert "Unerwarteter Fehler" not in made.stderr
    assert not (sources.parent / "public").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("place", [publishing._mapped, agreement_view])
def test_what_is_published_outlives_a_full_disk(
    sources: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, place: Callable[..., object]
) -> None:
    """Met in whichever step, by a process of ours as by ourselves."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert build(sources, "--jobs", "1").exit_code == 0
    before = {path: path.read_bytes() for path in sources.parent.rglob("public/**/*") if path.is_file()}
    monkeypatch.setattr(publishing, place.__name__, full)
    made = build(sources, "--jobs", jobs, "--no-cache", "--date", "2026-01-02")
    assert (made.exit_code, made.stderr.count("der Datenträger ist voll")) == (1, 1)
    assert "Traceback" not in made.output
    assert before == {path: path.read_bytes() for path in sources.parent.rglob("public/**/*") if path.is_file()}
    assert [path.name for path in sources.parent.iterdir() if "public" in path.name and "cache" not in path.name] == [
        "public"
    ]


def test_extract_goes_on(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = poisoned(extract, RecursionError(), lambda document, _: document.source.name)
    monkeypatch.setattr("aqbgraph.cli.extract.extract", fails)
    made = CliRunner().invoke(group, ["extract", str(sources)])
    assert made.exit_code == 1
    assert f"Fehler: {POISON}: Unerwarteter Fehler (RecursionError" in made.stderr
    assert "491550" in made.stdout


def _killed(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no such signal")
def test_a_worker_that_is_killed_is_told(
    sources: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system does when memory runs out."""
    monkeypatch.setattr(collecting, "_MOST", 1)
    monkeypatch.setattr(passes, "collect", _killed)
    made = build(sources, "--jobs", "2")
    assert made.exit_code == 1
    assert [
        name for name in sorted(path.name for path in samples.iterdir()) if f"Fehler: {name}: " not in made.stderr
    ] == []
    assert "endete jedes Mal" in made.stderr
    assert not (tmp_path / "public").exists()
    assert samples.is_dir()
