"""What whoever runs the service sees of it: health, readiness, metrics, the log, faults, the limit of requests."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.service.operating.gate import Gate, Way
from aqbgraph.service.operating.logs import logger

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from starlette.types import ASGIApp, Receive, Scope, Send
    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

JSON = {"Accept": "application/sparql-results+json"}


def test_health_and_readiness(client: Client) -> None:
    for path in ("/health", "/ready"):
        reply = client(path)
        assert (reply.status, reply.json) == (200, {"status": "ok"})
        assert reply.headers["cache-control"] == "no-store"
        assert client(path, "HEAD").status == 200
        assert client(path, "POST").status == 405
        assert client(path, "OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"


def test_not_ready_until_the_data_is_back(public: Path, limits: Limits, serving: Serving) -> None:
    """Without the process that holds the data nobody need ask a query for it to come back."""
    before = _children()
    with serving(public, limits) as client:
        # Other tests may have left processes that end in their own time.
        (keeper,) = (pid for pid in _children() - before if b"aqbgraph" in _command(pid))
        os.kill(keeper, signal.SIGKILL)
        found = _until(lambda: client("/ready"), lambda reply: reply.status == 503)
        assert found.json == {"status": "restarting"}
        _until(lambda: client("/ready"), lambda reply: reply.status == 200)
        assert client("/health").status == 200


def _children() -> set[int]:
    found = (path.read_text("ascii").split() for path in Path(f"/proc/{os.getpid()}/task").glob("*/children"))
    return {int(pid) for pids in found for pid in pids}


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _until(ask: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    until = time.monotonic() + 10
    while not holds(found := ask()):
        assert time.monotonic() < until
        time.sleep(0.01)
    return found


def numbers(client: Client) -> dict[str, float]:
    """The metrics, by name with labels."""
    reply = client("/metrics")
    assert (reply.status, reply.type) == (200, "text/plain")
    lines = (line.rpartition(" ") for line in reply.body.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_metrics(public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, limits) as client:
        for _ in range(3):
            assert client("/sparql", query="ASK {}", headers=JSON).status == 200
        assert client("/sparql", query="ASK {", headers=JSON).status == 400
        assert client("/robots.txt").status == 200
        found = numbers(client)
    assert found['aqbgraph_requests_total{kind="query",status="200"}'] == 3
    assert found['aqbgraph_requests_total{kind="query",status="400"}'] == 1
    assert found['aqbgraph_requests_total{kind="file",status="200"}'] == 1
    assert found['aqbgraph_query_problems_total{problem="malformed-query"}'] == 1
    assert found['aqbgraph_request_seconds_count{kind="query"}'] == 4
    assert (found["aqbgraph_result_cache_hits_total"], found["aqbgraph_result_cache_entries"]) == (2, 1)
    assert found["aqbgraph_workers_idle"] >= 1
    assert found["aqbgraph_triples"] > 10
    assert found["aqbgraph_outdated"] == 0


def test_limit_of_requests(public: Path, limits: Limits, serving: Serving) -> None:
    with serving(public, replace(limits, rate=2)) as client:
        assert [client("/sparql", query="ASK {}", headers=JSON).status for _ in range(3)] == [200, 200, 429]
        refused = client("/sparql", query="ASK {}", headers=JSON)
        assert int(refused.headers["retry-after"]) > 0
        assert refused.headers["access-control-allow-origin"] == "*"
        assert client("/robots.txt").status == 200
        assert client("/api/health").status == 200


class Counted:
    """Stands for the metrics."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] = []

    def answered(self, kind: str, status: int, seconds: float) -> None:
        assert seconds >= 0
        self.seen.append((kind, status))


def passed(app: ASGIApp, *, every: bool) -> tuple[list[Any], list[tuple[str, int]], list[dict[str, Any]]]:
    """What a request through a gate sends, counts and logs."""
    sent: list[Any] = []
    written = io.StringIO()
    metrics: Any = Counted()

    async def send(message: Any) -> None:
        sent.append(message)

    gate = Gate({}, {}, Way(app, "file"), metrics, logger(written), every=every)
    scope: Any = {"method": "GET", "path": "/x", "query_string": b"secret", "headers": [], "client": ("192.0.2.7", 1)}
    scope["headers"].append((b"user-agent", b"secret"))
    receive: Any = None  # nobody listens
    asyncio.run(gate(scope, receive, send))
    text = written.getvalue()
    assert "secret" not in text
    assert "192.0.2.7" not in text
    return sent, metrics.seen, [json.loads(line) for line in text.splitlines()]


async def fine(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def faulty(_: Scope, __: Receive, ___: Send) -> None:
    raise RuntimeError("broken")


@pytest.mark.parametrize("every", [True, False])
def test_answers_in_the_log(*, every: bool) -> None:
    _, counted, lines = passed(fine, every=every)
    assert counted == [("file", 200)]
    assert len(lines) == every
    for line in lines:
        assert (line["event"], line["kind"], line["method"], line["status"]) == ("answer", "file", "GET", 200)
        assert line["timestamp"].endswith("Z")


def test_faults_are_logged_with_their_cause_and_told_without() -> None:
    sent, counted, lines = passed(faulty, every=False)
    assert counted == [("file", 500)]
    assert sent[0]["status"] == 500
    assert b"broken" not in sent[1]["body"]
    assert any(name == b"x-content-type-options" for name, _ in sent[0]["headers"])
    assert "RuntimeError: broken" in lines[0]["exception"]


def test_half_an_answer_does_not_look_like_a_whole_one() -> None:
    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        passed(half, every=False)
