"""Pages that the service makes itself exist in each language at an address of its own, as all pages do.

`/sparql` and the paths of the API serve programs; who wants a page of the endpoint there is sent to that in the wanted
language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import ENGLISH, GERMAN, Language
from aqbgraph.publication.publisher.settings import LICENCES, Licence, Settings
from aqbgraph.publication.queries.query_views import Refusal
from aqbgraph.publication.search.search_page import searchable
from aqbgraph.service.replies import wording
from aqbgraph.service.replies.answers import Answer, request_header

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.service.problems import Problem

# What may stand in the query of a URI (RFC 3986, section 3.4); the client may have sent anything else as well.
_KEPT = "%!$&'()*+,;=:@/?-._~"
# The language of the page that is asked for, where the address tells it.
_KEY = "aqbgraph.language"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Answers in a language, at addresses that begin with the folder of its pages."""

    app: ASGIApp
    language: Language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        path = "/" + scope["path"].removeprefix("/").removeprefix(self.language.folder)
        await self.app({**scope, "path": path, _KEY: self.language}, receive, send)


def language_of(scope: Scope) -> Language | None:
    """The language that the address of a request tells, None where it tells none."""
    found: Language | None = scope.get(_KEY)
    return found


def wanted(scope: Scope) -> Language:
    """The language of pages that a client wants (RFC 9110, section 12.5.4)."""
    return ENGLISH if wording.speaks(request_header(scope, b"accept-language")) is wording.ENGLISH else GERMAN


def page_answer(scope: Scope, name: str) -> Answer:
    """Sends a client to the page of this name in the language it wants, with all that it asked."""
    asked = quote(scope["query_string"], safe=_KEPT)
    target = f"{wanted(scope).folder}{name}/" + (f"?{asked}" if asked else "")
    # The body goes along with 307 (RFC 9110, section 15.4.8).
    status = 307 if scope["method"] == "POST" else 303
    return Answer(status, (("Location", target), ("Vary", "Accept, Accept-Language"), ("Cache-Control", "no-store")))


def settings_of(publication: Publication, language: Language) -> Settings:
    """What the pages beside those of a publication are made with."""
    iri = publication.licence
    licence = next((row for row in LICENCES.values() if row.iri == iri), Licence(iri or "", iri or ""))
    return Settings(
        publication.base, licence, language=language, search=searchable(publication), theme=publication.theme
    )


def licence_link(publication: Publication, made: Link, here: str, language: Language) -> Link:
    """The licence; older publications do not name it in the list of files, but on the page of their data."""
    return made if publication.licence else Link(href(here, "data"), language.say("siehe Daten"))


def refusal(problem: Problem, language: Language) -> Refusal:
    """A problem in a language."""
    kind = problem.kind
    return Refusal(kind.german, problem.german) if language.is_source else Refusal(kind.english, problem.english)
