"""The API for those who write no SPARQL, as an ASGI application: named queries, agreements, parties, measures.

Each answer is that of a query in a worker, as those of the endpoint are: with its limits, deadlines and problems.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from fastapi.openapi.utils import get_openapi
from starlette.routing import Route

from aqbgraph import __version__
from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.queries.queries import Fault, queries
from aqbgraph.service.api.asking import asking
from aqbgraph.service.api.listings import listings
from aqbgraph.service.api.openapi import as_json, describe, listed
from aqbgraph.service.api.pages import ApiPages
from aqbgraph.service.api.parameters import Choice, ParameterProblem, given, read
from aqbgraph.service.api.queries import QueryListing
from aqbgraph.service.api.tables import HTML, JSON
from aqbgraph.service.endpoint.sparql import CACHE, NOT_KEPT, VARY
from aqbgraph.service.engines.explain import not_acceptable
from aqbgraph.service.engines.flights import DisconnectedError
from aqbgraph.service.problems import METHOD, NOT_FOUND, Problem
from aqbgraph.service.replies.answers import (
    Answer,
    conditional,
    deliver,
    matches,
    options_answer,
    problem_answer,
    request_header,
)
from aqbgraph.service.replies.negotiation import choose
from aqbgraph.service.replies.spoken import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

    Headers = tuple[tuple[str, str], ...]

    from aqbgraph.publication.languages import Language
    from aqbgraph.service.api.listing import Listing
    from aqbgraph.service.api.parameters import Asked
    from aqbgraph.service.api.tables import ApiFormat
    from aqbgraph.service.editions.editions import Edition, Editions

ALLOWED = "GET, HEAD, OPTIONS"
ROOT = "/api/"
JSON_OR_PAGE = (JSON, HTML)
FORMAT = Choice(tuple(row.name for row in JSON_OR_PAGE))


@dataclass(frozen=True, slots=True)
class Api:
    """Answers requests below /api. `others` are what the framework describes of its own paths there (OpenAPI)."""

    editions: Editions
    others: Mapping[str, Any]
    listings: Mapping[str, Listing] = field(default_factory=listings)
    # Made once: to make and write it takes milliseconds, in which nobody else is answered.
    _openapi: dict[str, Any] = field(init=False)
    _description: Answer = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_openapi", describe(self.listings, self.others))
        object.__setattr__(self, "_description", _kept(as_json(self._openapi), JSON))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        self.editions.look()
        try:
            answer = await self._answer(scope, receive)
        except Problem as problem:
            answer = problem_answer(problem, scope)
        except DisconnectedError:
            return
        await deliver(conditional(answer, scope), scope, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        path, edition = scope["path"], self.editions.current
        below = path.removeprefix(ROOT)
        fixed = {"": self._documentation, "openapi.json": self._described, "queries": self._queries}
        if path != ROOT.rstrip("/") and below not in (*fixed, *self.listings) and path not in self.others["paths"]:
            raise self._unknown(below)
        if scope["method"] == "OPTIONS":
            return options_answer(ALLOWED)
        if scope["method"] not in ALLOWED.split(", ") or path in self.others["paths"]:
            german, english = "Diese Adresse kann nur gelesen werden.", "This address can only be read."
            raise Problem(METHOD, german, english, (("Allow", ALLOWED),))
        if path == ROOT.rstrip("/"):
            return Answer(308, (("Location", "api/"),))
        if below in fixed:
            return fixed[below](edition, scope)
        return await self._listed(edition, self.listings[below], scope, receive)

    def _unknown(self, below: str) -> Problem:
        kind, _, name = below.rpartition("/")
        there = ", ".join(path.removeprefix("queries/") for path in self.listings if path.startswith("queries/"))
        if kind == "queries":
            return Problem(
                NOT_FOUND,
                f"Eine Abfrage „{name}“ gibt es nicht. Vorhanden sind: {there}.",
                f'There is no query "{name}". There are: {there}.',
            )
        return Problem(
            NOT_FOUND,
            "Unter dieser Adresse gibt es nichts; was es gibt, steht unter /api/.",
            "There is nothing at this address; what there is is listed at /api/.",
        )

    def _documentation(self, edition: Edition, scope: Scope) -> Answer:
        return _kept(_pages(edition, scope).documentation(self._openapi), HTML)

    def _described(self, _: Edition, __: Scope) -> Answer:
        return self._description

    def _queries(self, _: Edition, scope: Scope) -> Answer:
        values = given(scope["query_string"])
        wrong = tuple(_no_parameter(name) for name in values if name != "format")
        if "format" in values and not FORMAT.accepts(values["format"]):
            value = values["format"]
            wrong += (Fault("format", f"„{value}“ ist {FORMAT.german}.", f'"{value}" is {FORMAT.english}.'),)
        if wrong:
            raise ParameterProblem(wrong)
        chosen = _chosen(values.get("format", ""), JSON_OR_PAGE, scope)
        if chosen is HTML:
            return Answer(303, (("Location", "./#queries"), VARY, CACHE))
        return _kept(as_json(listed(queries())), JSON)

    async def _listed(self, edition: Edition, listing: Listing, scope: Scope, receive: Receive) -> Answer:
        form = _is_form(scope, listing)
        values = given(scope["query_string"], _fields(listing) if form else ())
        try:
            asked = read(values, listing.faults(values), listing.paging)
            chosen = _chosen(asked.format, listing.formats, scope)
            etag = _etag(edition, listing, asked, chosen, language_of(scope) or GERMAN)
            known = request_header(scope, b"if-none-match")
            headers = (("Content-Type", chosen.content_type), VARY, CACHE, ("ETag", etag))
            if known and known.strip() != "*" and matches(known, etag):
                return conditional(Answer(200, headers), scope)
            kept = edition.results.get(etag)
            if kept is not None:
                return kept
            # All who ask the same wait for one evaluation, and its answer is kept beside those of the endpoint.
            return await edition.flights.join(
                etag, lambda: _found(edition, listing, asked, chosen, headers, scope), receive
            )
        except Problem as problem:
            if not (form and isinstance(listing, QueryListing)):
                raise
            if isinstance(problem, ParameterProblem) and not values.keys() - {"format"}:
                return _kept(_pages(edition, scope).form(listing), HTML)
            page = _pages(edition, scope).refusal(listing, values, problem)
            refused = (("Content-Type", HTML.content_type), VARY, NOT_KEPT, *problem.headers)
            return Answer(problem.kind.status, refused, page)


async def _found(
    edition: Edition, listing: Listing, asked: Asked, chosen: ApiFormat, headers: Headers, scope: Scope
) -> Answer:
    """The answer of a listing, which is kept."""
    ask = asking(edition.publication, edition.engine)
    body, more = await listing.answer(asked, chosen, ask, _pages(edition, scope))
    answer = Answer(200, (*headers, *_links(scope, listing, asked, chosen, more=more)), body)
    edition.results.put(answer.header("etag"), answer, len(body))
    return answer


def _pages(edition: Edition, scope: Scope) -> ApiPages:
    """The pages in the language that the address tells."""
    return ApiPages(edition.publication, language_of(scope) or GERMAN)


def _no_parameter(name: str) -> Fault:
    return Fault(name, f"Einen Parameter „{name}“ gibt es hier nicht.", f'There is no parameter "{name}" here.')


def _is_form(scope: Scope, listing: Listing) -> bool:
    """Whether the page is asked for, whose form sends what is left empty as well."""
    asked = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("format")
    if HTML not in listing.formats:
        return False
    return asked == HTML.name if asked else choose(request_header(scope, b"accept"), listing.formats) is HTML


def _fields(listing: Listing) -> tuple[str, ...]:
    """What the form of a listing sends."""
    return tuple(found["name"] for found, _, _ in listing.parameters())


def _chosen(name: str, formats: tuple[ApiFormat, ...], scope: Scope) -> ApiFormat:
    if name:
        return next(row for row in formats if row.name == name)
    chosen = choose(request_header(scope, b"accept"), formats)
    if chosen is None:
        raise not_acceptable([row.media_type for row in formats])
    return chosen


def _etag(edition: Edition, listing: Listing, asked: Asked, row: ApiFormat, language: Language) -> str:
    """Strong: the order of rows is total, so the same question of the same data has the same bytes."""
    spoken = (language.code,) if row is HTML else ()
    parts = (edition.publication.digest, __version__, listing.path, asked.key, row.name, *spoken)
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"'


def _kept(body: bytes, row: ApiFormat) -> Answer:
    headers = (("Content-Type", row.content_type), VARY, CACHE, ("ETag", f'"{sha256(body).hexdigest()[:40]}"'))
    return Answer(200, headers, body)


def _links(
    scope: Scope, listing: Listing, asked: Asked, chosen: ApiFormat, *, more: bool
) -> tuple[tuple[str, str], ...]:
    """Where the pages before and behind this one are (RFC 8288), its other forms, and what describes it."""
    name = scope["path"].rpartition("/")[2]
    links = []

    def link(relation: str, offset: int, form: str = asked.format, kind: str = "") -> None:
        changed = (
            {"offset": offset, "limit": asked.limit}
            if asked.limit != listing.paging.limit.default
            else {"offset": offset}
        )
        query = {**asked.values, **changed, **({"format": form} if form else {})}
        kept = {key: value for key, value in query.items() if key != "offset" or value}
        links.append(f'<{name}?{urlencode(kept)}>; rel="{relation}"' + (f'; type="{kind}"' if kind else ""))

    if asked.offset:
        link("first", 0)
        link("prev", max(0, asked.offset - asked.limit))
    if more:
        link("next", asked.offset + asked.limit)
    for row in listing.formats:
        if row is not chosen:
            link("alternate", asked.offset, row.name, row.media_type)
    up = "../" * listing.path.count("/")
    links.append(f'<{up}openapi.json>; rel="service-desc"; type="application/json"')  # RFC 8631
    return (("Link", ", ".join(links)),)


def api_routes(editions: Editions, app: FastAPI) -> list[Route]:
    """The routes of the API, to stand behind those of the framework, which its description takes in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GET and HEAD of one path share a name
        others = get_openapi(title=app.title, version=app.version, routes=app.routes)
    for methods in others["paths"].values():
        methods.pop("head", None)
    api = Api(editions, others)
    return [Route(ROOT.rstrip("/"), api), Route(ROOT + "{path:path}", api)]
