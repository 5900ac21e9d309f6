"""Which published file answers a path: files as they are, resources by negotiation.

The document `{base}P` is published as P/index.html, P.ttl, P.jsonld, … A client that wants the page is sent to P/, for
which the page's relative links are written, or to en/P/ if it wants English rather than German; one that wants data
gets the file at P itself.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from aqbgraph.publication.formats import RESOURCE_FORMATS, TRIG, TURTLE, Format, content_type
from aqbgraph.publication.hosting.headers import CACHE
from aqbgraph.publication.languages import ENGLISH as ENGLISH_PAGES
from aqbgraph.service.editions.files import opened, read
from aqbgraph.service.editions.in_graph import InGraph, added
from aqbgraph.service.engines.explain import not_acceptable
from aqbgraph.service.problems import METHOD, NOT_FOUND, RANGE, Problem
from aqbgraph.service.replies.answers import (
    Answer,
    FilePart,
    conditional,
    options_answer,
    problem_answer,
    request_header,
)
from aqbgraph.service.replies.negotiation import choose
from aqbgraph.service.replies.wording import ENGLISH, speaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Scope

    from aqbgraph.publication.disk.published import Publication, PublishedFile

ALLOWED = "GET, HEAD, OPTIONS"
INDEX = "index.html"
MISSING = "404.html"
ASSETS = "assets/"  # ours, not the publisher's: his licence does not speak of them
WHOLE = 1 << 20  # bytes up to which a file is read at once

# A number of thousands of digits would not even be read.
_RANGE = re.compile(r"bytes=(?:(\d{1,1000})-(\d{0,1000})|-(\d{1,1000}))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Variant:
    """A form of a resource: media type, other types for it, its address after the path, and the file it is made of."""

    media_type: str
    also: tuple[str, ...]
    ending: str
    made_of: str = ""

    @property
    def source(self) -> str:
        """The ending of the file that has to be there."""
        return self.made_of or self.ending


PAGE = Variant("text/html", ("application/xhtml+xml",), f"/{INDEX}")


def _data_variant(row: Format) -> Variant:
    return Variant(row.media_type, row.also, row.suffix)


# Data first: a client that does not say text/html, as every browser does, is a program. RFC 9110, section 12.5.1
# leaves the choice among equals to the server.
_IN_GRAPH = Variant(TRIG.media_type, TRIG.also, TRIG.suffix, TURTLE.suffix)
VARIANTS = (*(_data_variant(row) for row in RESOURCE_FORMATS), _IN_GRAPH, PAGE)


@dataclass(frozen=True, slots=True)
class Resources:
    """The files of a publication, and which of them answers a request."""

    publication: Publication

    def answer(self, scope: Scope) -> Answer:
        """The answer to a request; it has to be delivered."""
        try:
            return self._answer(scope)
        except Problem as problem:
            return problem_answer(problem, scope)

    def _answer(self, scope: Scope) -> Answer:
        if scope["method"] == "OPTIONS":
            return options_answer(ALLOWED)
        if scope["method"] not in ("GET", "HEAD"):
            raise Problem(
                METHOD,
                "Diese Adresse kann nur gelesen werden.",
                "This address can only be read.",
                (("Allow", ALLOWED),),
            )
        path = scope["path"].removeprefix("/")
        files = self.publication.files
        variants = self._variants(path)
        # Beside `.well-known/void` lie its other formats, as beside a resource: the file is there for static hosts.
        if path in files and not variants:
            return self._file(path, scope, self._links(path))
        if path + INDEX in files and (path.endswith("/") or not path):
            return self._file(path + INDEX, scope, self._links(path + INDEX))
        if variants:
            return self._negotiated(path, variants, scope)
        if path.endswith(_IN_GRAPH.ending) and path.removesuffix(_IN_GRAPH.ending) + _IN_GRAPH.source in files:
            return self._in_graph(path, scope, self._links(path))
        return self._missing(scope)

    def _variants(self, path: str) -> tuple[Variant, ...]:
        return tuple(row for row in VARIANTS if path and path + row.source in self.publication.files)

    def _negotiated(self, path: str, variants: tuple[Variant, ...], scope: Scope) -> Answer:
        chosen = choose(request_header(scope, b"accept"), variants)
        name = quote(path.rpartition("/")[2])
        if chosen is None:
            problem = not_acceptable([row.media_type for row in variants])
            links = ", ".join(_link(_address(name, row), "alternate", row.media_type) for row in variants)
            raise Problem(problem.kind, problem.german, problem.english, (*problem.headers, ("Link", links)))
        if chosen is PAGE:
            # Relative, so that it holds behind a proxy that serves this below a path (RFC 9110, section 10.2.2).
            target = self._spoken(path, request_header(scope, b"accept-language")) or f"{name}/"
            return Answer(303, (("Location", target), ("Vary", "Accept, Accept-Language"), ("Cache-Control", CACHE)))
        more = (
            ("Content-Location", name + chosen.ending),
            ("Vary", "Accept"),
            *self._links(path + chosen.ending, base=name),
        )
        name = path + chosen.ending
        return (self._file if name in self.publication.files else self._in_graph)(name, scope, more)

    def _spoken(self, path: str, accepted: str | None) -> str | None:
        """From a resource to its page in English, if that is what is wanted and there is one."""
        page = f"{ENGLISH_PAGES.folder}{path}/"
        if speaks(accepted) is not ENGLISH or page + INDEX not in self.publication.files:
            return None
        return "../" * path.count("/") + quote(page)

    def _links(self, file: str, base: str = "") -> tuple[tuple[str, str], ...]:
        """The Link field of a file: a resource's other forms and its document's name (RFC 8288, RFC 6596); licence."""
        links = [*self._relations(file, base)]
        if self.publication.licence and not file.startswith(ASSETS):
            links.append(f'<{_uri(self.publication.licence)}>; rel="license"')  # RFC 4946
        return (("Link", ", ".join(links)),) if links else ()

    def _relations(self, file: str, base: str) -> Iterator[str]:
        ending = next((row.ending for row in VARIANTS if file.endswith(row.ending)), None)
        path = file.removesuffix(ending) if ending else ""
        variants = self._variants(path)
        if len(variants) < 2:
            return
        last = quote(path.rpartition("/")[2])
        name = base or (f"../{last}" if ending == PAGE.ending else last)
        for row in variants:
            if row.ending != ending:
                yield _link(_address(name, row), "alternate", row.media_type)
        yield f'<{_uri(self.publication.base)}{quote(path)}>; rel="canonical"'
        if ending == PAGE.ending:
            described = next(row for row in variants if row is not PAGE)
            yield _link(_address(name, described), "describedby", described.media_type)

    def _file(self, name: str, scope: Scope, more: tuple[tuple[str, str], ...], status: int = 200) -> Answer:
        entry = self.publication.files[name]
        path = self.publication.folder / name
        headers = (
            ("Content-Type", content_type(name)),
            ("ETag", f'"{entry.sha256}"'),
            ("Last-Modified", self.publication.modified),
            ("Cache-Control", CACHE),
            ("Accept-Ranges", "bytes"),
            *_language(name),
            *more,
        )
        # What the client has already need not be read; and this goes before Range (RFC 9110, section 13.2.2).
        known = conditional(Answer(status, headers), scope)
        if known.status == 304:
            return known
        part = self._part(scope, entry) if status == 200 else None
        if part is not None:
            start, end = part
            partial = (*headers, ("Content-Range", f"bytes {start}-{end - 1}/{entry.size}"))
            return Answer(206, partial, FilePart(opened(path, entry), start, end - start))
        if entry.size > WHOLE:
            file = None if scope["method"] == "HEAD" else opened(path, entry)
            return Answer(status, headers, FilePart(file, 0, entry.size))
        return Answer(status, headers, read(path, entry))

    def _in_graph(self, name: str, scope: Scope, more: tuple[tuple[str, str], ...]) -> Answer:
        """The Turtle of a resource as TriG, with its document for the name of the graph, as in the dump."""
        path = name.removesuffix(_IN_GRAPH.ending)
        source = path + _IN_GRAPH.source
        entry = self.publication.files[source]
        headers = (
            ("Content-Type", _IN_GRAPH.media_type),
            ("ETag", f'"{entry.sha256}-graph"'),
            ("Last-Modified", self.publication.modified),
            ("Cache-Control", CACHE),
            *more,
        )
        known = conditional(Answer(200, headers), scope)
        if known.status == 304:
            return known
        graph = self.publication.base + path
        file = None if scope["method"] == "HEAD" else opened(self.publication.folder / source, entry)
        made = io.BufferedReader(InGraph(file, graph)) if file is not None else None
        return Answer(200, headers, FilePart(made, 0, entry.size + added(graph)))

    def _part(self, scope: Scope, entry: PublishedFile) -> tuple[int, int] | None:
        """The range asked for, end exclusive; None for the whole (RFC 9110, section 14.2: other ranges are ignored)."""
        match = _RANGE.fullmatch((request_header(scope, b"range") or "").strip())
        # With If-Range the range holds for that representation only (section 13.1.5); a date is no strong validator.
        holds_for = request_header(scope, b"if-range")
        if match is None or scope["method"] != "GET" or holds_for not in (None, f'"{entry.sha256}"'):
            return None
        size = entry.size
        first, last, suffix = match.groups()
        start = int(first) if first else max(0, size - int(suffix))
        end = min(int(last) + 1, size) if last else size
        if first and last and int(last) < int(first):
            return None  # not a range, even behind the end (section 14.1.1)
        if start >= size:
            raise Problem(
                RANGE,
                f"Die Datei hat nur {size} Bytes.",
                f"The file has {size} bytes only.",
                (("Content-Range", f"bytes */{size}"),),
            )
        return (start, end) if start < end else None

    def _missing(self, scope: Scope) -> Answer:
        wanted = choose(request_header(scope, b"accept") or "*/*", (_PROBLEM, PAGE))
        missing = self._missing_page(scope["path"].removeprefix("/"))
        if wanted is PAGE and missing is not None:
            answer = self._file(missing, scope, (("Vary", "Accept"),), status=404)
            unconditional = tuple(pair for pair in answer.headers if pair[0] not in ("ETag", "Last-Modified"))
            return Answer(404, unconditional, answer.body)
        raise Problem(
            NOT_FOUND,
            "Unter dieser Adresse ist nichts veröffentlicht.",
            "Nothing is published at this address.",
            (("Vary", "Accept"),),
        )

    def _missing_page(self, path: str) -> str | None:
        """The page for what does not exist, in the language of the folder where it was looked for."""
        english = path.startswith(ENGLISH_PAGES.folder)
        names = (ENGLISH_PAGES.folder + MISSING, MISSING) if english else (MISSING,)
        return next((name for name in names if name in self.publication.files), None)


_PROBLEM = Variant("application/problem+json", ("application/json",), "")


def _language(file: str) -> tuple[tuple[str, str], ...]:
    """The language of a page (RFC 9110, section 8.5)."""
    if not file.endswith(INDEX):
        return ()
    return (("Content-Language", ENGLISH_PAGES.code if file.startswith(ENGLISH_PAGES.folder) else "de"),)


def _address(name: str, row: Variant) -> str:
    return f"{name}/" if row is PAGE else name + row.ending


def _uri(iri: str) -> str:
    """An IRI as a URI (RFC 3987, section 3.1): header fields take no other letters."""
    return quote(iri, safe="%/:?#[]@!$&'()*+,;=~")


def _link(target: str, relation: str, media_type: str) -> str:
    return f'<{target}>; rel="{relation}"; type="{media_type}"'
