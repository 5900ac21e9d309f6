"""The changes as an Atom feed, for people with a feed reader (RFC 4287): an entry for each document that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from aqbgraph import __version__
from aqbgraph.publication.history.changelog import news
from aqbgraph.publication.history.history import date_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.publication.history.changelog import Log, Logged
    from aqbgraph.publication.publisher.settings import Settings

PATH = "changes/atom.xml"
TITLE = "Änderungen: Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen"
_NAMESPACE = "{http://www.w3.org/2005/Atom}"
# A reader is told of the newest; all of them are on the page and in the feed of the data.
_MOST_ENTRIES, _MOST_OF_ONE = 100, 50
# Told one by one; what follows from them (series, overviews) is counted.
_TOLD = ("agreement/", "reported/", "party/")


def atom(settings: Settings, logs: Sequence[Log]) -> bytes:
    """The feed of all logs (oldest first), newest first. There is always at least one."""
    base = settings.base_iri
    feed = etree.fromstring('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"/>')
    _say(feed, "id", base + PATH)
    _say(feed, "title", TITLE)
    _say(feed, "updated", date_time(logs[-1].moment))
    author = settings.publisher.name if settings.publisher else "aqbgraph"
    _say(etree.SubElement(feed, _NAMESPACE + "author"), "name", author)
    _say(feed, "generator", "aqbgraph", version=__version__)
    _say(feed, "rights", f"{settings.licence.name} ({settings.licence.iri})")
    etree.SubElement(feed, _NAMESPACE + "link", rel="self", type="application/atom+xml", href=base + PATH)
    etree.SubElement(feed, _NAMESPACE + "link", rel="alternate", type="text/html", href=f"{base}changes/index.html")
    for entry in _newest(base, logs):
        feed.append(entry)
    etree.indent(feed, " ")
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8") + b"\n"


def _newest(base: str, logs: Sequence[Log]) -> Iterator[etree._Element]:
    room = _MOST_ENTRIES
    for log in reversed(logs):
        listed = [one for one in news(log) if one.path.startswith(_TOLD)]
        entries = [_document(base, log, one) for one in listed[: min(_MOST_OF_ONE, room)]]
        if (more := log.total - len(entries)) > 0:
            entries.append(_rest(base, log, more, listed=bool(entries)))
        yield from entries
        room -= len(entries)
        if room <= 0:
            break


def _document(base: str, log: Log, one: Logged) -> etree._Element:
    # A title is one line; the first change is the most important.
    title = f"{one.title}: {one.lines[0]}" + (" …" if len(one.lines) > 1 else "")
    page = f"{base}{one.path}/index.html" if one.kind != "Delete" else None
    return _entry(base, log, f"{log.number}-{one.path.replace('/', '-')}", title, "\n".join(one.lines), page)


def _rest(base: str, log: Log, more: int, *, listed: bool) -> etree._Element:
    one, several = ("weiteres Dokument", "weitere Dokumente") if listed else ("Dokument", "Dokumente")
    title = f"Veröffentlichung {log.number}: {more} {one if more == 1 else several}"
    return _entry(base, log, str(log.number), title, title, None)


def _entry(base: str, log: Log, key: str, title: str, text: str, page: str | None) -> etree._Element:
    entry = etree.Element(f"{_NAMESPACE}entry")
    _say(entry, "id", f"{base}changes#{key}")
    _say(entry, "title", _plain(title))
    _say(entry, "updated", date_time(log.moment))
    _say(entry, "content", _plain(text), type="text")
    address = page or f"{base}changes/index.html#publication-{log.number}"
    etree.SubElement(entry, _NAMESPACE + "link", rel="alternate", type="text/html", href=address)
    return entry


def _say(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, _NAMESPACE + name, attributes).text = text


def _plain(text: str) -> str:
    """Text as XML can hold it: control characters that stand in a source have no form there (XML 1.0, 2.2)."""
    return "".join(sign if (sign >= " " and sign not in "\ufffe\uffff") or sign in "\n\t" else " " for sign in text)
