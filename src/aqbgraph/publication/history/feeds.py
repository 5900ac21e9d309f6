"""A feed of changes on static files: a Linked Data Event Stream whose pages never change once they are written.

Each publication that changes something adds pages with an activity (Activity Streams: Create, Update, Delete) for each
thing that came, changed or went; what is said of the thing now is in the named graph of the activity's IRI. The view
(`changes/feed.trig`) leads to the first page of each publication by its moment, that page to those it goes on in. So
whoever has followed until a moment reads the newer pages alone, and a publication costs what it changes.

https://w3id.org/ldes/specification, https://w3id.org/tree/specification,
https://semiceu.github.io/LDES-DCAT-AP-feeds/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from aqbgraph.graph.mapping import prefixes
from aqbgraph.graph.store import write
from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.history.history import date_time
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from aqbgraph.publication.history.history import Record
    from aqbgraph.publication.offers import Text

AS, LDES, TREE = "https://www.w3.org/ns/activitystreams#", "https://w3id.org/ldes#", "https://w3id.org/tree#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CREATE, UPDATE, DELETE = "Create", "Update", "Delete"
# A page ends with the activity that fills it: as much as a client takes at once without noticing.
MOST_MEMBERS, MOST_BYTES = 1000, 2_000_000
_PREFIX = re.compile(rb"^@prefix .*\n", re.MULTILINE)
_TYPE = NamedNode(RDF_TYPE)
_BOUNDS = ("GreaterThanOrEqualToRelation", "LessThanOrEqualToRelation")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the section of the history it tells of, its name in paths, its titles, the IRI of its members' shape."""

    section: str
    name: str
    title: Text
    shape: str

    @property
    def path(self) -> str:
        """The view, where followers begin."""
        return f"changes/{self.name}.trig"

    def page(self, number: int, part: int) -> str:
        """A page of the publication with this number (from 0); its parts count from 0 too."""
        return f"changes/{self.name}/{number + 1}{f'-{part + 1}' if part else ''}.trig"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something came, changed or went; `iri` names it."""

    kind: str
    iri: str


class Payload(Protocol):
    """What is said of things now."""

    def triples(self, iri: str) -> Iterable[Triple]:
        """What is said of one, in a fixed order."""

    def size(self, iri: str) -> int:
        """About how many bytes that takes."""


def activities(before: Mapping[str, Record], now: Mapping[str, Record]) -> tuple[Activity, ...]:
    """What a publication did, by the records before and after it, in the order of the IRIs."""
    made = [Activity(UPDATE if key in before else CREATE, key) for key, row in now.items() if before.get(key) != row]
    gone = [Activity(DELETE, key) for key in before if key not in now]
    return tuple(sorted((*made, *gone), key=lambda one: one.iri))


def portions(made: Sequence[Activity], payload: Payload) -> tuple[tuple[Activity, ...], ...]:
    """The activities page by page."""
    found: list[tuple[Activity, ...]] = []
    portion: list[Activity] = []
    size = 0
    for one in made:
        portion.append(one)
        size += payload.size(one.iri) if one.kind != DELETE else 0
        if len(portion) == MOST_MEMBERS or size >= MOST_BYTES:
            found.append(tuple(portion))
            portion, size = [], 0
    return (*found, tuple(portion)) if portion else tuple(found)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one publication in a feed; `base` begins all names, `moments` are of all publications up to it."""

    feed: Feed
    base: str
    moments: Sequence[datetime]

    @property
    def number(self) -> int:
        """The number of the publication, from 0."""
        return len(self.moments) - 1

    def written(self, made: Sequence[Activity], payload: Payload) -> Iterator[tuple[str, bytes]]:
        """Path and content, page by page."""
        parts = portions(made, payload)
        first = 1
        for part, portion in enumerate(parts):
            yield self.feed.page(self.number, part), b"".join(self._page(part, len(parts), first, portion, payload))
            first += len(portion)

    def _page(
        self, part: int, parts: int, first: int, portion: Sequence[Activity], payload: Payload
    ) -> Iterator[bytes]:
        here = self.base + self.feed.page(self.number, part)
        named = [(f"{here}#{number}", one) for number, one in enumerate(portion, first)]
        nodes = [Triple(NamedNode(here), _TYPE, NamedNode(TREE + "Node"))]
        if part == 0:
            for other in range(1, parts):
                target, span = self.base + self.feed.page(self.number, other), (self.moments[0], self.moments[-1])
                nodes += relations(here, target, span, f"{other + 1}")
        for iri, one in named:
            nodes += self._member(iri, one)
        yield write(nodes, RdfFormat.TURTLE, {**prefixes(), **PREFIXES})
        for iri, one in named:
            if one.kind != DELETE:
                yield from _graph(iri, one.iri, payload.triples(one.iri))

    def _member(self, iri: str, one: Activity) -> Iterator[Triple]:
        node = NamedNode(iri)
        yield Triple(NamedNode(stream(self.base, self.feed)), NamedNode(TREE + "member"), node)
        yield Triple(node, _TYPE, NamedNode(AS + one.kind))
        yield Triple(node, NamedNode(AS + "object"), NamedNode(one.iri))
        yield Triple(node, NamedNode(AS + "published"), _date_time(self.moments[-1]))


