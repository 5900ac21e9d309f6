"""Asks an endpoint that whoever runs the service has listed, and reads no more of it than allowed.

No redirect is followed, no proxy of the environment is used, and the address that a name stands for is looked up once,
checked, and connected to: a name of the network outside cannot be made to lead inside, not even between the two.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import httpcore
import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from aqbgraph import __version__
from aqbgraph.service.federation.service_clauses import NotInlineError, inline

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

CONNECT = 3.0  # seconds
_READ = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_LOCAL = "localhost"  # RFC 6761, section 6.3


class FetchError(Exception):
    """An endpoint gave no answer that can be used; in German and English."""

    def __init__(self, german: str, english: str) -> None:
        super().__init__(english)
        self.german = german
        self.english = english


class Budget:
    """Bytes that the answers to one query may take together."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._left = most

    def take(self, number: int) -> None:
        """Counts bytes.

        Raises:
            FetchError: they are too many.
        """
        self._left -= number
        if self._left < 0:
            raise FetchError(f"antwortet mit mehr als {self.most} Bytes", f"answers with more than {self.most} bytes")


class Outside(httpcore.AsyncNetworkBackend):
    """Connects to addresses of the internet, and to an internal one only where it is given as such."""

    def __init__(self) -> None:
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of a host."""
        address = await _address(host, port)
        return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise httpcore.UnsupportedProtocol

    async def sleep(self, seconds: float) -> None:
        """Waits."""
        await asyncio.sleep(seconds)


async def _address(host: str, port: int) -> str:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError("ist nicht zu finden", "cannot be found") from error
    addresses = [str(info[4][0]) for info in found]
    if not is_literal(host) and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise FetchError("führt zu einer inneren Adresse", "leads to an internal address")
    return addresses[0]


def is_literal(host: str) -> bool:
    """Whether a host is an address itself, or the name of this machine; then whoever listed it meant it."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == _LOCAL
    return True


def pool() -> httpcore.AsyncConnectionPool:
    """What connections are made with; to be entered."""
    return httpcore.AsyncConnectionPool(ssl_context=_certificates(), network_backend=Outside())


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


async def group(connections: httpcore.AsyncConnectionPool, endpoint: str, query: str, budget: Budget) -> str:
    """The group with the rows that an endpoint answers a query with.

    Raises:
        FetchError: it is not reached, or what it answers is no table of results, too large, or has blank nodes.
    """
    try:
        kind, content = await _fetched(connections, endpoint, query, budget)
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpcore.ConnectError) as error:
        raise FetchError("ist nicht erreichbar", "cannot be reached") from error
    made = await asyncio.to_thread(_inlined, content, _READ.get(kind))
    if isinstance(made, FetchError):
        raise made
    budget.take(max(0, len(made) - len(content)))  # terms may have been written shorter than they are here
    return made


def _inlined(content: bytes, form: QueryResultsFormat | None) -> str | FetchError:
    """The rows as a group. The engine's objects must not leave the thread, not even with what an error remembers."""
    try:
        rows = parse_query_results(content, format=form) if form else None
        if isinstance(rows, QuerySolutions):
            return inline(rows)
    except NotInlineError:
        return FetchError(
            "antwortet mit leeren Knoten, die sich nicht übernehmen lassen; bitte nur andere Variablen auswählen",
            "answers with blank nodes, which cannot be taken over; please select other variables only",
        )
    except (SyntaxError, ValueError):
        pass
    return FetchError("antwortet nicht mit einem Ergebnis", "does not answer with a result")


async def _fetched(
    connections: httpcore.AsyncConnectionPool, endpoint: str, query: str, budget: Budget
) -> tuple[str, bytes]:
    headers: dict[str | bytes, str | bytes] = {
        "Host": urlsplit(endpoint).netloc,
        "Accept": f"{', '.join(_READ)};q=0.9",
        "Accept-Encoding": "identity",
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": f"aqbgraph/{__version__}",
    }
    content = urlencode({"query": query}).encode()
    timeouts = {"timeout": {"connect": CONNECT}}
    async with connections.stream("POST", endpoint, headers=headers, content=content, extensions=timeouts) as answer:
        if answer.status != httpx.codes.OK:
            raise FetchError(f"antwortet mit Status {answer.status}", f"answers with status {answer.status}")
        told = {name.lower(): value for name, value in answer.headers}
        kind = told.get(b"content-type", b"").partition(b";")[0].strip().lower().decode("latin-1")
        chunks = []
        async for chunk in answer.aiter_stream():
            budget.take(len(chunk))
            chunks.append(chunk)
    return kind, b"".join(chunks)
