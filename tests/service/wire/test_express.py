"""What is answered without a task: the same answers, and everything that is not usual goes the way of all else."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

import pytest
from tests.service.conftest import Reply

from aqbgraph.service.endpoint import asking
from aqbgraph.service.endpoint.sparql import Endpoint
from aqbgraph.service.engines.engine import Engine
from aqbgraph.service.engines.flights import Flights
from aqbgraph.service.limits import traits
from aqbgraph.service.replies.answers import CHUNK
from aqbgraph.service.wire import express
from aqbgraph.service.workers.frames import Question
from aqbgraph.service.workers.keeper import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from starlette.types import Receive, Scope, Send
    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits, Traits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

HEAD = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n"
JSON = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
LIGHT = "SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {}"
# With other numbers it takes a moment, or for ever; its shape is the same.
GROWING = (
    "SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {0} }} "
    "{{ SELECT * {{ ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }} LIMIT {0} }} FILTER (STR(?a) < STR(?p)) }}"
)


@pytest.fixture
def service(public: Path, limits: Limits, serving: Serving) -> Iterator[Client]:
    with serving(public, replace(limits, slots=4)) as client:
        yield client


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The methods of requests that came to the application; not because the machine is busy."""
    monkeypatch.setattr(express, "LATE", 10)
    seen: list[str] = []
    real = Endpoint.__call__

    async def noted(endpoint: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["method"])
        await real(endpoint, scope, receive, send)

    monkeypatch.setattr(Endpoint, "__call__", noted)
    return seen


def asked(client: Client, query: str, target: str = "/sparql", **headers: str) -> Reply:
    """The answer to a request whose head and body are sent at once."""
    body = query.encode()
    fields = {"Host": f"127.0.0.1:{client.port}", **JSON, "Content-Length": str(len(body)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    with socket.create_connection(("127.0.0.1", client.port), timeout=20) as connection:
        connection.sendall(f"POST {target} HTTP/1.1\r\n{head}\r\n".encode() + body)
        got = http.client.HTTPResponse(connection, method="POST")
        got.begin()
        return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())


def counted(client: Client, name: str) -> float:
    lines = (line.rpartition(" ") for line in client("/metrics").body.decode().splitlines())
    return sum(float(value) for found, _, value in lines if found.startswith(name))


def test_an_answer_is_the_same_either_way(service: Client, tasks: list[str]) -> None:
    first = asked(service, LIGHT.format(3))
    assert tasks == ["POST"]  # nothing is known of its like
    kept = asked(service, LIGHT.format(3))
    by_address = service("/sparql", headers={"Accept": JSON["Accept"]}, query=LIGHT.format(3))
    another = asked(service, LIGHT.format(4))
    assert tasks == ["POST"]
    plain = asked(service, LIGHT.format(4), **{"If-None-Match": '"other"'})
    assert tasks == ["POST", "POST"]
    for one, other in ((first, kept), (first, by_address), (another, plain)):
        assert (one.status, one.body) == (other.status, other.body)
        assert one.headers | {"date": ""} == other.headers | {"date": ""}


def test_what_is_answered_is_counted(service: Client, tasks: list[str]) -> None:
    asked(service, LIGHT.format(3))
    names = (
        'aqbgraph_requests_total{kind="query",status="200"}',
        'aqbgraph_request_seconds_count{kind="query"}',
        "aqbgraph_result_cache_hits",
        "aqbgraph_result_cache_misses",
    )
    before = [counted(service, name) for name in names]
    for number in (4, 4, 5):
        asked(service, LIGHT.format(number))
    assert [counted(service, name) - old for name, old in zip(names, before, strict=True)] == [3, 3, 1, 2]
    assert tasks == ["POST"]


@pytest.mark.parametrize(("headers", "told"), [("", b"200"), ("Content-Encoding: gzip\r\n", b"415")])
def test_a_body_that_comes_apart(service: Client, tasks: list[str], headers: str, told: bytes) -> None:
    """What is told without it does not wait for it."""
    asked(service, LIGHT.format(3))
    body = LIGHT.format(4).encode()
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(HEAD.format(len(body)).replace("\r\n\r\n", f"\r\n{headers}\r\n").encode())
        time.sleep(0.05)
        if told == b"200":
            for part in (body[:3], body[3:]):
                connection.sendall(part)
                time.sleep(0.05)
        assert connection.recv(65536).startswith(b"HTTP/1.1 " + told)
    assert len(tasks) == (1 if told == b"200" else 2)


def test_a_longer_result_leaves_as_its_client_takes_it(service: Client, tasks: list[str]) -> None:
    """By the application, which finds what was begun, or what is kept; it is counted once."""
    numbers = " ".join(map(str, range(50)))
    query = f"SELECT * {{{{ VALUES ?a {{{{ {numbers} }}}} VALUES ?b {{{{ {numbers} }}}} }}}} LIMIT {{}}"
    assert asked(service, query.format(1)).status == 200
    before = [counted(service, f"aqbgraph_result_cache_{name}") for name in ("hits", "misses")]
    first, second = (asked(service, query.format(10_000)) for _ in range(2))
    assert len(first.body) > CHUNK
    assert first.body == second.body
    after = [counted(service, f"aqbgraph_result_cache_{name}") for name in ("hits", "misses")]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 1]
    assert tasks == ["POST"] * 3


