from __future__ import annotations

import socket
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.service.conftest import LARGE

from aqbgraph.service.wire import answering, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]

HEAD = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n\r\n"


@pytest.fixture
def port(
    public_with_large_file: Path, limits: Limits, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    monkeypatch.setattr(connections, "RECEIVE", 0.4)
    monkeypatch.setattr(connections, "SEND", 0.5)
    with serving(public_with_large_file, limits) as client:
        yield client.port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def received(connection: socket.socket) -> bytes:
    """What comes until the other side ends the connection."""
    found = b""
    try:
        while data := connection.recv(65536):
            found += data
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHost:", HEAD, HEAD + b"ASK"], ids=["", "head", "body", "rest"]
)
def test_request_that_does_not_arrive(port: int, sent: bytes) -> None:
    begun = time.monotonic()
    with connected(port) as connection:
        connection.sendall(sent)
        assert received(connection) == b""
    assert 0.3 < time.monotonic() - begun < 3


def test_drop_by_drop(port: int) -> None:
    """What keeps coming does not make the time longer."""
    with connected(port) as connection:
        for _ in range(100):
            try:
                connection.sendall(b"X")
            except (BrokenPipeError, ConnectionResetError):
                break
            time.sleep(0.05)
        else:
            pytest.fail("the connection was kept")


def test_rest_of_a_request_that_is_answered_already(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD.replace(b"POST /sparql", b"POST /"))
        assert received(connection).startswith(b"HTTP/1.1 405")


