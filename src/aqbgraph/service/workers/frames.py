"""How server and workers talk over a Unix socket: a head in JSON and a body, each with its length before it.

A head is the list of its members, and these are tuples: each query makes, packs and unpacks several of them. Most heads
are the same, since what differs stands elsewhere: before the members of a result the times that it took, and the text
of a question in its body.
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
USUAL = 256  # bytes of a head that may come again
TIMES = struct.Struct(">dd")


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

    `cpu` is the processor time that it took, `spent` all that its worker had taken by then, in seconds. `more`: there
    are further bytes; in the server `rest` then brings them.
    """

    kind: str = ""
    format: str = ""
    problem: str = ""
    message: str = ""
    cpu: float = 0.0
    spent: float = 0.0
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


def pack(head: Question | Result | Hello, cpu: float = 0.0, spent: float = 0.0) -> bytes:
    """A frame: lengths, head, body; the times are a result's."""
    if isinstance(head, Result):
        kind, name, problem, message, _, _, more, body, _ = head
        text = TIMES.pack(cpu, spent) + (_encoded if message else _told)(kind, name, problem, message, more)
    elif isinstance(head, Question):
        query, base, formats, default, named, union, streamed = head
        usual = default is named and len(base) <= USUAL
        text = (_told if usual else _encoded)(base, tuple(formats.items()), default, named, union, streamed)
        body = query.encode()
    else:
        text, body = _encoded(*head), b""
    return b"".join((LENGTHS.pack(len(text), len(body)), text, body))


def _encoded(*members: object) -> bytes:
    return _encode(members).encode()


_told = lru_cache(maxsize=64)(_encoded)  # what may be long is not kept

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
    kind, name, problem, message, more = _members(head[TIMES.size :])
    cpu, spent = TIMES.unpack_from(head)
    return Result(kind, name, problem, message, cpu, spent, more, body)


def unpack_question(head: bytes, body: bytes) -> Question:
    """The question in a frame."""
    base, formats, default, named, union, streamed = _members(head)
    return Question(body.decode(), base, dict(formats), _graphs(default), _graphs(named), union, streamed)


def _graphs(iris: list[str] | None) -> tuple[str, ...] | None:
    return None if iris is None else tuple(iris)


def _members(head: bytes) -> list[Any]:
    return (_read if len(head) <= USUAL else unpack_head)(head)


_read = lru_cache(maxsize=64)(unpack_head)
