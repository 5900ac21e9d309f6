"""What serving costs: ours beside the Oxigraph server and rdflib-endpoint, same data, same queries, one run.

`python benchmarks/serve.py [PUBLIC]` prints a table a workload, with the ratio of each peer to ours; without PUBLIC it
builds synthetic agreements first. Servers take turns, several rounds, the best of each counts. Only figures of the same
run are to be compared: machines differ and are noisy, and the clients share the processors with the servers.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent))

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from asking import requests
from peers import HOST, OURS, OXIGRAPH, PEERS, RDFLIB_ENDPOINT, Peer, Running, install, running
from synthetic import DATE, write

if TYPE_CHECKING:
    from collections.abc import Iterator

AGREEMENTS = 130
ASKING = Path(__file__).parent / "asking.py"
CLIENTS = 4
SECONDS = 3.0
ROUNDS = 3
DIFFERENT = 40_000  # queries of a kind, so that none is asked twice
HEAVY_CLIENTS = 200
BASE = "https://w3id.org/aqb/"
PREFIXES = f"PREFIX aqb: <{BASE}def/aqb#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
CROSS_YEAR = (
    "SELECT ?agreement ?party ?label ?year ?amount {{ ?agreement aqb:localParty ?party ; aqb:year ?year ; "
    'aqb:budget/aqb:amount ?amount . ?party rdfs:label ?label FILTER (LANG(?label) = "de") }} '
    "ORDER BY ?label ?year LIMIT {limit}"
)
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (STR(?a) < STR(?i)) }"


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers a second, processor time of the server an answer (µs), latencies (ms), bytes and failures."""

    rate: float
    cpu: float
    p50: float
    p99: float
    size: float
    failed: int


def body(query: str) -> str:
    """The query as a form."""
    return urlencode({"query": query})


def point(number: int, parties: list[str]) -> str:
    """All that is said of one agreement; a limit that is never reached makes each text another."""
    iri = f"{BASE}agreement/{2026 + number // len(parties) % 5}/{parties[number % len(parties)]}#agreement"
    return body(f"SELECT ?p ?o {{ <{iri}> ?p ?o }} LIMIT {1000 + number}")


WORKLOADS = (
    "point query, each another",
    "cross-year query, each another",
    "point query, repeated",
    "cross-year query, repeated",
)