@pytest.mark.parametrize(
    ("query", "headers", "target", "status"),
    [
        (LIGHT, {"Accept-Encoding": "gzip"}, "/sparql", 200),
        (LIGHT, {"Content-Encoding": "gzip"}, "/sparql", 415),
        (LIGHT, {"Accept": "text/html"}, "/sparql", 200),
        (LIGHT, {"Connection": "close"}, "/sparql", 200),
        (LIGHT, {"Host": "-%2D-"}, "/sparql", 400),
        (LIGHT, {}, "/sparql?timeout=1", 200),
        (LIGHT, {}, "/sparql?query=ASK%7B%7D", 400),
        (LIGHT + " nonsense", {}, "/sparql", 400),
        ("BASE <a> " + LIGHT, {}, "/sparql", 200),
        ("SELECT (NOW() AS ?n) {{}} LIMIT {}", {}, "/sparql", 200),
        ("SELECT * {{ SERVICE <urn:x> {{}} }} LIMIT {}", {}, "/sparql", 403),
        ("#" * 300_000 + "{}", {}, "/sparql", 413),
    ],
)
def test_what_is_not_usual(
    service: Client, tasks: list[str], query: str, headers: dict[str, str], target: str, status: int
) -> None:
    for number in (3, 4):
        assert asked(service, query.format(number), target, **headers).status == status
    assert len(tasks) == 2


def test_head_is_answered_by_the_application(service: Client, tasks: list[str]) -> None:
    for _ in range(2):
        assert service("/sparql", "HEAD", headers={"Accept": JSON["Accept"]}, query=LIGHT.format(3)).body == b""
    assert tasks == ["HEAD"] * 2


