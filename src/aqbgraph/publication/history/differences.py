"""What a document says now and did not say before, thing by thing: facts first, what they rest on apart.

A measure is known by its name and type, not by its number: when the second of three goes, one measure has gone, and the
third has not become another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from aqbgraph.graph.mapping import property_iri
from aqbgraph.identifiers import TERMS
from aqbgraph.publication.rdf.digests import TOPIC, VERSIONS
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Said = Mapping[str, Mapping[str, frozenset["Value"]]]

Value = NamedNode | Literal
ADDED, REMOVED, CHANGED = "added", "removed", "changed"

_OA = "http://www.w3.org/ns/oa#"
_FOAF_NAME = "http://xmlns.com/foaf/0.1/name"
# Nodes that say how something was read, and the properties that lead to them.
_TRACES = frozenset(
    {
        *(_OA + name for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector", "FragmentSelector")),
        *(TERMS + name for name in ("SourceFile", "Extraction", "Accounting", "Unread", "Deviation", "Repair")),
    }
)
_LEADING = frozenset(
    {
        TOPIC,
        *VERSIONS,
        *(property_iri(name) for name in ("evidence", "source", "extraction", "accounting", "repairs", "wordings")),
    }
)
_MEASURE, _POSITION = TERMS + "Measure", TERMS + "position"
# Ends the name of a measure that has gone, while another bears its number; no name of ours ends so.
_BEFORE = "--before"
_NAMES = (RDFS + "label", SKOS + "prefLabel", DCTERMS + "title", TERMS + "signatoryName", _FOAF_NAME)


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a thing by one property: no longer, and newly."""

    predicate: str
    removed: tuple[Value, ...]
    added: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing that came, went or changed: the IRI of its class, and what it is called, where it says so."""

    iri: str
    kind: str
    type: str | None
    name: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A document before and now. `title` is its own; `traces` counts what changed in what facts rest on.

    `removed` and `added` are all statements, as they are.
    """

    iri: str
    kind: str
    title: str | None
    things: tuple[ThingChange, ...]
    traces: int
    removed: frozenset[Triple]
    added: frozenset[Triple]


def _nothing(_: str) -> Mapping[str, str]:
    return {}


def difference(
    iri: str, before: Iterable[Triple], now: Iterable[Triple], elsewhere: Callable[[str], Mapping[str, str]] = _nothing
) -> Difference:
    """What changed in a document; without statements it is not there.

    `elsewhere`: how the measures of another document, by its IRI, have moved, see `moved`; what points to one that has
    only got another number has not changed.
    """
    old, new = frozenset(before), frozenset(now)
    kind = CHANGED if old and new else ADDED if new else REMOVED
    old_facts, new_facts = _facts(old), _facts(new)
    names = {**_far(iri, old_facts - new_facts, elsewhere), **_renaming(_said(old_facts), _said(new_facts))}
    old_said = _said(_renamed(old_facts, names))
    new_said = _said(new_facts)
    things = tuple(_things(old_said, new_said))
    evidence = len(old - new - old_facts) + len(new - old - new_facts)
    return Difference(
        iri=iri,
        kind=kind,
        title=_title(iri, new_said or old_said),
        things=things,
        traces=evidence if things else len(old - new) + len(new - old),
        removed=old - new,
        added=new - old,
    )


def moved(before: Iterable[Triple], now: Iterable[Triple]) -> dict[str, str]:
    """The measures of a document by the names of those that are the same now; without those that have kept theirs."""
    return _renaming(_said(before), _said(now))


def _far(iri: str, facts: Iterable[Triple], elsewhere: Callable[[str], Mapping[str, str]]) -> dict[str, str]:
    """The new names of what these statements point to in other documents."""
    parts = (row.object.value.partition("#") for row in facts if isinstance(row.object, NamedNode))
    documents = {document for document, _, name in parts if name.startswith("measure-") and document != iri}
    return {old: new for document in sorted(documents) for old, new in elsewhere(document).items()}


def _facts(triples: frozenset[Triple]) -> frozenset[Triple]:
    traces = {row.subject for row in triples if row.predicate.value == RDF_TYPE and _is(row.object, _TRACES)}
    return frozenset(row for row in triples if row.subject not in traces and row.predicate.value not in _LEADING)


