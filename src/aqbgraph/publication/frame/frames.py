"""What every page has around its content: relative links, navigation, data links, embedded JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from aqbgraph import __version__
from aqbgraph.graph.mapping import context
from aqbgraph.identifiers import ACCOUNTING, COMPARISON, MEASURE_TYPES, PARTIES, REPORTED, SERIES, WORDING, YEARS
from aqbgraph.publication.formats import RESOURCE_FORMATS
from aqbgraph.publication.frame.citing import cited
from aqbgraph.publication.frame.found import SEARCH, found_of
from aqbgraph.publication.frame.head import address, open_graph, web_page
from aqbgraph.publication.frame.views import Alternate, Frame, Link, OtherLanguage
from aqbgraph.publication.languages import GERMAN, LANGUAGES, Language, later
from aqbgraph.publication.publisher.texts import ABOUT, EASY_LANGUAGE, SIGN_LANGUAGE, SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aqbgraph.publication.frame.views import Found
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.publisher.texts import Slot

# Path → entry of the site's navigation, and of the foot of each page; the texts are looked up when a page is made.
NAVIGATION = {
    PARTIES: later("Orte"),
    YEARS: later("Jahre"),
    SERIES: later("Projekte"),
    COMPARISON: later("Vergleich"),
    WORDING: later("Wortlaut"),
    "queries": later("Abfragen"),
    "data": later("Daten"),
}
FOOTER = {
    "changes": later("Änderungen"),
    ACCOUNTING: later("Datenqualität"),
    MEASURE_TYPES: later("Maßnahmenarten"),
    "def/aqb": later("Ontologie"),
    "sparql": later("SPARQL"),
}
# First part of a path that is no entry itself → the entry that it belongs to.
SECTIONS = {
    "agreement": YEARS,
    REPORTED: YEARS,
    "programme": YEARS,
    MEASURE_TYPES: SERIES,
    "sparql": "queries",
    **dict.fromkeys(("changes", ACCOUNTING, "def", "dataset", "catalogue", "cube"), "data"),
}
# Left out of what a page embeds: a browser has the sentences on the page, a harvester gets them from the data file.
_NOT_EMBEDDED = frozenset({"accounting", "evidence", "text", "statement", "wordings"})


def root(path: str, language: Language = GERMAN) -> str:
    """From the page of a path to the folder of the publication, where the files are that exist once."""
    return "../" * len([part for part in f"{language.folder}{path}".split("/") if part])


def href(here: str, target: str, fragment: str = "") -> str:
    """From page to page of the same language, by file, so that it works from disk as well as from any host."""
    file = f"{target}/index.html" if target else "index.html"
    return f"{root(here)}{file}{'#' + fragment if fragment else ''}"


def file_href(settings: Settings, here: str, file: str) -> str:
    """From the page of a path to a file that exists once: data, a picture, a script."""
    return f"{root(here, settings.language)}{file}"


def alternates(settings: Settings, here: str, path: str) -> tuple[Alternate, ...]:
    """The data files of a resource."""
    return tuple(
        Alternate(file_href(settings, here, path + row.suffix), row.media_type, row.name) for row in RESOURCE_FORMATS
    )


def frame(
    settings: Settings,
    path: str,
    title: str,
    description: str,
    *,
    trail: Iterable[tuple[str, str]] = (),
    json_ld: Mapping[str, Any] | None = None,
    data: tuple[Alternate, ...] | None = None,
    found: Found | None = None,
) -> Frame:
    """The frame of the page of a path; `trail` are the pages above it, path and text.

    `found` is by what search finds the page, where there is more to say than its path does.
    """
    language, kind = settings.language, path.partition("/")[0]
    section = SECTIONS.get(kind, kind)
    above = tuple(trail) or (((section, language.say(NAVIGATION[section])),) if section != kind else ())
    steps = (("", language.say("Start")), *above)
    shown = alternates(settings, path, path) if data is None else data
    return Frame(
        language=language.code,
        others=tuple(_other(settings, path, other) for other in LANGUAGES if other is not language),
        title=title,
        description=description,
        root=root(path, language),
        home=href(path, ""),
        iri=settings.base_iri + path,
        page=address(settings, path),
        any_language=address(settings, path, GERMAN),
        alternates=shown,
        json_ld=None if json_ld is None else json.dumps(embedded(json_ld), ensure_ascii=False),
        navigation=_links(settings, path, NAVIGATION),
        footer=(*_slots(settings, path, (ABOUT,)), *_links(settings, path, FOOTER), *_slots(settings, path, SLOTS[1:])),
        here=href(path, section),
        trail=tuple(Link(href(path, target), text) for target, text in steps) if path else (),
        licence=Link(settings.licence.iri, settings.licence.name),
        version=__version__,
        found=found or found_of(path),
        search=href(path, SEARCH) if settings.search else None,
        logo=file_href(settings, path, (settings.theme and settings.theme.logo) or "assets/icon.svg"),
        style=file_href(settings, path, settings.theme.style) if settings.theme and settings.theme.style else None,
        open_graph=open_graph(settings, address(settings, path), title, description),
        web_page=web_page(settings, path, title, description, steps, topic=_topic(json_ld)),
        access=_slots(settings, path, (EASY_LANGUAGE, SIGN_LANGUAGE)),
        citation=cited(settings, path, title),
        notice=_notice(settings),
    )


def _notice(settings: Settings) -> str | None:
    """What stands above the page; in German, and marked so, where that is all there is (WCAG 2.2, 3.1.2)."""
    notice = settings.notice
    if notice is None:
        return None
    if settings.language.is_source:
        return notice.de
    return notice.en or Markup('<span lang="de">{}</span>').format(notice.de)


def _topic(document: Mapping[str, Any] | None) -> str | None:
    """The IRI of what a document is about, where that is a thing of its own."""
    topic = str((document or {}).get("primaryTopic", {}).get("id", ""))
    return f"{document['@context']['@base']}{topic}" if document and topic.startswith("#") else topic or None


def moved(settings: Settings, made: Frame, path: str) -> Frame:
    """The frame of a page that is delivered at another path than the one that its links start from."""
    start = (("", settings.language.say("Start")),)
    here = settings.base_iri + path
    return replace(
        made,
        iri=here,
        page=here,
        any_language=here,
        here="",
        open_graph=open_graph(settings, here, made.title, made.description),
        web_page=web_page(settings, path, made.title, made.description, start, page=here),
    )


def _other(settings: Settings, path: str, language: Language) -> OtherLanguage:
    folder = root(path, settings.language) + language.folder
    return OtherLanguage(
        href=f"{folder}{path}/index.html" if path else f"{folder}index.html",
        iri=address(settings, path, language),
        code=language.code,
        name=language.name,
    )


def _links(settings: Settings, here: str, table: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(Link(href(here, path), settings.language.say(text)) for path, text in table.items())


def _slots(settings: Settings, here: str, slots: Iterable[Slot]) -> tuple[Link, ...]:
    return tuple(Link(href(here, slot.path), settings.language.of(slot.label)) for slot in slots)


def embedded(document: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON-LD document without evidence and long texts, with only the terms of the context that it uses."""
    kept = _without(document)
    used = _names(kept)
    all_terms = context()
    terms = {name: term for name, term in all_terms.items() if name in used or name.startswith("@")}
    prefixes = {_term_id(term).partition(":")[0] for term in terms.values()}
    base = document["@context"]["@base"]
    namespaces = {name: all_terms[name] for name in sorted(prefixes) if isinstance(all_terms.get(name), str)}
    types = {name: all_terms[name] for name in sorted(_datatypes(terms)) if name in all_terms}
    return {"@context": {"@base": base, **namespaces, **types, **terms}, **kept}


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(item) for name, item in value.items() if name not in (*_NOT_EMBEDDED, "@context")}
    return [_without(item) for item in value] if isinstance(value, list) else value


def _names(value: Any) -> set[str]:
    """Keys, and the names of types, which are terms too."""
    if isinstance(value, list):
        return set().union(*map(_names, value))
    if not isinstance(value, dict):
        return set()
    types = value.get("type", "")
    return {*value, *([types] if isinstance(types, str) else types)}.union(*map(_names, value.values()))


def _term_id(term: Any) -> str:
    return str(term["@id"] if isinstance(term, dict) else term)


def _datatypes(terms: Mapping[str, Any]) -> set[str]:
    return {str(term.get("@type", "")).partition(":")[0] for term in terms.values() if isinstance(term, dict)} - {"@id"}
