"""Counters of a graph, fed with its documents one after the other; eight bytes of each value, on disk if need be."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from aqbgraph.publication.disk.runs import Runs, at_once, different
from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aqbgraph.publication.rdf.samples import Sampling

_TYPE = f"<{RDF_TYPE}>".encode()
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_PORTION = 10_000  # lines
# One subject in so many may begin a portion.
_ENDS = 32

Pair = tuple[bytes, bytes]  # predicate and object as N-Triples writes them


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """Statements with a property, how many things have it, and how many different values it has."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Use:
    """A property at the things of a class: statements, statements by class and by datatype of their value."""

    triples: int
    classes: Mapping[str, int]
    datatypes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """A class: its things, the statements about them, and their properties."""

    entities: int
    triples: int
    properties: Mapping[str, Use]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. `entities` are the things named below the base; `links` counts (property, target) pairs."""

    documents: int
    triples: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[str, ClassCount]
    properties: Mapping[str, PropertyCount]
    links: Mapping[tuple[str, str], int]


def digest(term: bytes) -> int:
    """A term as a number of 64 bits: among a million of them two are the same once in 30 million publications."""
    return int.from_bytes(blake2b(term, digest_size=8).digest())


def portions(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Statements in the order of their subjects, those on a subject together. Where a portion ends follows from the
    subject that comes next, unless it is long: so the others stay the same when one changes.
    """
    portion: list[bytes] = []
    last = b""
    for line in lines:
        if not (last and line.startswith(last)):
            last = line[: line.index(b" ") + 1]
            if len(portion) >= _PORTION or (2 * len(portion) >= _PORTION and not crc32(last) % _ENDS):
                yield portion
                portion = []
        portion.append(line)
    if portion:
        yield portion


@dataclass(slots=True)
class _Class:
    entities: int = 0
    triples: int = 0
    uses: dict[bytes, Counter[bytes]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(slots=True)
class Counting:
    """What is kept between portions: of `objects` the digests by property, each once a portion; of those that live
    elsewhere (`abroad`) by class and property, as often as they are told.
    """

    base: bytes
    targets: Mapping[bytes, str]
    linking: frozenset[bytes]
    triples: int = 0
    entities: int = 0
    subjects: int = 0
    classes: dict[bytes, _Class] = field(default_factory=lambda: defaultdict(_Class))
    statements: Counter[bytes] = field(default_factory=Counter)
    having: Counter[bytes] = field(default_factory=Counter)
    objects: Runs[bytes] = field(default_factory=Runs)
    abroad: Runs[Pair] = field(default_factory=Runs)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    sampling: Sampling | None = None

    def document(self, lines: Iterable[bytes]) -> None:
        """Counts statements in the order of their subjects, portion by portion."""
        for portion in portions(lines):
            self.add(portion)

    def add(self, lines: Iterable[bytes]) -> None:
        """Counts statements, each a line with its end; on the things they are about there are no others."""
        rows: dict[bytes, list[Pair]] = defaultdict(list)
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            rows[subject].append((predicate, rest[:-3]))
        types = {subject: [value for name, value in said if name == _TYPE] for subject, said in rows.items()}
        objects: dict[bytes, set[bytes]] = defaultdict(set)
        for subject, said in rows.items():
            self._described(subject, said, types)
            for predicate, value in said:
                objects[predicate].add(value)
        for predicate, values in objects.items():
            self.objects.add(predicate, map(digest, values))

    def _described(self, subject: bytes, said: list[Pair], types: Mapping[bytes, list[bytes]]) -> None:
        if self.sampling is not None:
            self.sampling.see(subject, said)
        self.triples += len(said)
        self.subjects += 1
        self.entities += subject.startswith(self.base)
        self.having.update({predicate for predicate, _ in said})
        for kind in types[subject]:
            found = self.classes[kind]
            found.entities += 1
            found.triples += len(said)
        for predicate, value in said:
            self.statements[predicate] += 1
            if predicate in self.linking:
                self._link(predicate, value)
            for kind in types[subject]:
                self._use(kind, predicate, value, types)

    def _use(self, kind: bytes, predicate: bytes, value: bytes, types: Mapping[bytes, list[bytes]]) -> None:
        use = self.classes[kind].uses[predicate]
        use[b""] += 1
        if not value.startswith(b"<"):
            use[_datatype(value)] += 1
        elif value in types:
            for other in types[value]:
                use[other] += 1
        else:
            self.abroad.add((kind, predicate), (digest(value),))

    def _link(self, predicate: bytes, value: bytes) -> None:
        for start, target in self.targets.items():
            if value.startswith(start):
                self.links[_iri(predicate), target] += 1

    def resolve(self, things: Runs[bytes]) -> None:
        """Gives the values that live elsewhere their classes: `things` are the digests of all things by their class."""
        wide = at_once(self.abroad, things)
        for told, here in zip(self.abroad.ranges(wide), things.ranges(wide), strict=True):
            wanted = {key for _, keys in told for key in keys}
            kinds: dict[int, set[bytes]] = defaultdict(set)
            for kind, keys in here:
                for key in wanted.intersection(keys):
                    kinds[key].add(kind)
            for (kind, predicate), keys in told:
                use = self.classes[kind].uses[predicate]
                for key in keys:
                    for other in kinds.get(key, ()):
                        use[other] += 1

    def result(self, documents: int) -> Tally:
        """The counts, in the order of their names."""
        objects, in_all = different(self.objects)
        return Tally(
            documents=documents,
            triples=self.triples,
            entities=self.entities,
            subjects=self.subjects,
            objects=in_all,
            classes={_iri(kind): _class_count(self.classes[kind]) for kind in sorted(self.classes)},
            properties={
                _iri(name): PropertyCount(self.statements[name], self.having[name], objects[name])
                for name in sorted(self.statements)
            },
            links=dict(sorted(self.links.items())),
        )


def _class_count(found: _Class) -> ClassCount:
    uses = {_iri(name): _use_count(found.uses[name]) for name in sorted(found.uses)}
    return ClassCount(found.entities, found.triples, uses)


def _use_count(counter: Counter[bytes]) -> Use:
    """Classes are kept as IRIs in brackets, datatypes with a mark before them, the sum under nothing."""
    values = sorted(counter.items())
    return Use(
        triples=counter[b""],
        classes={_iri(name): count for name, count in values if name.startswith(b"<")},
        datatypes={name[1:].decode(): count for name, count in values if name.startswith(b"^")},
    )


def _datatype(literal: bytes) -> bytes:
    end = literal.rindex(b'"')
    suffix = literal[end + 1 :]
    if suffix.startswith(b"^^"):
        return b"^" + suffix[3:-1]
    return b"^" + (_LANGUAGE_STRING if suffix.startswith(b"@") else _STRING).encode()


def _iri(term: bytes) -> str:
    return term[1:-1].decode()
