"""Answers over HTTP: conditional requests, ranges, compression, and the header fields that every answer carries.

https://www.rfc-editor.org/rfc/rfc9110
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from email.utils import mktime_tz, parsedate_tz
from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, BinaryIO

from aqbgraph.publication.hosting import headers
from aqbgraph.service.problems import FAILED_CONDITION, Problem
from aqbgraph.service.replies import coding
from aqbgraph.service.replies.client import client_of
from aqbgraph.service.replies.lying import LYING, GivenUpError
from aqbgraph.service.replies.wording import worded

if TYPE_CHECKING:
    from starlette.types import Scope, Send

COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/sparql-query", "image/svg+xml")
SHORT = 512  # characters of a field up to which it may come again; a longer one has in it what somebody asked
CHUNK = 256 << 10  # bytes read from disk, or handed to a connection, at once

COMMON = tuple((name.encode(), value.encode()) for name, value in headers.COMMON)
_WITH_WASM = tuple((name.encode(), value.encode()) for name, value in headers.WITH_WASM)

_FIELDS = "aqbgraph.fields"
_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_TAGS = re.compile(r'(W/)?"([^"]*)"')


def common(path: str) -> tuple[tuple[bytes, bytes], ...]:
    """The header fields that every answer at a path carries."""
    return _WITH_WASM if headers.fields(path) is headers.WITH_WASM else COMMON


@dataclass(frozen=True, slots=True)
class FilePart:
    """Bytes of a file that are too many to hold: from `start`, `length` of them. Without a file only their number.

    The file is open, so that it stays the one it was, whatever takes its place; `deliver` closes it.
    """

    file: BinaryIO | None
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: status, header fields without Content-Length, body."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | FilePart = b""

    @property
    def length(self) -> int:
        """The body's length in bytes."""
        return self.body.length if isinstance(self.body, FilePart) else len(self.body)

    def header(self, name: str) -> str:
        """The value of a header field, empty when it is not set."""
        for key, value in self.headers:
            if key.lower() == name:
                return value
        return ""


def request_header(scope: Scope, name: bytes) -> str | None:
    """A header field of the request."""
    return request_fields(scope).get(name)


def request_fields(scope: Scope) -> dict[bytes, str]:
    """The header fields of the request; several lines of one are one list (RFC 9110, section 5.2)."""
    found: dict[bytes, str] | None = scope.get(_FIELDS)
    if found is None:  # several are asked for in every request, so all are read once
        found = scope[_FIELDS] = {}
        for key, value in scope["headers"]:
            text = value.decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def problem_answer(problem: Problem, scope: Scope | None = None) -> Answer:
    """A problem in the format and language asked for; it may go away, so it is not kept."""
    accept = request_header(scope, b"accept") if scope else None
    language = request_header(scope, b"accept-language") if scope else None
    content_type, spoken, body = worded(problem, accept, language)
    headers = (
        ("Content-Type", content_type),
        ("Content-Language", spoken),
        ("Vary", "Accept, Accept-Language"),
        ("Cache-Control", "no-store"),
        *(pair for pair in problem.headers if pair[0] != "Vary"),
    )
    return Answer(problem.kind.status, headers, body)


def options_answer(allowed: str) -> Answer:
    """What may be done, also as the grant of a CORS preflight (Fetch standard, section 3.2.3)."""
    headers = (
        ("Allow", allowed),
        ("Access-Control-Allow-Methods", allowed),
        ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-None-Match, Range"),
        ("Access-Control-Max-Age", "86400"),
    )
    return Answer(204, headers)


def conditional(answer: Answer, scope: Scope) -> Answer:
    """The answer, or 304 when the client has it already (RFC 9110, section 13.2.2).

    Raises:
        Problem: it is not the one that the client demands.
    """
    if answer.status != 200 or scope["method"] not in ("GET", "HEAD"):
        return answer
    if not _demanded(answer, scope):
        raise Problem(
            FAILED_CONDITION,
            "Was hier liegt, ist nicht mehr, was die Anfrage verlangt (If-Match, If-Unmodified-Since).",
            "What is here is not what the request demands any more (If-Match, If-Unmodified-Since).",
        )
    asked = request_header(scope, b"if-none-match")
    since = request_header(scope, b"if-modified-since")
    if asked is not None:
        kept = matches(asked, answer.header("etag"))
    else:
        kept = _unchanged(since or "", answer.header("last-modified"))
    if not kept:
        return answer
    if _compressible(answer):
        answer = varied(answer)
    described = tuple(pair for pair in answer.headers if pair[0].lower() not in ("content-type", "link"))
    return Answer(304, described)


