"""Asks a SPARQL endpoint as fast as it answers: one connection that stays open, requests written beforehand.

`python benchmarks/asking.py HOST PORT SECONDS FILE`: FILE has one form-encoded request body a line, asked one after the
other and then again. Prints a line of JSON: answers, bytes, failures, and the sorted latencies in microseconds.
A process of its own for each connection, so that the measuring is not measured; sockets, since a library costs more
than the answers.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from pathlib import Path

HEAD = (
    "POST /{path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
)


class Connection:
    """A connection that is kept, and opened anew when the server closes it."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._socket = self._open()
        self._buffer = b""

    def _open(self) -> socket.socket:
        made = socket.create_connection(self._address, timeout=60)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def ask(self, request: bytes) -> tuple[int, int]:
        """Status and length of the body."""
        try:
            self._socket.sendall(request)
            return self._answer()
        except OSError:
            self._socket.close()
            self._socket, self._buffer = self._open(), b""
            return 0, 0

    def _answer(self) -> tuple[int, int]:
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        status, fields = int(head[9:12]), head.lower()
        if b"transfer-encoding: chunked" in fields:
            return status, self._chunks()
        length = int(fields.partition(b"content-length:")[2].partition(b"\r\n")[0])
        self._take(length)
        return status, length

    def _chunks(self) -> int:
        total = 0
        while True:
            while b"\r\n" not in self._buffer:
                self._more()
            size, _, self._buffer = self._buffer.partition(b"\r\n")
            length = int(size, 16)
            self._take(length + 2)
            total += length
            if not length:
                return total

    def _take(self, length: int) -> None:
        while len(self._buffer) < length:
            self._more()
        self._buffer = self._buffer[length:]

    def _more(self) -> None:
        data = self._socket.recv(1 << 20)
        if not data:
            raise ConnectionError
        self._buffer += data


def requests(path: str, bodies: list[str]) -> list[bytes]:
    """The bytes of each request."""
    return [(HEAD.format(path=path, length=len(body)) + body).encode() for body in bodies]


def ask(host: str, port: int, seconds: float, path: str, bodies: list[str]) -> dict[str, object]:
    """Asks for so many seconds, or each body once when `seconds` is 0."""
    connection = Connection(host, port)
    prepared = requests(path, bodies)
    taken: list[int] = []
    size = failed = index = 0
    until = time.monotonic() + seconds
    while index < len(prepared) if not seconds else time.monotonic() < until:
        begun = time.perf_counter_ns()
        status, length = connection.ask(prepared[index % len(prepared)])
        taken.append((time.perf_counter_ns() - begun) // 1000)
        failed += status != 200
        size += length
        index += 1
    return {"answers": len(taken), "failed": failed, "bytes": size, "latencies": sorted(taken)}


if __name__ == "__main__":
    host, port, seconds, path, file = sys.argv[1:]
    lines = Path(file).read_text("ascii").splitlines()
    print(json.dumps(ask(host, int(port), float(seconds), path, lines)))
