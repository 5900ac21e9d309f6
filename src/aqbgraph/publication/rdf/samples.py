"""What each term of ours is used for in the data: how often, and one statement that uses it.

Gathered while the documents are counted (tally), so that nothing is read for it a second time. An example is taken from
the newest agreement that has the term, else from the first document that has it.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import RDF_TYPE, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from aqbgraph.identifiers import Identifiers

_TYPE = f"<{RDF_TYPE}>".encode()
_TERMS = f"<{TERMS}".encode()


@dataclass(frozen=True, slots=True)
class Sample:
    """How many statements use a term, and one of them: what it is about and its value. Of a class: its things."""

    count: int
    subject: str
    value: NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Samples:
    """By IRI: the properties and classes of the ontology, and the concepts by the properties whose value they are."""

    properties: Mapping[str, Sample] = field(default_factory=dict)
    classes: Mapping[str, Sample] = field(default_factory=dict)
    concepts: Mapping[str, Mapping[str, Sample]] = field(default_factory=dict)


# Terms of the properties, of the classes, and concepts with properties, by what they are noted under.
Notes = tuple[dict[bytes, tuple[bytes, bytes, bytes, int]], ...]


@dataclass(slots=True)
class _Noted:
    """Terms as N-Triples writes them; `document` is that of the subject."""

    subject: bytes
    document: bytes
    value: bytes
    count: int = 1


@dataclass(slots=True)
class Sampling:
    """Sees all things of a publication, one after the other."""

    identifiers: Identifiers
    _properties: dict[bytes, _Noted] = field(default_factory=dict)
    _classes: dict[bytes, _Noted] = field(default_factory=dict)
    _uses: dict[bytes, _Noted] = field(default_factory=dict)
    _concepts: frozenset[bytes] = frozenset()
    _agreements: bytes = b""

    def __post_init__(self) -> None:
        """What to look out for, as N-Triples writes it."""
        self._concepts = frozenset(f"<{self.identifiers.rebase(iri)}>".encode() for iri in concepts())
        self._agreements = f"<{self.identifiers.document('agreement/')}".encode()

    def see(self, subject: bytes, said: Iterable[tuple[bytes, bytes]]) -> None:
        """All that is said of a thing: predicates and objects."""
        document = subject.partition(b"#")[0]
        fresh = subject.startswith(self._agreements)
        for predicate, value in said:
            if predicate.startswith(_TERMS):
                _note(self._properties, predicate, subject, document, value, fresh=fresh)
                if value in self._concepts:
                    _note(self._uses, value + b" " + predicate, subject, document, value, fresh=fresh)
            elif predicate == _TYPE and value.startswith(_TERMS):
                _note(self._classes, value, subject, document, value, fresh=fresh)

    def read(self, triples: Iterable[Triple]) -> None:
        """A graph that is no document of the data, such as the catalogue."""
        for triple in triples:
            self.see(str(triple.subject).encode(), ((str(triple.predicate).encode(), str(triple.object).encode()),))

    @property
    def notes(self) -> Notes:
        """What was seen so far, to be taken in by another."""
        found = (self._properties, self._classes, self._uses)
        return tuple({key: astuple(noted) for key, noted in notes.items()} for notes in found)

    def take(self, seen: Notes) -> None:
        """Takes in what another has seen of what comes next; the things of a document are seen by one of them."""
        for notes, found in zip((self._properties, self._classes, self._uses), seen, strict=True):
            for key, (subject, document, value, count) in found.items():
                fresh = subject.startswith(self._agreements)
                _note(notes, key, subject, document, value, fresh=fresh, count=count)

    def result(self) -> Samples:
        """What was seen, in the order of the names."""
        uses: dict[str, dict[str, Sample]] = {}
        for key, noted in sorted(self._uses.items()):
            concept, predicate = key.split(b" ")
            uses.setdefault(_iri(concept), {})[_iri(predicate)] = _sample(noted)
        return Samples(
            {_iri(name): _sample(noted) for name, noted in sorted(self._properties.items())},
            {_iri(name): _sample(noted) for name, noted in sorted(self._classes.items())},
            uses,
        )


@cache
def concepts() -> frozenset[str]:
    """The IRIs of all concepts of our schemes, below the default base."""
    words = vocabulary()
    return frozenset(iri for iri in words.subjects() if words.objects(iri, SKOS + "inScheme"))


def _note(
    notes: dict[bytes, _Noted],
    key: bytes,
    subject: bytes,
    document: bytes,
    value: bytes,
    *,
    fresh: bool,
    count: int = 1,
) -> None:
    known = notes.get(key)
    if known is None:
        notes[key] = _Noted(subject, document, value, count)
        return
    known.count += count
    if fresh and known.document != document:
        known.subject, known.document, known.value = subject, document, value


def _sample(noted: _Noted) -> Sample:
    (quad,) = parse(b"<urn:s> <urn:p> " + noted.value + b" .", format=RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, NamedNode | Literal):
        raise TypeError(f"no value that we publish: {noted.value!r}")
    return Sample(noted.count, _iri(noted.subject), quad.object)


def _iri(term: bytes) -> str:
    return term[1:-1].decode()