def _demanded(answer: Answer, scope: Scope) -> bool:
    """Whether If-Match names the tag, compared strongly; without it, whether If-Unmodified-Since holds."""
    demanded = request_header(scope, b"if-match")
    if demanded is None:
        until = request_header(scope, b"if-unmodified-since")
        asked, own = _seconds(until or ""), _seconds(answer.header("last-modified"))
        return asked is None or own is None or own <= asked
    own_tag = _TAG.fullmatch(answer.header("etag"))
    if demanded.strip() == "*":
        return True  # there is one, with a tag or without (section 13.1.1)
    strong = [coding.plain_tag(tag) for weak, tag in _TAGS.findall(demanded) if not weak]
    return own_tag is not None and not own_tag[0].startswith("W/") and own_tag[1] in strong


def _unchanged(since: str, modified: str) -> bool:
    """Whether Last-Modified is not after If-Modified-Since; what is no date says nothing (section 13.1.3)."""
    asked, own = (_seconds(text) for text in (since, modified))
    return asked is not None and own is not None and own <= asked


def _seconds(date: str) -> int | None:
    try:
        parsed = parsedate_tz(date)
        return mktime_tz(parsed) if parsed else None
    except (ValueError, OverflowError):  # a day or year that no calendar has
        return None


def matches(asked: str, etag: str) -> bool:
    """Whether If-None-Match names the tag, compared weakly; the packed forms of a representation count as it."""
    if asked.strip() == "*":
        return bool(etag)
    own = _TAG.fullmatch(etag)
    return own is not None and own[1] in {coding.plain_tag(tag) for tag in _TAG.findall(asked)}


async def deliver(answer: Answer, scope: Scope, send: Send) -> None:
    """Sends an answer: compressed when asked for, without its body for HEAD."""
    answer = await _compressed(answer, scope)
    headers = [*starmap(_encoded, answer.headers)]
    if answer.status not in (204, 304):
        headers.append((b"content-length", str(answer.length).encode()))
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    body = answer.body
    if isinstance(body, FilePart) and body.file is not None:
        with body.file as file:
            await send(start)
            await _stream(file, body, send)
    else:
        await send(start)
        whole = body if isinstance(body, bytes) and scope["method"] != "HEAD" else b""
        if len(whole) > CHUNK:
            try:
                await sliced(whole, send, client_of(scope))
            except GivenUpError:
                return  # it has no end, so the server breaks the connection off
            whole = b""
        await send({"type": "http.response.body", "body": whole})


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return (_kept if len(value) <= SHORT else _kept.__wrapped__)(name, value)


@lru_cache(maxsize=4096)  # most are the same in every answer
def _kept(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode(), value.encode("latin-1")


async def sliced(body: bytes, send: Send, client: str = "") -> None:
    """Sends a body, but for the end of it, as the client takes it: none of it is copied before its turn.

    Raises:
        GivenUpError: others need its room.
    """
    with LYING.held(body, client), memoryview(body) as view:
        for start in range(0, len(view), CHUNK):
            await send({"type": "http.response.body", "body": bytes(view[start : start + CHUNK]), "more_body": True})
            LYING.taken()


async def _stream(file: BinaryIO, part: FilePart, send: Send) -> None:
    left = part.length
    file.seek(part.start)
    while left > 0 and (chunk := await asyncio.to_thread(file.read, min(CHUNK, left))):
        left -= len(chunk)
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    # A file cut short leaves the announced length unmet, and the server then breaks the connection off.
    await send({"type": "http.response.body", "body": b""})


async def _compressed(answer: Answer, scope: Scope) -> Answer:
    if not _compressible(answer):
        return answer
    if "Accept-Encoding" not in answer.header("vary"):
        answer = varied(answer)
    body = answer.body
    if isinstance(body, FilePart) or answer.status != 200 or not coding.FROM <= len(body) <= coding.UP_TO:
        return answer
    chosen = coding.wanted(request_header(scope, b"accept-encoding"))
    if chosen is None:
        return answer
    # The body of HEAD is not sent, but its length is that of GET (RFC 9110, section 9.3.2).
    etag = answer.header("etag")
    strong = etag if not etag.startswith("W/") else ""
    packed = await coding.packed(body, chosen, strong)
    more = {"ETag": f'{etag[:-1]}-{chosen.name}"'} if strong else {}
    return replace(_with(answer, **{"Content-Encoding": chosen.name}, **more), body=packed)


def _compressible(answer: Answer) -> bool:
    return _packs_well(answer.header("content-type"))


@lru_cache(maxsize=64)
def _packs_well(kind: str) -> bool:
    return kind.startswith(COMPRESSIBLE) or kind.endswith(("+json", "+xml", "triples", "quads", "trig"))


def varied(answer: Answer) -> Answer:
    """The answer with Accept-Encoding among what it depends on."""
    fields = [field for field in (answer.header("vary"), "Accept-Encoding") if field]
    return _with(answer, Vary=", ".join(dict.fromkeys(", ".join(fields).split(", "))))


def _with(answer: Answer, **headers: str) -> Answer:
    named = {name.lower() for name in headers}
    kept = tuple(pair for pair in answer.headers if pair[0].lower() not in named)
    return replace(answer, headers=(*kept, *headers.items()))
