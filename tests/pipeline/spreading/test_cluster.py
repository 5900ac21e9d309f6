"""A real scheduler and two real workers over TCP: the same bytes as here, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import chain, repeat
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pytest
from synthetic import write
from tests import making
from tests.pipeline.clusters import Made, free_port
from tests.pipeline.clusters import cluster as begun
from tests.web import served

from aqbgraph.errors import PublicationError, Unexpected, WrongUse
from aqbgraph.pipeline import building
from aqbgraph.pipeline.building import build
from aqbgraph.pipeline.documents import collecting
from aqbgraph.pipeline.spreading import cluster
from aqbgraph.pipeline.spreading.cluster import Scheduler
from aqbgraph.pipeline.spreading.equipment import equipment
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.elsewhere import Address, Elsewhere
from aqbgraph.reading.finding.inputs import find_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aqbgraph.pipeline.documents.outcomes import Report

# distributed leaves sockets to the garbage collector when a connection is lost.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with begun(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture(scope="module")
def corpus(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of several kinds, one with corrections."""
    folder = tmp_path_factory.mktemp("corpus") / "in"
    write(6, folder)
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (folder / "odenwaldkreis.pdf").write_bytes(making.pdf(text))
    (folder / "victim.html").write_text(making.html((samples / "2024-werra-meissner-kreis.md").read_text("utf-8")))
    (folder / "odenwaldkreis.korrekturen.toml").write_text(
        '[[bestaetigen]]\nangabe = "budget-aqb amount"\ngelesen = "491.550"\nwer = "A. B."\nwann = 2026-01-02\n'
        'warum = "Geprüft."\n',
        "utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def here(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, bytes]]:
    """What a build without a cluster tells and makes."""
    target = tmp_path_factory.mktemp("here") / "public"
    report = made(target, 1, corpus)
    assert report.digest is not None, report.faults
    return report, published(target)


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that a few documents make some."""
    monkeypatch.setattr(collecting, "_MOST", 2)
    monkeypatch.setattr(building, "CHUNK", 2)


def made(target: Path, jobs: int | Scheduler, *places: Path | Address, some: bool = False) -> Report:
    found = find_inputs(places)
    settings = Settings(search=False)
    return build(found.sources, target, settings, jobs=jobs, companions=found.companions, allow_incomplete=some)


def published(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_bytes_as_here_though_a_worker_is_killed(
    there: Made, corpus: Path, here: tuple[Report, dict[str, bytes]], tmp_path: Path
) -> None:
    told: list[int] = []
    found = find_inputs([corpus])
    sources = found.sources
    report = build(
        sources,
        tmp_path / "public",
        Settings(search=False),
        jobs=Scheduler(there.address),
        progress=told.append,
        companions=found.companions,
    )
    assert (report, published(tmp_path / "public")) == here
    assert sum(told) == building.STEPS * len(sources)
    killed = int((there.signs / "killed").read_text())
    workers = {int(path.name.removeprefix("worker-")) for path in there.signs.glob("worker-*")}
    assert workers - {killed}, "somebody else did what the killed one had begun"
    assert os.getpid() not in workers


def test_workers_may_leave_while_more_is_under_way(
    there: Made,
    corpus: Path,
    here: tuple[Report, dict[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted: WeakKeyDictionary[object, Iterator[int]] = WeakKeyDictionary()

    def most(tasks: object) -> int:
        return next(wanted.setdefault(tasks, chain([8], repeat(1))))

    monkeypatch.setattr(cluster._Tasks, "_most", most)
    report = made(tmp_path / "public", Scheduler(there.address), corpus)
    assert (report, published(tmp_path / "public")) == here


def test_workers_fetch_what_has_an_address(
    there: Made,
    corpus: Path,
    here: tuple[Report, dict[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Elsewhere, "open", lambda *_: pytest.fail("the builder fetched a document"))
    with served(corpus) as address:
        report = made(tmp_path / "public", Scheduler(there.address), Address(address))
    assert (report, published(tmp_path / "public")) == here


def test_a_poisonous_document_is_refused_alone(
    there: Made, corpus: Path, here: tuple[Report, dict[str, bytes]], tmp_path: Path
) -> None:
    (tmp_path / "poison.md").write_text("Zielvereinbarung", "utf-8")
    report = made(tmp_path / "public", Scheduler(there.address), corpus, tmp_path / "poison.md", some=True)
    (fault,) = report.faults
    assert isinstance(fault, Unexpected)
    assert str(fault).startswith("poison.md: Der Prozess, der diese Datei bearbeitet, endete jedes Mal")
    assert published(tmp_path / "public") == here[1]


def test_it_can_be_stopped(there: Made, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.md").write_text("Zielvereinbarung", "utf-8")
    (tmp_path / "out").mkdir()
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "aqbgraph",
        "build",
        corpus,
        tmp_path / "slow.md",
        "-o",
        tmp_path / "out/public",
        "--no-cache",
    ]
    with subprocess.Popen([*command, "--scheduler", there.address], stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not (there.signs / "slow").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30)[1] == "Abgebrochen. Nichts ist veröffentlicht.\n"
    assert process.returncode == 128 + signal.SIGINT
    assert list((tmp_path / "out").iterdir()) == []


def test_nobody_answers(samples: Path, tmp_path: Path) -> None:
    begin = time.monotonic()
    with pytest.raises(PublicationError, match="antwortet kein Dask-Scheduler"):
        made(tmp_path / "public", Scheduler(f"tcp://127.0.0.1:{free_port()}"), samples)
    assert time.monotonic() - begin < 20, "five seconds on a machine that has nothing else to do"


def test_somebody_else_answers(samples: Path, tmp_path: Path) -> None:
    with served(samples) as address, pytest.raises(PublicationError, match="antwortet kein Dask-Scheduler"):
        made(tmp_path / "public", Scheduler(address.rstrip("/").replace("http", "tcp")), samples)


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1"])
def test_what_is_no_address(samples: Path, tmp_path: Path, address: str) -> None:
    with pytest.raises(WrongUse, match="ist keine Adresse eines Dask-Schedulers"):
        made(tmp_path / "public", Scheduler(address), samples)


def test_without_the_extra(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongUse, match=r"pip install 'aqbgraph\[cluster\]'"):
        made(tmp_path / "public", Scheduler("tcp://127.0.0.1:8786"), samples)


def test_a_worker_that_comes_later_must_be_as_the_others() -> None:
    with pytest.raises(PublicationError, match=r"rdflib .* statt 0"):
        cluster._done((lambda *_: pytest.fail("begun"), {**equipment(), "rdflib": "0"}), b"")
