"""What a publication changes, written for followers: feeds for programs, a log in words for people.

The log of a publication (`changes/3.json`) is written once, when both the old and the new data are at hand, and goes on
from publication to publication like the pages of the feeds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from aqbgraph.graph.store import in_order
from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.publication.disk.untrusted import FAULTS, why
from aqbgraph.publication.formats import N_TRIPLES
from aqbgraph.publication.history.atom import PATH as ATOM
from aqbgraph.publication.history.atom import atom
from aqbgraph.publication.history.changelog import Log, Logged, order, read_log
from aqbgraph.publication.history.changes_page import PATH, changes_view
from aqbgraph.publication.history.differences import difference, moved
from aqbgraph.publication.history.feeds import CREATE, DELETE, UPDATE, Feed, Pages, activities, view
from aqbgraph.publication.history.history import CATALOGUE, DOCUMENTS, STATE, advanced, damaged, remembered, written
from aqbgraph.publication.history.telling import Words
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.offers import Text
from aqbgraph.publication.output import write_page
from aqbgraph.publication.rdf.digests import content_of, said
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.history.differences import Difference
    from aqbgraph.publication.history.feeds import Activity, Payload
    from aqbgraph.publication.history.history import Digests, History
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

# What every member of the data's feed is like, so that clients can check it.
SHAPE = "changes/shape.ttl"
FEEDS = (
    Feed(
        DOCUMENTS,
        "feed",
        Text("Änderungen der Daten", "Changes of the data"),
        f"{DEFAULT_BASE}{SHAPE}#Activity",
    ),
    Feed(
        CATALOGUE,
        "catalogue",
        Text("Änderungen des Katalogs", "Changes of the catalogue"),
        "https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape",
    ),
)
# More than these are counted, not told: the feed has them all.
_MOST_DOCUMENTS, _MOST_LINES = 500, 20


@dataclass(frozen=True, slots=True)
class Documents:
    """The payload of the data's feed: the graphs of the documents in a folder, without their listings."""

    folder: Path
    base: str

    def triples(self, iri: str) -> Iterable[Triple]:
        """The graph of a document."""
        return parsed(self.folder, iri.removeprefix(self.base))

    def size(self, iri: str) -> int:
        """As Turtle it takes about a third of what it takes as N-Triples."""
        return (self.folder / f"{iri.removeprefix(self.base)}{N_TRIPLES.suffix}").stat().st_size // 3


@dataclass(frozen=True, slots=True)
class Entities:
    """The payload of the catalogue's feed: the statements on each entity, by its IRI."""

    entities: Mapping[str, tuple[Triple, ...]]

    def triples(self, iri: str) -> Iterable[Triple]:
        """The statements on an entity."""
        return in_order(self.entities[iri])

    def size(self, iri: str) -> int:
        """Some hundred bytes a statement."""
        return 100 * len(self.entities[iri])


def parsed(folder: Path, path: str) -> tuple[Triple, ...]:
    """The graph of a document without its listings."""
    found = parse(said(content_of(folder, path)), format=RdfFormat.N_TRIPLES)
    return tuple(quad.triple for quad in found)


def write_changes(
    writer: Writer,
    settings: Settings,
    before: History,
    at: datetime,
    digests: Digests,
    entities: Mapping[str, tuple[Triple, ...]],
) -> History:
    """Writes state, feeds and log; returns the history with this publication in it, if it changed anything.

    `digests` are those of the documents and of keys that only have dates; `entities` what the catalogue says of each
    of its entities, whose digests are taken here.
    """
    taken = {iri: _digest(triples) for iri, triples in entities.items()}
    now = advanced(before, at, {**digests, CATALOGUE: taken})
    _carry_on(writer, before)
    if now is not before:
        payloads: dict[str, Payload] = {
            DOCUMENTS: Documents(writer.folder, settings.base_iri),
            CATALOGUE: Entities(entities),
        }
        now = replace(now, pages=_pages(writer, settings.base_iri, before, now, payloads))
        made = activities(before.of(DOCUMENTS), now.of(DOCUMENTS))
        writer.write(log_path(len(before.moments)), _log(writer.folder, settings.base_iri, before, at, made).written())
    _write_views(writer, settings, now)
    writer.write(STATE, written(now, settings.base_iri))
    return now


def _pages(
    writer: Writer, base: str, before: History, now: History, payloads: Mapping[str, Payload]
) -> dict[str, tuple[int, ...]]:
    """Writes the new pages of each feed; returns how many each publication has."""
    counts: dict[str, tuple[int, ...]] = {}
    for feed in FEEDS:
        made = activities(before.of(feed.section), now.of(feed.section))
        written_pages = 0
        for path, content in Pages(feed, base, now.moments).written(made, payloads[feed.section]):
            writer.write(path, content)
            written_pages += 1
        counts[feed.section] = (*before.pages.get(feed.section, ()), written_pages)
    return counts


