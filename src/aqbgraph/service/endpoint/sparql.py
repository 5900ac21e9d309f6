"""The endpoint as an ASGI application: SPARQL 1.1 Protocol, read-only.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.queries.sparql_page import SPARQL
from aqbgraph.service.endpoint.asking import Asked, Wire, understood
from aqbgraph.service.endpoint.description import describe
from aqbgraph.service.engines.explain import explain, not_acceptable
from aqbgraph.service.engines.flights import DisconnectedError, ended, until_gone
from aqbgraph.service.engines.streaming import Streamed, pour
from aqbgraph.service.limits import check
from aqbgraph.service.problems import BAD_REQUEST, MEDIA, METHOD, TOO_LONG, Problem
from aqbgraph.service.replies.answers import (
    Answer,
    conditional,
    deliver,
    matches,
    options_answer,
    problem_answer,
    request_fields,
    request_header,
)
from aqbgraph.service.replies.apart import apart
from aqbgraph.service.replies.negotiation import choose
from aqbgraph.service.replies.results import DESCRIPTIONS, HTML, by_name
from aqbgraph.service.replies.spoken import language_of, page_answer, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.types import Receive, Scope, Send

    from aqbgraph.publication.languages import Language
    from aqbgraph.service.editions.editions import Edition, Editions
    from aqbgraph.service.workers.begun import Begun
    from aqbgraph.service.workers.frames import Result

T = TypeVar("T")

ALLOWED = "GET, HEAD, POST, OPTIONS"
METHODS = frozenset(ALLOWED.split(", "))
VARY = ("Vary", "Accept, Accept-Encoding")
# At the endpoint itself a page is in German, and who wants another language is sent to its page.
PAGE_VARY = ("Vary", "Accept, Accept-Encoding, Accept-Language")
CACHE = ("Cache-Control", "public, no-cache")
APART = 16 << 10  # bytes of a request that is read apart: the longest takes a tenth of a second
NOT_KEPT = ("Cache-Control", "no-store")

# Of what RFC 3986, section 3.2.2, allows in a name what names of machines have, those within a Docker network too (_).
# They have an end, so that none kept for a stranger takes much (RFC 1035, section 2.3.4).
_HOST = re.compile(r"(?:[\w.~-]{1,255}|\[[0-9A-Fa-f:.]{1,45}\])(?::\d{0,5})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers queries over the edition that is being served when a request has been read.

    `refused` is told the kind of problem of each query that is not answered.
    """

    editions: Editions
    refused: Callable[[str], None] = field(default=lambda _: None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        self.editions.look()
        try:
            answer = await self._answer(scope, receive)
        except Problem as problem:
            self.refused(problem.kind.name)
            answer = problem_answer(problem, scope)
        except DisconnectedError:
            return
        if isinstance(answer, Streamed):
            await self._pour(answer, scope, receive, send)
        else:
            await deliver(conditional(answer, scope), scope, send)

    async def _pour(self, answer: Streamed, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await pour(answer, scope, receive, send)
        except Problem as problem:
            self.refused(problem.kind.name)  # and the answer has no end, so the server breaks the connection off
        finally:
            if answer.rest is not None:
                answer.rest.close()

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        method = scope["method"]
        if method == "OPTIONS":
            return options_answer(ALLOWED)
        if method not in METHODS:
            german, english = f"Hier gibt es nur {ALLOWED}.", f"Only {ALLOWED} are available here."
            raise Problem(METHOD, german, english, (("Allow", ALLOWED),))
        spoken = language_of(scope)
        wire = wired(scope, await self._body(scope, receive) if method == "POST" else b"")
        edition, asked = await self._understood(wire)
        if asked is None:
            return _description(edition, scope, spoken)
        if asked.page and spoken is None and wanted(scope) is not GERMAN:
            return page_answer(scope, SPARQL)
        try:
            return await self._queried(edition, asked, scope, receive)
        except Problem as problem:
            if not asked.page:
                raise
            self.refused(problem.kind.name)
            headers = (("Content-Type", HTML.content_type), PAGE_VARY, NOT_KEPT, *problem.headers)
            sent = asked.question.query  # with the lines before it, since the problem may tell one by its number
            return Answer(problem.kind.status, headers, edition.page.refusal(sent, problem, spoken))

    async def _understood(self, wire: Wire) -> tuple[Edition, Asked | None]:
        """What is asked, and the edition that is served when that is known."""
        while True:
            edition, limits = self.editions.current, self.editions.limits
            digest = edition.publication.digest
            if len(wire.query_string) + len(wire.body) <= APART:
                return edition, understood(wire, digest, limits)
            asked = await apart(understood, wire, digest, limits)
            if edition is self.editions.current:
                return edition, asked

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
        left = most = self.editions.limits.body
        told = request_header(scope, b"content-length") or ""
        # Who asks beforehand need not send it; who sends it would be cut off before it reads why it was refused.
        asks = request_header(scope, b"expect") is not None
        too_long = asks and told.isdecimal() and int(told) > most
        while True:
            message = {} if too_long else await receive()
            if message.get("type") == "http.disconnect":
                raise DisconnectedError
            left -= len(message.get("body", b""))
            if too_long or left < 0:
                raise Problem(
                    TOO_LONG,
                    f"Die Anfrage ist länger als die erlaubten {most} Bytes.",
                    f"The request is longer than the limit of {most} bytes.",
                    (("Connection", "close"),),
                )
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(chunks)

    async def _queried(self, edition: Edition, asked: Asked, scope: Scope, receive: Receive) -> Answer:
        check(asked.query, asked.traits, self.editions.limits)
        if scope.get("http_version") == "1.0":  # without chunks the end of a transfer is that of the connection
            asked = asked._replace(question=asked.question._replace(streamed=False))
        if asked.tag is None:
            answer = await unless_gone(_found(edition, asked, scope), receive)
            return answer if not isinstance(answer, Streamed) else await _own(answer, edition, asked, scope, receive)
        known, etag = request_header(scope, b"if-none-match"), asked.etag(steady=edition.engine.steady)
        # The tag is known before the result: what the client has need not be found again.
        if known and known.strip() != "*" and scope["method"] != "POST" and matches(known, etag):
            return Answer(304, (VARY, CACHE, ("ETag", etag)))
        kept = edition.results.get(asked.tag)
        if kept is not None:
            return kept
        answer = await edition.flights.join(asked.shared, lambda: _found(edition, asked, scope), receive)
        return answer if not isinstance(answer, Streamed) else await _own(answer, edition, asked, scope, receive)


async def _found(edition: Edition, asked: Asked, scope: Scope) -> Answer:
    """The answer to a query; a page is in the language that the address of the request tells."""
    result = await edition.engine.ask(asked.question, asked.deadline)
    if result.format == HTML.name and not result.problem:
        page = partial(edition.page.result, asked.query, result.kind, result.body, language_of(scope))
        result = result._replace(body=await apart(page))
    return answer_of(edition, asked, result)


async def gone_on(edition: Edition, asked: Asked, begun: Begun) -> Answer:
    """The answer to a query that a worker has been asked, and whose result is no page."""
    return answer_of(edition, asked, await edition.engine.go_on(begun, asked.question))


def answer_of(edition: Edition, asked: Asked, result: Result) -> Answer:
    """The answer that a result is, which is kept where another has use for it.

    Raises:
        Problem: it is none.
    """
    if result.problem:
        raise explain(result, edition.engine.limits, asked.question.query)
    row = by_name(result.kind, result.format)
    kind, vary = ("Content-Type", row.content_type), PAGE_VARY if row is HTML else VARY
    tagged = () if asked.tag is None else (("ETag", asked.etag(steady=edition.engine.steady)),)
    headers = (kind, vary, CACHE if tagged else NOT_KEPT, *tagged)
    if result.rest is not None:
        return Streamed(200, headers, result.body, result.rest)
    answer = Answer(200, headers, result.body)
    if asked.tag is not None:
        edition.results.put(asked.tag, answer, len(result.body))
    return answer


async def _own(answer: Streamed, edition: Edition, asked: Asked, scope: Scope, receive: Receive) -> Answer:
    """A long result that is for this client alone: what is not held cannot be shared."""
    while answer.rest is not None and (not asked.question.streamed or not answer.rest.claim()):
        found = await unless_gone(_found(edition, asked, scope), receive)
        if not isinstance(found, Streamed):
            return found
        answer = found
    return answer


def _description(edition: Edition, scope: Scope, language: Language | None) -> Answer:
    chosen = choose(request_header(scope, b"accept"), DESCRIPTIONS)
    if chosen is None:
        raise not_acceptable([row.media_type for row in DESCRIPTIONS])
    if chosen is HTML and language is None and wanted(scope) is not GERMAN:
        return page_answer(scope, SPARQL)
    address = _address(scope)
    body = (
        edition.page.form(language)
        if chosen is HTML
        else describe(
            address,
            edition.engine.loaded,
            chosen,
            edition.publication,
            federated=bool(edition.engine.limits.services),
        )
    )
    etag = sha256(body).hexdigest()[:40]
    vary = PAGE_VARY if chosen is HTML else VARY
    return Answer(200, (("Content-Type", chosen.content_type), vary, CACHE, ("ETag", f'"{etag}"')), body)


async def unless_gone(asking: Coroutine[None, None, T], receive: Receive) -> T:
    """The outcome, unless the client goes away first; then the query is ended, since nobody waits for it."""
    task = asyncio.ensure_future(asking)
    try:
        await until_gone(task, receive)
        return task.result()
    finally:
        # Cancelling ends the worker; that must be over before this request counts as done.
        await ended(task)


def wired(scope: Scope, body: bytes) -> Wire:
    """What a request asks with.

    Raises:
        Problem: its Host field is none.
    """
    spoken, given = language_of(scope), request_fields(scope)
    return Wire(
        method=scope["method"],
        query_string=scope["query_string"],
        content_type=given.get(b"content-type", ""),
        body=body,
        accept=given.get(b"accept"),
        address=_address(scope),
        language=spoken.code if spoken else "",
    )


def _address(scope: Scope) -> str:
    """The absolute URL of the endpoint as the client knows it (RFC 9110, section 7.1)."""
    host = request_header(scope, b"host")
    if not host:  # HTTP/1.0 knows none, and who asks for a target without an authority sends an empty one
        name, port = scope["server"]
        host = f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
    return _address_at(scope["scheme"], host)


@lru_cache(maxsize=256)
def _address_at(scheme: str, host: str) -> str:
    if not _HOST.fullmatch(host):
        raise Problem(BAD_REQUEST, "Das Feld „Host“ ist ungültig.", "The Host field is not valid.")
    return f"{scheme}://{host}/{SPARQL}"
