"""Checks of the running server from outside, by programs kept beside the project; skipped where they are not.

Bounds are what was measured; each case that fails is listed with its reason, and one that passes by now fails the test.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import ContactPoint, Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = Path(__file__).resolve().parents[3] / "shared" / "conformance"
BASE = "https://w3id.org/aqb/"
THINGS = ("agreement/2025/odenwaldkreis#agreement", "party/odenwaldkreis#party")
THINGS_BUILT = (*THINGS, "def/measure-types#3")

pytestmark = pytest.mark.skipif(not PROGRAMS.is_dir(), reason="the conformance programs are not beside the project")

# What `aqbgraph build` writes lacks this; the service alone cannot make up for it.
BUILT_FAILS = {
    "provenance-in-data": "not built yet: documents name no dcterms:source; provenance stands at each fact's evidence",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the publication of the service's own tests."""
    kit: Any = importlib.import_module("service.conftest")
    told = {".well-known/security.txt": b"Contact: mailto:a@b.example\nExpires: 2030-12-31T00:00:00Z\n"}
    yield from serving(kit.write(tmp_path_factory.mktemp("public"), kit.files() | told))


@pytest.fixture(scope="module")
def origin_built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over the samples as `aqbgraph build` publishes them for somebody with an address."""
    target = tmp_path_factory.mktemp("built") / "public"
    settings = Settings(contact=ContactPoint(email="stelle@ministerium.example"))
    assert build(find_sources([samples]), target, settings).digest
    yield from serving(target)


def serving(folder: Path) -> Iterator[str]:
    kit: Any = importlib.import_module("service.conftest")
    limits: Any = importlib.import_module("aqbgraph.service.limits")
    with kit.served(folder, limits.Limits(deadline=3.0)) as client:
        yield f"http://127.0.0.1:{client.port}"


def run(program: str, *arguments: str, report: Path) -> list[dict[str, Any]]:
    command = [sys.executable, str(PROGRAMS / program), *arguments, "--failures", "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=report.parent)
    print(done.stdout, done.stderr)
    outcomes: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    return outcomes


def failed(outcomes: list[dict[str, Any]]) -> set[str]:
    return {outcome["case"] for outcome in outcomes if outcome["outcome"] != "PASS"}


def test_protocol(origin: str, tmp_path: Path) -> None:
    outcomes = run("protocol.py", f"{origin}/sparql", report=tmp_path / "report.json")
    assert failed(outcomes) == set()
    assert len(outcomes) >= 160


def test_linked_data(origin: str, tmp_path: Path) -> None:
    things = [BASE + thing for thing in THINGS]
    outcomes = run("lod.py", f"{origin}/", *things, "--map", f"{BASE}={origin}/", report=tmp_path / "report.json")
    assert failed(outcomes) == set()
    assert len(outcomes) >= 76


def test_linked_data_as_built(origin_built: str, tmp_path: Path) -> None:
    things = [BASE + thing for thing in THINGS_BUILT]
    mapped = f"{BASE}={origin_built}/"
    outcomes = run("lod.py", f"{origin_built}/", *things, "--map", mapped, report=tmp_path / "report.json")
    assert failed(outcomes) == set(BUILT_FAILS)
    assert len(outcomes) - len(BUILT_FAILS) >= 75


def test_protocol_as_built(origin_built: str, tmp_path: Path) -> None:
    outcomes = run("protocol.py", f"{origin_built}/sparql", report=tmp_path / "report.json")
    assert failed(outcomes) == set()
