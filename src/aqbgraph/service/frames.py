"""How server and workers talk over a Unix socket: a head in JSON and a body, each with its length before it.

A head is the list of its members, and these are tuples: each query makes, packs and unpacks several of them. Before the
members of a result comes the time that it took, without which most heads are the same.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LENGTHS = struct.Struct(">II")
TIME = struct.Struct(">d")


class Question(NamedTuple):
    """A query as a worker needs it.

    formats: for each kind of result the name of the format to write, None when the client takes none.
    default, named: the protocol's dataset as graph IRIs; both None when the request names none.
    streamed: whether a long result may come in pieces.
    union: whether the default graph is all graphs together, as it is when neither request nor query names a dataset.
    """

    query: str
    base: str
    formats: dict[str, str | None]
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    union: bool = True
    streamed: bool = False


class Rest(Protocol):
    """What brings the pieces of a result behind the first one, for the first who claims it and then closes it."""

    def claim(self) -> bool:
        """Whether it is the caller's."""

    def pieces(self) -> AsyncIterator[bytes]:
        """The pieces."""

    def close(self) -> None:
        """Ends it; again is nothing."""


class Result(NamedTuple):
    """What a worker answers: the kind of result, the name of its format and its bytes, or a problem and its message.

    `cpu` is the processor time that it took, in seconds. `more`: there are further bytes; in the server `rest` then
    brings them.
    """

    kind: str = ""
    format: str = ""
    problem: str = ""
    message: str = ""
    cpu: float = 0.0
    more: bool = False
    body: bytes = b""
    rest: Rest | None = None


class Hello(NamedTuple):
    """What a worker says first: its process id, and that of the thread that evaluates."""

    pid: int
    thread: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the keeper says when its store is loaded: triples in the union of all graphs, and the number of graphs."""

    triples: int
    graphs: int


def pack(head: Question | Result | Hello, cpu: float = 0.0) -> bytes:
    """A frame: lengths, head, body; `cpu` is added to that of a result."""
    body = b""
    if isinstance(head, Result):
        kind, name, problem, message, before, more, body, _ = head
        text = TIME.pack(before + cpu) + _told(kind, name, problem, message, more)
    else:
        text = _encode(head).encode()
    return b"".join((LENGTHS.pack(len(text), len(body)), text, body))


@lru_cache(maxsize=64)  # but for the time most results are told in the same words
def _told(kind: str, name: str, problem: str, message: str, more: bool) -> bytes:
    return _encode((kind, name, problem, message, more)).encode()


# Made once: to make them costs more than the encoding.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_decode = json.JSONDecoder().decode


def unpack(data: bytes | bytearray) -> tuple[bytes, bytes] | None:
    """Head and body of a frame; None when there are not all of its bytes yet."""
    if len(data) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack_from(data)
    middle = LENGTHS.size + head
    if len(data) < middle + body:
        return None
    with memoryview(data) as view:
        return bytes(view[LENGTHS.size : middle]), bytes(view[middle : middle + body])


def length(frame: tuple[bytes, bytes]) -> int:
    """How many bytes a frame with this head and this body has."""
    return LENGTHS.size + len(frame[0]) + len(frame[1])


def unpack_head(data: bytes) -> list[Any]:
    """The members of a head, for the class that it is a head of."""
    members: list[Any] = _decode(data.decode())
    return members


def unpack_result(head: bytes, body: bytes) -> Result:
    """The result in a frame."""
    kind, name, problem, message, more = _read(head[TIME.size :])
    return Result(kind, name, problem, message, TIME.unpack_from(head)[0], more, body)


_read = lru_cache(maxsize=64)(unpack_head)