def test_answer_that_takes_longer(port: int) -> None:
    """The time is for the request, not for its answer; and the next request has its own."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STR(?a) < STR(?l)) }"
    with connected(port) as connection:
        for query in (slow, "ASK {}"):
            connection.sendall(HEAD.replace(b"6\r\n", f"{len(query)}\r\n".encode()) + query.encode())
            assert connection.recv(65536).startswith(b"HTTP/1.1 ")
            time.sleep(0.2)


def test_two_requests_at_once(port: int) -> None:
    with connected(port) as connection:
        connection.sendall((HEAD + b"ASK {}") * 2)
        assert received(connection).count(b"HTTP/1.1 200 OK") == 2


def test_answer_that_is_not_taken(port: int) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.settimeout(5)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(2)
        assert len(received(connection)) < 3_000_000


@pytest.mark.parametrize("taken", [0, 3000])
def test_answer_that_is_taken_drop_by_drop(
    public_with_large_file: Path, limits: Limits, serving: Serving, monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    """As long as something is taken TCP is content; we are when what lies ready is taken in time."""
    monkeypatch.setattr(answering, "TAKE", 0.6)
    with serving(public_with_large_file, limits) as client, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", client.port))
        connection.settimeout(30)  # what overran the small buffer comes again ever later (RFC 6298, 5.5)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
        got, begun = 0, time.monotonic()
        while time.monotonic() - begun < 3:
            got += len(connection.recv(taken)) if taken else 0
            time.sleep(0.05)
        assert got + len(received(connection)) < len(LARGE)


def test_answer_that_is_taken_slowly_but_in_time(
    public_with_large_file: Path, limits: Limits, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "TAKE", 0.6)
    with serving(public_with_large_file, limits) as client, socket.socket() as connection:
        connection.connect(("127.0.0.1", client.port))
        connection.settimeout(5)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        got, begun = 0, time.monotonic()
        while data := connection.recv(100_000):
            got += len(data)
            time.sleep(0.05)
        assert got > 3_000_000
        assert time.monotonic() - begun > 1.0


@contextmanager
def crowded(public: Path, limits: Limits, serving: Serving, most: int) -> Iterator[int]:
    with serving(public, replace(limits, connections=most)) as client:
        yield client.port


def status(connection: socket.socket, request: bytes = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n") -> bytes:
    connection.sendall(request)
    return connection.recv(65536)


def test_the_one_that_waits_longest_gives_way(public: Path, limits: Limits, serving: Serving) -> None:
    with crowded(public, limits, serving, 3) as port, ExitStack() as stack:
        held = [stack.enter_context(connected(port)) for _ in range(3)]
        assert status(held[0]).startswith(b"HTTP/1.1 200")  # now the second is the one that waits longest
        held[2].sendall(b"GET / HTTP/1.1\r\n")
        new = stack.enter_context(connected(port))
        assert status(new).startswith(b"HTTP/1.1 200")
        assert received(held[1]) == b""
        assert status(held[0]).startswith(b"HTTP/1.1 200")
        # Half a request is none: it goes, too.
        other = stack.enter_context(connected(port))
        assert status(other).startswith(b"HTTP/1.1 200")
        assert received(held[2]) == b""


def test_many_that_never_ask(public: Path, limits: Limits, serving: Serving) -> None:
    """Slowloris: who asks is answered all the same."""
    with crowded(public, limits, serving, 20) as port, ExitStack() as stack:
        for _ in range(200):
            silent = stack.enter_context(connected(port))
            silent.sendall(b"GET / HTTP/1.1\r\nX-A: ")
        begun = time.monotonic()
        for _ in range(10):
            assert status(stack.enter_context(connected(port))).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - begun < 1.0


def test_all_are_being_answered(
    public: Path, limits: Limits, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "SURPLUSES", 1)
    monkeypatch.setattr(connections, "SURPLUS", 0.3)
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STR(?a) < STR(?l)) }"
    asking = HEAD.replace(b"6\r\n", f"{len(slow)}\r\n".encode()) + slow.encode()
    with crowded(public, limits, serving, 2) as port, ExitStack() as stack:
        busy = [stack.enter_context(connected(port)) for _ in range(2)]
        for connection in busy:
            connection.sendall(asking)
        time.sleep(0.1)
        told = stack.enter_context(connected(port))
        time.sleep(0.05)
        assert received(stack.enter_context(connected(port))) == b""  # more than are told
        answer = status(told)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 5" in answer
        silent = stack.enter_context(connected(port))
        begun = time.monotonic()
        assert received(silent) == b""
        assert time.monotonic() - begun < 1.0
        assert all(connection.recv(65536).startswith(b"HTTP/1.1 503") for connection in busy)  # at their deadline
        assert status(stack.enter_context(connected(port))).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        (b'GET / HTTP/1.1\r\nHost: a"<b>\r\n\r\n', 400),
        (b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\nHost: xn--a_b.example.\r\nConnection: close\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 501),
        (b"INVENT / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        (b"GET /?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000, 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.0\r\n\r\n", 200),
        (b"GET /robots.txt?" + b"a" * 50_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
    ],
)
def test_heads(port: int, sent: bytes, status: int) -> None:
    """What cannot be read, or is too long, is refused in words, and the connection is ended."""
    with connected(port) as connection:
        connection.sendall(sent)
        answer = received(connection)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"x-content-type-options: nosniff" in answer
    if status != 200:
        assert b'"status": %d' % status in answer


def test_pipelined_requests_are_bounded(port: int) -> None:
    """Nobody can have thousands of requests wait behind one that takes long."""
    with connected(port) as connection:
        connection.sendall((HEAD + b"ASK {}") + b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 1000)
        found = received(connection)
    heads = found.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert len(heads) == connections.PIPELINED + 1
    # All are whole; the last one tells that no other follows (RFC 9112, section 9.6).
    assert [b"connection: close" in head for head in heads] == [False] * connections.PIPELINED + [True]
    assert found.endswith(heads[-2].partition(b"\r\n\r\n")[2])


def test_what_is_cut_off_need_be_no_request(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(
            (HEAD + b"ASK {}") + b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * connections.PIPELINED + b"\x00 x"
        )
        assert received(connection).count(b"HTTP/1.1 200 OK") == connections.PIPELINED + 1


@pytest.mark.parametrize("sent", [HEAD + b"ASK {}", HEAD + b"ASK {}" + HEAD[:30]], ids=["", "and the next begins"])
def test_who_is_answered_at_once_is_not_waited_for_longer(port: int, sent: bytes) -> None:
    """A result that is kept is sent while the request is being read."""
    with connected(port) as connection:
        for _ in range(3):
            connection.sendall(HEAD + b"ASK {}")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(sent)
        begun = time.monotonic()
        assert received(connection).count(b"HTTP/1.1 200") == 1
        assert 0.3 < time.monotonic() - begun < 3


def answers(connection: socket.socket, number: int) -> bytes:
    """What comes until there are so many."""
    found = b""
    while found.count(b"HTTP/1.1 ") < number and (data := connection.recv(65536)):
        found += data
    return found


@pytest.mark.parametrize("cut", [1, 40, len(HEAD), len(HEAD) + 3])
def test_a_head_that_is_known_comes_in_parts(port: int, cut: int) -> None:
    request = HEAD + b"ASK {}"
    with connected(port) as connection:
        for _ in range(2):
            for part in (request, request[:cut], request[cut:]):
                connection.sendall(part)
                time.sleep(0.02)
            assert answers(connection, 2).count(b"HTTP/1.1 200") == 2


def test_a_head_that_is_known_is_followed_by_others(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"ASK {}")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall((HEAD + b"ASK {}") * 3 + HEAD + b"ASK {?")
        found = answers(connection, 4)
        assert (found.count(b"HTTP/1.1 200"), found.count(b"HTTP/1.1 400")) == (3, 1)


@pytest.mark.parametrize("coding", [b"gzip, chunked", b"gzip", b"identity", b"chunked, identity"])
def test_other_transfer_codings_are_refused(port: int, coding: bytes) -> None:
    head = HEAD.replace(b"Content-Length: 6", b"Transfer-Encoding: " + coding)
    with connected(port) as connection:
        connection.sendall(head + b"6\r\nASK {}\r\n0\r\n\r\n")
        assert received(connection)[9:12] in (b"501", b"400")


@pytest.mark.parametrize("codings", [(b"gzip", b"chunked"), (b"chunked", b"chunked")])
def test_transfer_codings_of_several_lines_are_a_list(port: int, codings: tuple[bytes, bytes]) -> None:
    lines = b"\r\n".join(b"Transfer-Encoding: " + coding for coding in codings)
    with connected(port) as connection:
        connection.sendall(HEAD.replace(b"Content-Length: 6", lines) + b"6\r\nASK {}\r\n0\r\n\r\n")
        assert received(connection)[9:12] in (b"501", b"400")


def test_what_is_refused_behind_an_answer_does_not_get_into_it(port: int) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.settimeout(5)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
        got = connection.recv(100)
        time.sleep(0.1)
        connection.sendall(b"NONSENSE\r\n\r\n")
        got += received(connection)
    assert got.count(b"HTTP/1.1 ") == 1
    assert LARGE.startswith(got.partition(b"\r\n\r\n")[2])


@pytest.mark.parametrize(
    "field", [b"Host: y", b"Accept: nothing/of-this", b"Content-Encoding: gzip", b"X: y\r\n" * 999]
)
def test_fields_behind_a_body_are_none_of_the_head(port: int, field: bytes) -> None:
    head = HEAD.replace(b"Content-Length: 6", b"Transfer-Encoding: Chunked")
    with connected(port) as connection:
        connection.sendall(head + b"6\r\nASK {}\r\n0\r\n" + field.strip() + b"\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def unsent(port: int, client: int) -> int:
    """Bytes that the system holds for this client of the server (proc(5), net/tcp)."""
    ends = (f":{port:04X}", f":{client:04X}")
    rows = (line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:])
    return next(int(row[4].partition(":")[0], 16) for row in rows if (row[1][-5:], row[2][-5:]) == ends)


def test_the_system_takes_little_of_what_nobody_reads(port: int) -> None:
    with connected(port) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.2)
        assert 0 < unsent(port, connection.getsockname()[1]) < 4 * connections.UNSENT
