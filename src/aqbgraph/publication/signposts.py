"""What crawlers look for first: sitemap.xml and robots.txt.

https://www.sitemaps.org/protocol.html, https://www.rfc-editor.org/rfc/rfc9309; the languages of a page as
https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from aqbgraph.identifiers import COMPARISON, PARTIES, YEARS
from aqbgraph.publication.frame.found import SEARCH
from aqbgraph.publication.history.history import DATES, DOCUMENTS, lexical
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.publisher.texts import SLOTS
from aqbgraph.publication.queries.sparql_page import SPARQL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.history import History
    from aqbgraph.publication.publisher.settings import Settings

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST = 50_000  # addresses in one file, as the protocol has it
_INDEX = "index.html"
# First parts of the paths of pages that tell nothing of agreements: when they last changed nobody has written down.
_OF_THEMSELVES = frozenset({*(slot.path for slot in SLOTS), SEARCH, SPARQL, "def"})
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def write_signposts(writer: Writer, settings: Settings, history: History) -> None:
    """The sitemap of all pages written so far, with the dates that the history knows, and the rules for crawlers."""
    for name, content in _files(settings.base_iri, pages(writer.noted), modified(history), MOST):
        writer.write(name, content)
    writer.write(ROBOTS, robots(settings.base_iri))


def pages(files: Iterable[str]) -> tuple[str, ...]:
    """The paths of all pages, each with a slash at its end as it is delivered; the start page is the empty one."""
    return tuple(sorted(path.removesuffix(_INDEX) for path in files if path == _INDEX or path.endswith(f"/{_INDEX}")))


def modified(history: History) -> dict[str, str]:
    """When each document, dataset and catalogue last changed, by its IRI, as text."""
    records = {**history.of(DATES), **history.of(DOCUMENTS)}
    return {iri: lexical(history.moments[record.changed])[0] for iri, record in records.items()}


def sitemap(base: str, paths: Sequence[str], dates: Mapping[str, str], most: int = MOST) -> dict[str, bytes]:
    """The files of the sitemap by name: one, or an index and as many as are needed."""
    return dict(_files(base, paths, dates, most))


def _files(base: str, paths: Sequence[str], dates: Mapping[str, str], most: int) -> Iterator[tuple[str, bytes]]:
    """One at a time: together they are as large as a thousand pages."""
    portions = [paths[start : start + most] for start in range(0, len(paths), most)]
    if len(portions) <= 1:
        yield SITEMAP, _urls(base, paths, dates)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(portions) + 1)]
    yield SITEMAP, _list("sitemapindex", (f"<sitemap><loc>{base}{name}</loc></sitemap>" for name in names))
    for name, portion in zip(names, portions, strict=True):
        yield name, _urls(base, portion, dates)


def _urls(base: str, paths: Iterable[str], dates: Mapping[str, str]) -> bytes:
    newest = max(dates.values(), default=None)
    return _list("urlset", (_url(base, path, dates, newest) for path in paths))


def _url(base: str, path: str, dates: Mapping[str, str], newest: str | None) -> str:
    # A page has the date of what it tells of, in every language.
    own = next((one.folder for one in LANGUAGES if one.folder and path.startswith(one.folder)), "")
    same = path.removeprefix(own)
    date = dates.get(base + same.removesuffix("/")) or _of_what_it_shows(base, same, dates, newest)
    last, written = f"<lastmod>{date}</lastmod>" if date else "", quote(same)
    spoken = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(base + folder + written)}"/>'
        for code, folder in (*((one.code, one.folder) for one in LANGUAGES), ("x-default", ""))
    )
    return f"<url><loc>{escape(base + own + written)}</loc>{last}{spoken}</url>"


def _of_what_it_shows(base: str, path: str, dates: Mapping[str, str], newest: str | None) -> str | None:
    """The newest date of what a page shows that is no document itself: of two that it compares, else of any."""
    kind, *others = path.strip("/").split("/")
    if kind in _OF_THEMSELVES:
        return None
    compared = [dates.get(f"{base}{document}/{one}") for one in others for document in (PARTIES, YEARS)]
    shown = list(filter(None, compared)) if kind == COMPARISON else []
    return max(shown, default=newest)


def _list(name: str, entries: Iterable[str]) -> bytes:
    return "\n".join(_lines(name, entries)).encode()


def _lines(name: str, entries: Iterable[str]) -> Iterator[str]:
    yield f"{_HEAD}<{name} {_SPACE}>"
    yield from entries
    yield f"</{name}>\n"


def robots(base: str) -> bytes:
    """Everything may be read; only results of queries, of which there is no end, are not worth a crawler's visit."""
    # A publication whose names live elsewhere (w3id.org) is often served at the root of its host.
    roots = dict.fromkeys(("/", urlsplit(base).path))
    endpoints = [f"{root}{path}" for root in roots for path in ("sparql", "sparql/", "en/sparql/")]
    return (
        "# Gilt nur im Wurzelverzeichnis des Hosts. / Counts at the root of the host only (RFC 9309, section 2.3).\n"
        "User-agent: *\n"
        "Allow: /\n" + "".join(f"Disallow: {path}?\n" for path in endpoints) + "\n"
        f"Sitemap: {base}{SITEMAP}\n"
    ).encode()