def test_what_takes_longer_is_left_to_a_task(
    service: Client, tasks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked again, and its time counts from when it came."""
    real, questions = Worker.asked, list[str]()

    def late(worker: Worker, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        questions.append(question.query)
        answer, loop = real(worker, question), asyncio.get_running_loop()
        delayed: asyncio.Future[tuple[bytes, bytes]] = loop.create_future()
        loop.call_later(0.15, lambda: answer.add_done_callback(lambda done: delayed.set_result(done.result())))
        return delayed

    asked(service, LIGHT.format(3))
    before = counted(service, 'aqbgraph_request_seconds_sum{kind="query"}')
    monkeypatch.setattr(Worker, "asked", late)
    monkeypatch.setattr(express, "LATE", 0.02)
    reply = asked(service, LIGHT.format(4))
    assert (reply.status, len(reply.json["results"]["bindings"])) == (200, 4)
    assert (len(questions), len(tasks)) == (1, 2)
    assert counted(service, 'aqbgraph_request_seconds_sum{kind="query"}') - before >= 0.14


def test_what_turns_out_endless_ends_at_the_deadline(service: Client) -> None:
    assert asked(service, GROWING.format(1)).status == 200
    begun = time.monotonic()
    reply = asked(service, GROWING.format(900_000))
    assert (reply.status, reply.json["type"].rpartition("#")[2]) == (503, "deadline")
    assert time.monotonic() - begun < 6
    assert asked(service, LIGHT.format(2)).status == 200


def test_who_asks_the_same_shares_what_was_begun(service: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(service, GROWING.format(1))
    questions: list[object] = []
    real = Worker.asked

    def noted(worker: Worker, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        questions.append(question)
        return real(worker, question)

    monkeypatch.setattr(Worker, "asked", noted)
    monkeypatch.setattr(express, "LATE", 30)  # so that only those who come later end the wait
    with ThreadPoolExecutor(6) as clients:
        replies = list(clients.map(lambda _: asked(service, GROWING.format(300)), range(6)))
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1
    assert len(questions) == 1


@pytest.mark.parametrize("behind", [0, 1, 2])
def test_a_client_that_leaves_has_its_query_ended(service: Client, behind: int) -> None:
    """Also where it has asked further ones that wait behind it."""
    asked(service, GROWING.format(1))
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        body = GROWING.format(800_000).encode()
        connection.sendall((HEAD.format(len(body)).encode() + body) * (1 + behind))
        time.sleep(0.1)
        assert counted(service, "aqbgraph_workers_busy") == 1
    until = time.monotonic() + 0.7
    while counted(service, "aqbgraph_workers_busy") and time.monotonic() < until:
        time.sleep(0.02)
    assert counted(service, "aqbgraph_workers_busy") == 0


def test_a_client_that_leaves_at_once(service: Client) -> None:
    """Before anybody looks after it: what was begun is ended all the same, or kept if it ended before."""
    asked(service, GROWING.format(1))
    asked(service, LIGHT.format(1))
    for body in (LIGHT.format(7), GROWING.format(700_000)):
        with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall((HEAD.format(len(body)) + body).encode())
            time.sleep(0.002)
    time.sleep(0.3)
    assert counted(service, "aqbgraph_workers_busy") == 0
    assert asked(service, LIGHT.format(7)).status == 200


def test_a_worker_that_is_killed_is_replaced_unnoticed(
    service: Client, tasks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(service, LIGHT.format(3))
    real = Worker.asked

    def killed(worker: Worker, question: Question) -> asyncio.Future[tuple[bytes, bytes]]:
        monkeypatch.setattr(Worker, "asked", real)
        os.kill(worker.pid, signal.SIGKILL)
        return real(worker, question)

    monkeypatch.setattr(Worker, "asked", killed)
    assert asked(service, LIGHT.format(4)).status == 200
    assert len(tasks) == 2


def test_answers_of_one_connection_keep_their_order(service: Client) -> None:
    asked(service, LIGHT.format(1))
    bodies = [LIGHT.format(number).encode() for number in (3, 1, 9, 3, 5)]
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(b"".join(HEAD.format(len(body)).encode() + body for body in bodies))
        found = []
        with connection.makefile("rb") as stream:
            for _ in bodies:
                lines = iter(stream.readline, b"\r\n")
                fields = dict(line.lower().split(b": ") for line in lines if b": " in line)
                found.append(stream.read(int(fields[b"content-length"])))
    assert [body.count(b'"s":{') for body in found] == [3, 1, 9, 3, 5]


def test_many_at_once_on_connections_that_stay(service: Client) -> None:
    """More than there are places for; each gets its own."""
    asked(service, LIGHT.format(1))
    wrong: list[str] = []

    def client(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
        for number in range(first, first + 30):
            connection.request("GET", "/sparql?" + urlencode({"query": LIGHT.format(number)}), headers=JSON)
            reply = connection.getresponse()
            rows = reply.read().count(b'"s":')
            if reply.status != 200 or rows != min(number, most):
                wrong.append(f"{number}: {reply.status}, {rows}")
        connection.close()

    most = len(asked(service, LIGHT.format(10_000)).json["results"]["bindings"])
    threads = [threading.Thread(target=client, args=(number,)) for number in (1, 1, 11, 21, 31, 41)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_date_is_that_of_each_answer(service: Client) -> None:
    """Also where an exchange is used again."""
    body = LIGHT.format(3).encode()
    dates = []
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        for _ in range(4):
            connection.sendall(HEAD.format(len(body)).encode() + body)
            fields = connection.recv(65536).partition(b"\r\n\r\n")[0].split(b"\r\n")
            dates.append(next(field for field in fields if field.startswith(b"date:")))
            time.sleep(0.6)
    assert len(set(dates[1:])) > 1


def test_who_does_not_wait_is_not_told_to_continue(service: Client) -> None:
    """Though the request before did; the head is one that came before."""
    body = LIGHT.format(3).encode()
    head = HEAD.format(len(body))
    asked(service, LIGHT.format(3))
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(head.encode() + body)
        connection.recv(65536)
        connection.sendall(head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n").encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
        connection.sendall(head.encode() + body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_fault_of_ours_is_told(service: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("x")

    monkeypatch.setattr("aqbgraph.service.wire.express.check", fails)
    monkeypatch.setattr("aqbgraph.service.endpoint.sparql.check", fails)
    assert asked(service, "ASK {}").status == 500
    assert counted(service, 'aqbgraph_requests_total{kind="query",status="500"}') == 1


def test_what_was_begun_ends_with_who_took_it_over(public: Path, limits: Limits) -> None:
    """Also when that one asked the same and is cancelled at once, before the client's own request is run."""
    ask = Question("ASK {}", "", {"boolean": "json"})

    async def receive() -> Any:
        await asyncio.Event().wait()

    async def run() -> None:
        async with Engine(public / "data.trig", limits).running() as engine:
            await engine.ask(ask)
            begun = engine.begin(ask)
            assert begun is not None
            flights: Flights[Any] = Flights()
            exchange, runs = SimpleNamespace(left=None, scope={}, disconnected=False), list[int]()
            edition, asked = SimpleNamespace(flights=flights, engine=engine), SimpleNamespace(question=ask)
            parts = (exchange, lambda: runs.append(1), 0.0, edition, asked, "key", begun)
            express._Ride(*cast("Any", (None, *parts))).start()  # from without it cannot be timed
            joining = asyncio.ensure_future(flights.join("key", cast("Any", None), receive))
            await asyncio.sleep(0)
            joining.cancel()
            await asyncio.wait({joining})
            assert (runs, flights.known("key")) == ([1], False)
            exchange.left()  # the application, which was run for the client, ends
            await asyncio.wait_for(engine.drained(), 1)
            assert engine.workers["busy"] == 0

    asyncio.run(run())


def test_nothing_is_run_for_a_client_that_is_gone(public: Path, limits: Limits) -> None:
    ask = Question("ASK {}", "", {"boolean": "json"})

    async def run() -> None:
        async with Engine(public / "data.trig", limits).running() as engine:
            await engine.ask(ask)
            begun = engine.begin(ask)
            assert begun is not None
            flights: Flights[Any] = Flights()
            edition, asked = SimpleNamespace(flights=flights, engine=engine), SimpleNamespace(question=ask)
            exchange, runs = SimpleNamespace(left=None, scope={}, open=False, disconnected=True), list[int]()
            parts = (exchange, lambda: runs.append(1), 0.0, edition, asked, "key", begun)
            express._Ride(*cast("Any", (None, *parts))).start()
            await begun.answer
            await asyncio.wait_for(engine.drained(), 1)
            assert (runs, engine.workers["busy"], flights.known("key")) == ([], 0, False)

    asyncio.run(run())


def test_what_takes_long_to_read_is_read_once_and_apart(service: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    readers: list[str] = []

    def noted(query: str) -> Traits:
        readers.append(threading.current_thread().name)
        return traits(query)

    monkeypatch.setattr(asking, "traits", noted)
    for size, apart in ((10, False), (100, False), (100_000, True)):
        readers.clear()
        assert asked(service, f"ASK {{ FILTER (1 IN ({'1, ' * (size // 3)}{size})) }}").status == 200
        assert len(readers) == 1
        assert readers[0].endswith("(run)") != apart  # the thread that `served` runs the server in