def _write_views(writer: Writer, settings: Settings, now: History) -> None:
    """What is written anew with each publication: where followers begin, and what people read."""
    writer.write(SHAPE, _shape(settings.base_iri))
    for feed in FEEDS:
        content = view(feed, settings.base_iri, settings.licence.iri, now.moments, now.pages[feed.section])
        writer.write(feed.path, content)
    logs = [_read(writer.folder, number, moment) for number, moment in enumerate(now.moments)]
    writer.write(ATOM, atom(settings, logs))
    write_page(writer, settings, PATH, "changes", partial(changes_view, logs=logs, feeds=FEEDS))


def _shape(base: str) -> bytes:
    """The shape as it is written, lists and comments included, with names below the base."""
    return (folder("shapes") / "changes.ttl").read_bytes().replace(DEFAULT_BASE.encode(), base.encode())


def _read(place: Path, number: int, moment: datetime) -> Log:
    path = place / log_path(number)
    try:
        return read_log(path.read_bytes(), number + 1, moment)
    except FAULTS as error:
        raise damaged(path, why(error)) from error


def log_path(number: int) -> str:
    """Where the log of a publication (from 0) lies."""
    return f"changes/{number + 1}.json"


def _digest(triples: Iterable[Triple]) -> str:
    return sha256("\n".join(sorted(map(str, triples))).encode()).hexdigest()[:32]


def _carry_on(writer: Writer, before: History) -> None:
    """All pages and logs that were ever written, as they are.

    Raises:
        PublicationError: one of them is not as it was listed.
    """
    if before.folder is None:
        return
    for name in kept(before):
        remembered(before, name)
        writer.take(name, before.folder / name, before.listed[name])


def kept(history: History) -> Iterable[str]:
    """The files that stay for ever: the pages of the feeds, and the logs."""
    for number in range(len(history.moments)):
        for feed in FEEDS:
            yield from (feed.page(number, part) for part in range(history.pages[feed.section][number]))
        yield log_path(number)


def _log(place: Path, base: str, before: History, at: datetime, made: Sequence[Activity]) -> Log:
    """What changed, in words: agreements first."""
    counts = {kind: sum(one.kind == kind for one in made) for kind in (CREATE, UPDATE, DELETE)}
    ordered = sorted(made, key=lambda one: order(one.iri.removeprefix(base)))
    updated = {one.iri.removeprefix(base) for one in made if one.kind == UPDATE}

    @cache
    def elsewhere(document: str) -> Mapping[str, str]:
        path = document.removeprefix(base)
        return moved(_before(before, path), parsed(place, path)) if path in updated else {}

    tell = partial(_logged, place, base, before, elsewhere)
    found = (tell(one) for one in ordered)
    return Log(len(before.moments) + 1, at, counts, _first(found), len(made))


def _first(found: Iterable[Logged]) -> tuple[Logged, ...]:
    listed: list[Logged] = []
    for one in found:
        if one.lines:
            listed.append(one)
        if len(listed) == _MOST_DOCUMENTS:
            break
    return tuple(listed)


def _before(before: History, path: str) -> tuple[Triple, ...]:
    """What the publication before said in a document, without its listings.

    Raises:
        PublicationError: its file is not as listed, or is no N-Triples as we write them.
    """
    name = f"{path}{N_TRIPLES.suffix}"
    try:
        found = tuple(quad.triple for quad in parse(said(remembered(before, name)), format=RdfFormat.N_TRIPLES))
    except FAULTS as error:
        raise damaged(cast("Path", before.folder) / name, "kein N-Triples") from error
    if not all(isinstance(row.subject, NamedNode) and isinstance(row.object, NamedNode | Literal) for row in found):
        raise damaged(cast("Path", before.folder) / name, "namenlose Knoten")
    return found


def _logged(
    place: Path, base: str, before: History, elsewhere: Callable[[str], Mapping[str, str]], one: Activity
) -> Logged:
    path = one.iri.removeprefix(base)
    old = _before(before, path) if one.kind != CREATE and before.folder else ()
    new = parsed(place, path) if one.kind != DELETE else ()
    found = difference(one.iri, old, new, elsewhere)
    lines, english = (_lines(found, base, language) for language in (GERMAN, ENGLISH))
    return Logged(path, one.kind, Words(base).title(found), lines, english)


def _lines(found: Difference, base: str, language: Language) -> tuple[str, ...]:
    lines = Words(base, language).lines(found)
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[:_MOST_LINES], language.say("und {count} weitere", count=len(lines) - _MOST_LINES))