def workloads(parties: list[str]) -> dict[str, list[str]]:
    """Form bodies by name of the workload."""
    bodies = (
        [point(number, parties) for number in range(DIFFERENT)],
        [body(PREFIXES + CROSS_YEAR.format(limit=10_000 + number)) for number in range(DIFFERENT // 4)],
        [point(0, parties)],
        [body(PREFIXES + CROSS_YEAR.format(limit=10_000))],
    )
    return dict(zip(WORKLOADS, bodies, strict=True))


def measure(server: Running, bodies: list[str], clients: int, scratch: Path, round_: int) -> Measured:
    """Asks with several clients at once; each has queries of its own, and each round others."""
    share = max(1, len(bodies) // (clients * ROUNDS))
    cpu, asking = server.cpu(), []
    for number in range(clients):
        first = (round_ * clients + number) * share % len(bodies)
        asking.append(_ask(server, bodies[first : first + share], SECONDS, scratch / f"bodies-{number}"))
    results = [json.loads(one.communicate()[0]) for one in asking]
    return _measured(results, server.cpu() - cpu, SECONDS)


def _ask(server: Running, bodies: list[str], seconds: float, file: Path) -> subprocess.Popen[str]:
    file.write_text("\n".join(bodies), "ascii")
    command = [sys.executable, str(ASKING), HOST, str(server.port), str(seconds), server.peer.path, str(file)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _measured(results: list[dict[str, Any]], cpu: float, seconds: float) -> Measured:
    latencies = sorted(value for result in results for value in result["latencies"])
    answers = sum(result["answers"] for result in results)
    size = sum(result["bytes"] for result in results)
    return Measured(
        rate=answers / seconds,
        cpu=cpu / answers * 1e6,
        p50=latencies[len(latencies) // 2] / 1000,
        p99=latencies[int(len(latencies) * 0.99)] / 1000,
        size=size / answers,
        failed=sum(result["failed"] for result in results),
    )


def compare(public: Path, scratch: Path, parties: list[str]) -> None:
    """Every workload on every server, in turns."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running(peer, public, _own(scratch, peer.name))) for peer in PEERS]
        for name, bodies in workloads(parties).items():
            best: dict[str, Measured] = {}
            for round_ in range(ROUNDS):
                for server in servers:
                    found = measure(server, bodies, CLIENTS, scratch, round_)
                    known = best.get(server.peer.name)
                    best[server.peer.name] = found if known is None or found.rate > known.rate else known
            _print(name, best)


def _own(scratch: Path, name: str) -> Path:
    folder = scratch / name.partition(" --")[0].replace(" ", "-")
    folder.mkdir(exist_ok=True)
    return folder


def _print(name: str, measured: dict[str, Measured]) -> None:
    ours = measured[OURS.name]
    print(f"\n{name} ({ours.size:.0f} bytes an answer)")
    print(f"{'':32s}{'per s':>9s}{'µs CPU':>9s}{'p50 ms':>9s}{'p99 ms':>9s}{'failed':>8s}{'ours ×':>9s}")
    for peer, row in measured.items():
        ratio = f"{ours.rate / row.rate:9.2f}" if row.rate else ""
        print(f"{peer:32s}{row.rate:9.0f}{row.cpu:9.0f}{row.p50:9.2f}{row.p99:9.2f}{row.failed:8d}{ratio}", flush=True)


def under_load(public: Path, scratch: Path, parties: list[str]) -> None:
    """A light query beside 200 heavy ones: its p99 against its p50 on the idle server."""
    print(f"\none client with light queries beside {HEAVY_CLIENTS} heavy ones")
    print(f"{'':32s}{'idle p50':>9s}{'p50':>9s}{'p99 ms':>9s}{'failed':>8s}{'p99/idle':>10s}")
    for peer in (OURS, OXIGRAPH, RDFLIB_ENDPOINT):
        idle, loaded = beside_heavy(peer, public, scratch, parties)
        ratio = loaded.p99 / idle.p50
        print(f"{peer.name:32s}{idle.p50:9.2f}{loaded.p50:9.2f}{loaded.p99:9.2f}{loaded.failed:8d}{ratio:10.1f}")


def beside_heavy(peer: Peer, public: Path, scratch: Path, parties: list[str]) -> tuple[Measured, Measured]:
    """Light queries of one client on the idle server, and beside heavy ones."""
    bodies = [point(number, parties) for number in range(DIFFERENT)]
    with running(peer, public, _own(scratch, peer.name)) as server:
        idle = measure(server, bodies, 1, scratch, 0)
        with heavy_queries(server):
            return idle, measure(server, bodies, 1, scratch, 1)


def light(scratch: Path) -> dict[str, dict[str, float]]:
    """What a light query takes beside heavy ones, by server: one round."""
    public, parties = _prepared(scratch)
    found = {}
    for peer in (OURS, OXIGRAPH, RDFLIB_ENDPOINT):
        idle, loaded = beside_heavy(peer, public, scratch, parties)
        found[peer.name] = {"idle": idle.p50, "loaded": loaded.p99, "times": loaded.p99 / idle.p50}
    return found


@contextmanager
def heavy_queries(server: Running) -> Iterator[None]:
    """Heavy queries that wait for their answers, from here: processes of their own would be a load themselves."""
    bodies = [body(f"{HEAVY} LIMIT {number}") for number in range(1, HEAVY_CLIENTS + 1)]
    with ExitStack() as stack:
        for request in requests(server.peer.path, bodies):
            stack.enter_context(socket.create_connection((HOST, server.port))).sendall(request)
        yield


def build(folder: Path) -> Path:
    """A publication of synthetic agreements."""
    write(AGREEMENTS, folder / "sources")
    command = [sys.executable, "-m", "aqbgraph", "build", str(folder / "sources"), "-o", str(folder / "public")]
    subprocess.run([*command, "--quiet", "--date", DATE], check=True)
    return folder / "public"


def prepare(scratch: Path) -> None:
    """What all rounds of `rates` need."""
    install()
    if not (scratch / "endpoint" / "public").exists():
        build(scratch / "endpoint")


def _prepared(scratch: Path) -> tuple[Path, list[str]]:
    public = scratch / "endpoint" / "public"
    return public, _parties(public)


def _parties(public: Path) -> list[str]:
    return sorted(path.stem for path in (public / "agreement" / "2026").glob("*.ttl"))


def rates(scratch: Path) -> dict[str, dict[str, float]]:
    """Answers a second by server and workload: one round of all of them, in turns."""
    public, parties = _prepared(scratch)
    found: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        own = {peer: _own(scratch, peer.name) for peer in (OURS, OXIGRAPH, RDFLIB_ENDPOINT)}
        servers = [stack.enter_context(running(peer, public, place)) for peer, place in own.items()]
        for name, bodies in workloads(parties).items():
            for server in servers:
                measured = measure(server, bodies, CLIENTS, scratch, 0)
                if measured.failed:
                    raise SystemExit(f"{server.peer.name} failed {measured.failed} times: {name}")
                found.setdefault(server.peer.name, {})[name] = measured.rate
    return found


def main(arguments: list[str]) -> None:
    """Builds, starts, asks, compares."""
    install()
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        public = Path(arguments[0]).resolve() if arguments else build(scratch)
        parties = _parties(public)
        print(f"{os.cpu_count()} processors, {CLIENTS} clients, {SECONDS:g} s, best of {ROUNDS} rounds")
        compare(public, scratch, parties)
        under_load(public, scratch, parties)


if __name__ == "__main__":
    main(sys.argv[1:])
