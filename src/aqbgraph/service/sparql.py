"""The endpoint as an ASGI application: SPARQL 1.1 Protocol, read-only.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from aqbgraph.service.answers import (
    Answer,
    conditional,
    deliver,
    matches,
    options_answer,
    problem_answer,
    request_header,
)
from aqbgraph.service.description import describe
from aqbgraph.service.explain import explain, not_acceptable
from aqbgraph.service.frames import Question
from aqbgraph.service.limits import check, traits
from aqbgraph.service.negotiation import choose
from aqbgraph.service.problems import BAD_REQUEST, MEDIA, METHOD, TOO_LONG, Problem
from aqbgraph.service.protocol import Request, read
from aqbgraph.service.results import DESCRIPTIONS, HTML, OFFERS, Kind, ResultFormat, by_name, named

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.types import Receive, Scope, Send

    from aqbgraph.service.editions import Edition, Editions
    from aqbgraph.service.frames import Result

ALLOWED = "GET, HEAD, POST, OPTIONS"
VARY = ("Vary", "Accept")
CACHE = ("Cache-Control", "public, no-cache")
NOT_KEPT = ("Cache-Control", "no-store")

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?", re.ASCII)


class DisconnectedError(Exception):
    """The client went away."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers queries over the edition that is being served when a request has been read."""

    editions: Editions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        self.editions.look()
        try:
            answer = await self._answer(scope, receive)
        except Problem as problem:
            answer = problem_answer(problem)
        except DisconnectedError:
            return
        await deliver(conditional(answer, scope), scope, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        method = scope["method"]
        if method == "OPTIONS":
            return options_answer(ALLOWED)
        if method not in ALLOWED.split(", "):
            german, english = f"Hier gibt es nur {ALLOWED}.", f"Only {ALLOWED} are available here."
            raise Problem(METHOD, german, english, (("Allow", ALLOWED),))
        body = await self._body(scope, receive) if method == "POST" else b""
        content_type = request_header(scope, b"content-type") or ""
        request = read(method, scope["query_string"], content_type, body)
        edition = self.editions.current
        if request is None:
            return _description(edition, scope)
        formats = _formats(request.format, request_header(scope, b"accept"))
        try:
            return await self._queried(edition, request, formats, scope, receive)
        except Problem as problem:
            if HTML not in formats.values():
                raise
            headers = (("Content-Type", HTML.content_type), NOT_KEPT, *problem.headers)
            return Answer(problem.kind.status, headers, edition.page.refusal(request.query, problem))

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        coding = request_header(scope, b"content-encoding") or "identity"
        if coding.lower() != "identity":
            raise Problem(
                MEDIA,
                f"Die Anfrage ist mit {coding} kodiert; angenommen wird sie nur unkodiert.",
                f"The request is coded with {coding}; only the identity coding is accepted.",
                (("Accept-Encoding", "identity"),),
            )
        chunks: list[bytes] = []
        left = self.editions.limits.body
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            left -= len(message.get("body", b""))
            if left < 0:
                most = self.editions.limits.body
                raise Problem(
                    TOO_LONG,
                    f"Die Anfrage ist länger als die erlaubten {most} Bytes.",
                    f"The request is longer than the limit of {most} bytes.",
                    (("Connection", "close"),),
                )
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(chunks)

    async def _queried(
        self,
        edition: Edition,
        request: Request,
        formats: dict[Kind, ResultFormat | None],
        scope: Scope,
        receive: Receive,
    ) -> Answer:
        found = traits(request.query)
        check(request.query, found, self.editions.limits)
        own_dataset = bool(request.default or request.named)
        question = Question(
            query=request.query,
            base=_address(scope),
            formats={kind.value: row.name if row else None for kind, row in formats.items()},
            default=request.default if own_dataset else None,
            named=request.named if own_dataset else None,
            union=not own_dataset and not found.names_dataset,
        )
        headers: tuple[tuple[str, str], ...] = (VARY, NOT_KEPT)
        if found.repeatable:
            etag = _etag(edition, question)
            headers = (VARY, CACHE, ("ETag", etag))
            asked = request_header(scope, b"if-none-match")
            # The tag is known before the result: what the client has need not be found again.
            if asked and asked.strip() != "*" and scope["method"] != "POST" and matches(asked, etag):
                return Answer(304, headers)
        result = await unless_gone(edition.engine.ask(question, request.timeout), receive)
        if result.problem:
            raise explain(result, self.editions.limits)
        return await _result_answer(edition, request, result, headers)


def _etag(edition: Edition, question: Question) -> str:
    """Weak: the rows are the same, their order need not be (RFC 9110, section 8.8.1)."""
    return f'W/"{sha256(f"{edition.publication.digest} {question!r}".encode()).hexdigest()[:40]}"'


def _description(edition: Edition, scope: Scope) -> Answer:
    chosen = choose(request_header(scope, b"accept"), DESCRIPTIONS)
    if chosen is None:
        raise not_acceptable([row.media_type for row in DESCRIPTIONS])
    address = _address(scope)
    body = (
        edition.page.form() if chosen is HTML else describe(address, edition.engine.loaded, chosen, edition.publication)
    )
    etag = sha256(body).hexdigest()[:40]
    return Answer(200, (("Content-Type", chosen.content_type), VARY, CACHE, ("ETag", f'"{etag}"')), body)


async def _result_answer(
    edition: Edition, request: Request, result: Result, headers: tuple[tuple[str, str], ...]
) -> Answer:
    row = by_name(Kind(result.kind), result.format)
    if row is HTML:
        body = await asyncio.to_thread(edition.page.result, request.query, result.kind, result.body)
    else:
        body = result.body
    return Answer(200, (("Content-Type", row.content_type), *headers), body)


@lru_cache(maxsize=256)  # clients send the same few Accept headers again and again
def _formats(asked: str | None, accept: str | None) -> dict[Kind, ResultFormat | None]:
    """For each kind of result the format a client gets; `format=` goes before Accept."""
    if asked is None:
        return {kind: choose(accept, offers) for kind, offers in OFFERS.items()}
    found = {kind: named(asked, offers) for kind, offers in OFFERS.items()}
    if not any(found.values()):
        names = ", ".join(sorted({row.name for offers in OFFERS.values() for row in offers}))
        raise Problem(
            BAD_REQUEST,
            f"Das Format „{asked}“ gibt es nicht. Es gibt: {names}",
            f'There is no format "{asked}". There are: {names}',
        )
    return found


async def unless_gone(asking: Coroutine[None, None, Result], receive: Receive) -> Result:
    """The result, unless the client goes away first; then the query is ended, since nobody waits for it."""
    task = asyncio.ensure_future(asking)
    leaving = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise DisconnectedError
    finally:
        task.cancel()
        leaving.cancel()
        # Cancelling ends the worker; that must be over before this request counts as done.
        await asyncio.wait({task, leaving})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _address(scope: Scope) -> str:
    """The absolute URL of the endpoint as the client knows it (RFC 9110, section 7.1)."""
    host = request_header(scope, b"host")
    if host is None:
        name, port = scope["server"]
        host = f"{name}:{port}"
    if not _HOST.fullmatch(host):
        raise Problem(BAD_REQUEST, "Das Feld „Host“ ist ungültig.", "The Host field is not valid.")
    return f"{scope['scheme']}://{host}{scope['path']}"