PREFIXES = {
    "as": AS,
    "ldes": LDES,
    "tree": TREE,
    "xsd": XSD,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcatap": "http://data.europa.eu/r5r/",
    "adms": "http://www.w3.org/ns/adms#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def stream(base: str, feed: Feed) -> str:
    """The IRI of the event stream: it is described in its view."""
    return f"{base}{feed.path}#stream"


def _date_time(moment: datetime) -> Literal:
    return Literal(date_time(moment), datatype=NamedNode(XSD + "dateTime"))


def relations(here: str, target: str, span: tuple[datetime, datetime], key: str) -> Iterator[Triple]:
    """Between which moments all members behind a link are: the beginning of the feed, and their own.

    The lower bound is true and could be closer. With different ones ldes-client (0.3.0, `--ordered ascending`) takes a
    link for done while its page is on its way: a small new page that comes before a large old one would be told first
    (OrderedStrategy._checkEmit). The upper bound is what a follower leaves old pages out by.
    """
    for name, kind, moment in zip(("from", "until"), _BOUNDS, span, strict=True):
        node = NamedNode(f"{here}#{name}-{key}")
        yield Triple(NamedNode(here), NamedNode(TREE + "relation"), node)
        yield Triple(node, _TYPE, NamedNode(TREE + kind))
        yield Triple(node, NamedNode(TREE + "path"), NamedNode(AS + "published"))
        yield Triple(node, NamedNode(TREE + "value"), _date_time(moment))
        yield Triple(node, NamedNode(TREE + "node"), NamedNode(target))


def view(feed: Feed, base: str, licence: str, moments: Sequence[datetime], pages: Sequence[int]) -> bytes:
    """The view of a feed, anew with each publication: what it is, and where the pages of each publication begin.

    It keeps at least the newest activity of each thing, and promises no more.
    """
    here = base + feed.path
    node, events, described = NamedNode(here), NamedNode(stream(base, feed)), NamedNode(f"{here}#view")
    retention = NamedNode(f"{here}#retention")
    triples = [
        Triple(events, _TYPE, NamedNode(LDES + "EventStream")),
        Triple(events, NamedNode(DCTERMS + "title"), Literal(feed.title.de, language="de")),
        Triple(events, NamedNode(DCTERMS + "title"), Literal(feed.title.en, language="en")),
        Triple(events, NamedNode(DCTERMS + "license"), NamedNode(licence)),
        Triple(events, NamedNode(LDES + "timestampPath"), NamedNode(AS + "published")),
        Triple(events, NamedNode(LDES + "versionOfPath"), NamedNode(AS + "object")),
        Triple(events, NamedNode(TREE + "shape"), NamedNode(Identifiers(base).rebase(feed.shape))),
        Triple(events, NamedNode(TREE + "view"), node),
        Triple(node, _TYPE, NamedNode(TREE + "Node")),
        Triple(node, NamedNode(TREE + "viewDescription"), described),
        Triple(described, _TYPE, NamedNode(TREE + "ViewDescription")),
        Triple(described, NamedNode(LDES + "retentionPolicy"), retention),
        Triple(retention, _TYPE, NamedNode(LDES + "LatestVersionSubset")),
        Triple(retention, NamedNode(LDES + "amount"), Literal("1", datatype=NamedNode(XSD + "integer"))),
    ]
    for number, (moment, count) in enumerate(zip(moments, pages, strict=True)):
        if count:
            triples += relations(here, base + feed.page(number, 0), (moments[0], moment), f"{number + 1}")
    return write(triples, RdfFormat.TURTLE, {**prefixes(), **PREFIXES})


def _graph(name: str, iri: str, triples: Iterable[Triple]) -> Iterator[bytes]:
    """A named graph of TriG; a prefix may be declared anew in the midst of it (RDF 1.1 TriG, section 2.1)."""
    things = f"{iri.partition('#')[0]}#"
    content = write(triples, RdfFormat.TURTLE, {"": things, **prefixes(), **PREFIXES})
    yield f"@prefix : <{things}> .\nGRAPH <{name}> {{\n".encode()
    yield _PREFIX.sub(b"", content)
    yield b"}\n"
