"""Connections whose other side sends no more: it may wait for its answer, or have gone."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from tests.service.conftest import LARGE
from tests.service.wire.test_connections import HEAD, connected, received

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.service.conftest import Client

    from aqbgraph.service.limits import Limits

    Serving = Callable[[Path, Limits], AbstractContextManager[Client]]


@pytest.fixture
def port(public_with_large_file: Path, limits: Limits, serving: Serving) -> Iterator[int]:
    with serving(public_with_large_file, limits) as client:
        yield client.port


def half_closed(port: int, sent: bytes) -> bytes:
    """What comes to who sends that and says that nothing follows."""
    with connected(port) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return received(connection)


@pytest.mark.parametrize("times", [1, 3])
def test_who_sends_no_more_gets_the_answers(port: int, times: int) -> None:
    for number in range(1, 4):  # unknown, known to be light, kept
        body = b"SELECT ?s { ?s ?p ?o } LIMIT %d" % min(number, 2)
        asked = HEAD.replace(b"Length: 6", b"Length: %d" % len(body)) + body
        assert half_closed(port, asked * times).count(b"HTTP/1.1 200 OK") == times


def test_who_sends_no_more_gets_all_of_a_long_answer(port: int) -> None:
    assert half_closed(port, b"GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n").endswith(LARGE)


@pytest.mark.parametrize("sent", [b"", HEAD, HEAD[:50]], ids=["nothing", "no body", "half a head"])
def test_who_sends_no_more_of_a_request_gets_none(port: int, sent: bytes) -> None:
    begun = time.monotonic()
    assert half_closed(port, sent) == b""
    assert time.monotonic() - begun < 5


def test_who_sends_no_more_is_not_waited_for(port: int) -> None:
    """Who has gone looks the same, and what takes long is ended for it."""
    body = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STR(?a) < STR(?o)) }"
    assert half_closed(port, HEAD.replace(b"Length: 6", b"Length: %d" % len(body)) + body) == b""