def _is(term: object, names: frozenset[str]) -> bool:
    return isinstance(term, NamedNode) and term.value in names


def _said(triples: Iterable[Triple]) -> Said:
    found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for row in triples:
        if isinstance(row.subject, NamedNode) and isinstance(row.object, NamedNode | Literal):
            found[row.subject.value][row.predicate.value].add(row.object)
    return {thing: {name: frozenset(values) for name, values in said.items()} for thing, said in found.items()}


def _renaming(old: Said, new: Said) -> dict[str, str]:
    """The measures of before by the names of those that are the same now; no two get the same name."""
    now = _by_identity(new)
    before = _by_identity(old)
    same = {iri: now[identity] for identity, iri in before.items() if identity in now}
    taken = set(same.values())
    return {
        iri: same.get(iri, f"{iri}{_BEFORE}" if iri in taken else iri)
        for iri in before.values()
        if same.get(iri) != iri
    }


def _by_identity(said: Said) -> dict[object, str]:
    found: dict[object, list[str]] = defaultdict(list)
    for iri, about in said.items():
        if NamedNode(_MEASURE) in about.get(RDF_TYPE, ()):
            identity = (
                about.get(RDFS + "label"),
                about.get(property_iri("measureType")),
                about.get(property_iri("programme")),
            )
            found[identity].append(iri)
    return {identity: iris[0] for identity, iris in found.items() if len(iris) == 1}


def _renamed(triples: frozenset[Triple], names: Mapping[str, str]) -> frozenset[Triple]:
    if not names:
        return triples
    known: dict[object, NamedNode] = {NamedNode(old): NamedNode(new) for old, new in names.items()}
    return frozenset(
        Triple(known.get(row.subject, row.subject), row.predicate, known.get(row.object, row.object)) for row in triples
    )


def _things(old: Said, new: Said) -> Iterator[ThingChange]:
    come, gone = new.keys() - old.keys(), old.keys() - new.keys()
    for iri in sorted(old.keys() | new.keys()):
        before, now = old.get(iri, {}), new.get(iri, {})
        changes = tuple(_changes(before, now, come | gone))
        if changes:
            kind = ADDED if iri in come else REMOVED if iri in gone else CHANGED
            about = now or before
            yield ThingChange(iri.removesuffix(_BEFORE), kind, _type(about), _name(about), changes)


def _changes(
    before: Mapping[str, frozenset[Value]], now: Mapping[str, frozenset[Value]], told: set[str]
) -> Iterator[Change]:
    """Property by property; that a thing which came or went is a part of another is told of that thing already."""
    whole = not before or not now
    for predicate in sorted(before.keys() | now.keys()):
        old, new = before.get(predicate, frozenset()), now.get(predicate, frozenset())
        removed, added = _ordered(old - new, told), _ordered(new - old, told)
        if (removed or added) and (whole or predicate != _POSITION):
            yield Change(predicate, removed, added)


def _ordered(values: Iterable[Value], told: set[str]) -> tuple[Value, ...]:
    kept = (value for value in values if value.value not in told)
    return tuple(sorted(map(_as_it_was, kept), key=str))


def _as_it_was(value: Value) -> Value:
    return NamedNode(value.value.removesuffix(_BEFORE)) if isinstance(value, NamedNode) else value


def _type(about: Mapping[str, frozenset[Value]]) -> str | None:
    return min((value.value for value in about.get(RDF_TYPE, ())), default=None)


def _name(about: Mapping[str, frozenset[Value]]) -> str | None:
    """The German name, or one without a language."""
    for predicate in _NAMES:
        found = [value for value in about.get(predicate, ()) if isinstance(value, Literal)]
        if found:
            return min(found, key=lambda value: (value.language != "de", value.value)).value
    return None


def _title(iri: str, said: Said) -> str | None:
    """The name of the document, or of the first thing in it that has one."""
    order = sorted(said, key=lambda thing: (thing != iri, not thing.endswith("#agreement"), thing))
    return next((name for thing in order if (name := _name(said[thing]))), None)
