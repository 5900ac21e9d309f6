"""series.ttl: what somebody decided by hand on which measures are one project.

A decision is a node of class aqb:JoinDecision or aqb:PartDecision with its series, who, when and why (docs/series.md).
What is wrong in the file is told with its line; a file with faults is not used at all, since a decision left out could
join what somebody parted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from aqbgraph.document import Source
from aqbgraph.errors import AqbError, Conflict, Invalid, Place, ReadingError
from aqbgraph.extraction.series.projects import Decision, Project
from aqbgraph.graph import validation
from aqbgraph.graph.mapping import property_iri
from aqbgraph.identifiers import TERMS
from aqbgraph.reading.files import content_of, utf8
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, folder, rebase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import BlankNode

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.reading.finding.companions import Companion

    Node = NamedNode | BlankNode
    Said = dict[str, list[NamedNode | Literal]]

_SERIES = TERMS + "comparedSeries"
_CREATOR, _DATE, _REASON = DCTERMS + "creator", DCTERMS + "date", RDFS + "comment"
_KNOWN = {RDF_TYPE, _SERIES, _CREATOR, _DATE, _REASON}
_JOIN, _PART = TERMS + "JoinDecision", TERMS + "PartDecision"
_STATEMENT = re.compile(r"(?:[^\n]*\n)*?[^\n]*\.[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_PATH = re.compile(r"series/([^/#]+)/([^/#]+)#series")
# A decision is short; ten thousand of them are not.
_LARGEST = 5_000_000
# What the parser says is English, and it notices where the next statement begins: often too late.
_NO_TURTLE = (
    "Kein gültiges Turtle. Meist fehlt am Ende der Zeile davor ein Semikolon oder Punkt, oder ein Anführungszeichen, "
    "eine spitze Klammer oder eine Zeile @prefix (docs/series.md)."
)


@dataclass(frozen=True, slots=True)
class Curated:
    """All decisions, and what is wrong with the files; with faults there are no decisions."""

    decisions: tuple[Decision, ...]
    faults: tuple[tuple[str, AqbError], ...]


def curated(files: Iterable[Companion], identifiers: Identifiers) -> Curated:
    """Reads all files; what one joins another must not part."""
    decisions: list[Decision] = []
    faults: list[AqbError] = []
    for file in files:
        try:
            found, wrong = _File(file, identifiers).read()
        except ReadingError as error:
            found, wrong = [], [error]
        decisions += found
        faults += wrong
    faults += _contradictions(decisions)
    told = tuple((fault.place.source if fault.place else "", fault) for fault in faults)
    ordered = sorted(decisions, key=lambda one: (one.projects, not one.joins, one.source.name, one.line or 0))
    return Curated(() if faults else tuple(ordered), told)


def unknown(decisions: Iterable[Decision], known: Iterable[Project]) -> Iterator[str]:
    """A remark for every series in a decision that no agreement has: it may come yet, or be misspelled."""
    there = set(known)
    for decision in decisions:
        for project in decision.projects:
            if project not in there:
                place = Place(decision.source.name, decision.line)
                yield f"{place}: Die Reihe series/{project.party}/{project.name} hat keine Vereinbarung."


class _File:
    """A file of decisions."""

    def __init__(self, file: Companion, identifiers: Identifiers) -> None:
        content = content_of(file.path, file.name, _LARGEST)
        self._text = utf8(content, file.name)
        self._source = Source(file.name, sha256(content).hexdigest(), "text/turtle", len(content))
        self._identifiers = identifiers

    def read(self) -> tuple[list[Decision], list[AqbError]]:
        """The decisions, or what is wrong."""
        try:
            triples = [
                rebase(quad.triple, self._identifiers)
                for quad in parse(self._text, format=RdfFormat.TURTLE, base_iri=self._identifiers.base)
            ]
        except (SyntaxError, ValueError) as error:
            line = error.lineno if isinstance(error, SyntaxError) else None
            raise ReadingError(_NO_TURTLE, Place(self._source.name, line)) from error
        nodes: dict[Node, Said] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            if isinstance(triple.subject, Triple) or not isinstance(triple.object, NamedNode | Literal):
                message = (
                    "Eine Entscheidung nennt Namen und Text, keine Knoten ohne Namen und keine Aussagen über Aussagen."
                )
                raise ReadingError(message, Place(self._source.name))
            nodes[triple.subject][triple.predicate.value].append(triple.object)
        faults = [fault for said in nodes.values() for fault in self._odd(said)]
        if not faults:
            faults = list(self._violations(nodes))
        return ([] if faults else [self._decision(said) for said in nodes.values()]), _in_order(faults)

    def _odd(self, said: Said) -> Iterator[AqbError]:
        """What is no decision, or says what a decision does not know."""
        kinds = {str(kind.value) for kind in said.get(RDF_TYPE, ())}
        if len(kinds & {_JOIN, _PART}) != 1 or len(kinds) != 1:
            message = "Erwartet ist entweder aqb:JoinDecision (verbinden) oder aqb:PartDecision (trennen)."
            yield Invalid(message, self._place(said))
        for value in said.get(_SERIES, ()):
            if not value.value.startswith(self._identifiers.base):
                message = f"<{value.value}> liegt nicht unter der Basis <{self._identifiers.base}>."
                yield Invalid(message, Place(self._source.name, self._line([value.value])))
        for name in sorted(said.keys() - _KNOWN):
            message = (
                f"Die Angabe <{name}> kennt eine Entscheidung nicht: Möglich sind aqb:comparedSeries, "
                "dcterms:creator, dcterms:date und rdfs:comment."
            )
            yield Invalid(message, Place(self._source.name, self._line([re.split("[#/]", name)[-1]])))

    def _violations(self, nodes: dict[Node, Said]) -> Iterator[AqbError]:
        """What the shapes of a published decision say of these."""
        names = {NamedNode(f"urn:x-decision:{number}"): said for number, said in enumerate(nodes.values())}
        triples = [triple for name, said in names.items() for triple in _published(name, said)]
        shapes = validation.load_shapes(folder("shapes"), self._identifiers, ("prefixes", "decision"))
        for finding in validation.validate(triples, shapes, ()).findings:
            yield Invalid(finding.message, self._place(names[NamedNode(finding.focus)]))

    def _decision(self, said: Said) -> Decision:
        projects = sorted({_project(value.value) for value in said[_SERIES]})
        return Decision(
            projects=tuple(projects),
            joins=said[RDF_TYPE][0].value == _JOIN,
            by=said[_CREATOR][0].value,
            on=date.fromisoformat(said[_DATE][0].value),
            reason=said[_REASON][0].value,
            source=self._source,
            line=self._place(said).line,
        )

    def _place(self, said: Said) -> Place:
        """The statement that names all its series, or else anything of it."""
        paths = [found[0] for value in said.get(_SERIES, ()) if (found := _PATH.search(value.value))]
        texts = [value.value for name in (_REASON, _CREATOR) for value in said.get(name, ())]
        needles = paths or texts or [re.split("[#/]", value.value)[-1] for value in said.get(RDF_TYPE, ())]
        return Place(self._source.name, self._line(needles))

    def _line(self, needles: Sequence[str]) -> int | None:
        """The line (from 1) on which the first statement with all these words begins."""
        for match in _STATEMENT.finditer(self._text):
            if needles and all(needle in match[0] for needle in needles):
                start = match.start() + min(match[0].find(needle) for needle in needles)
                return self._text.count("\n", 0, start) + 1
        return None


def _published(name: NamedNode, said: Said) -> Iterator[Triple]:
    """A decision as it is published: who took it is a node with a name."""
    for predicate, values in said.items():
        for number, value in enumerate(values):
            if predicate == _CREATOR:
                agent = NamedNode(f"{name.value}:{number}")
                yield Triple(name, NamedNode(property_iri("attributedTo")), agent)
                yield Triple(agent, NamedNode(property_iri("agentName")), value)
            else:
                yield Triple(name, NamedNode(predicate), value)


def _project(iri: str) -> Project:
    found = _PATH.search(iri)
    if found is None:
        raise AssertionError(f"{iri} was valid")
    return Project(found[1], found[2])


def _in_order(faults: Iterable[AqbError]) -> list[AqbError]:
    unique = {str(fault): fault for fault in faults}
    return sorted(unique.values(), key=lambda fault: ((fault.place and fault.place.line) or 0, fault.message))


def _contradictions(decisions: Sequence[Decision]) -> Iterator[Conflict]:
    """What is joined, be it by way of others, and parted."""
    sets: dict[Project, frozenset[Project]] = {}
    for decision in decisions:
        if decision.joins:
            merged = frozenset[Project]().union(*(sets.get(one, {one}) for one in decision.projects))
            sets.update(dict.fromkeys(merged, merged))
    for decision in decisions:
        for one, other in () if decision.joins else combinations(decision.projects, 2):
            if other in sets.get(one, ()):
                message = (
                    f"series/{one.party}/{one.name} und series/{other.party}/{other.name} sind hier getrennt, an "
                    "anderer Stelle aber verbunden. Bitte eines von beiden streichen."
                )
                yield Conflict(message, Place(decision.source.name, decision.line))
