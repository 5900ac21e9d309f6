"""The ways from a value on the page of an agreement: to its sentence, and to its correction where there is one.

And back: which values were read from a passage.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aqbgraph.agreement import Measure, SheetEvidence
from aqbgraph.extraction.values.readings import OF_LISTS
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.identifiers import TERMS
from aqbgraph.publication.agreements.passage_views import Fact
from aqbgraph.publication.frame.views import Link, Mark
from aqbgraph.publication.languages import GERMAN, Language
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aqbgraph.agreement import Agreement, Concept, Correction, Evidence, Node

# Fields with several values, of which a correction concerns one; and the one that many measures share the evidence of.
_SEVERAL = frozenset({*OF_LISTS, "measures", "programme"})
_SHARED = "measureType"


class Marks:
    """The marks of an agreement's page; `numbers` are those of the passages, by the names of their evidence."""

    def __init__(
        self, agreement: Agreement, numbers: Mapping[str, int] | None = None, language: Language = GERMAN
    ) -> None:
        """Which evidence is that of a corrected value is known from then on."""
        self.numbers = numbers or {}
        self._corrected: dict[str, Link] = {}
        for one in agreement.corrections:
            link = Link(f"#{one.fragment}", _kind(one, language))
            self._corrected |= {evidence_key(item): link for item in _evidence(agreement, one)}
        # What the page has no place of its own for leads back to the part of the agreement that it is said of.
        self._parts = dict(_parts(agreement, language))
        self._facts: dict[str, dict[Fact, None]] = defaultdict(dict)
        # In the order of the page.
        self._order: dict[Fact, int] = {}

    def of(self, item: Evidence) -> Mark:
        """The mark of a value with this evidence."""
        key = evidence_key(item)
        return Mark(f"#{key}", self._corrected.get(key), self.numbers.get(key))

    def first(
        self,
        evidence: Sequence[Evidence],
        supports: str | None = None,
        value: Concept | None = None,
        fact: Fact | None = None,
    ) -> Mark:
        """The mark of what is first said of a field; of a thing as a whole, a correction of any of its fields.

        `fact` is where the value stands on the page: the passages lead back to it.
        """
        found = [
            item
            for item in evidence
            if supports is None or (item.supports == supports and (value is None or item.value == value))
        ]
        marks = [self.of(item) for item in found]
        if fact is not None:
            self.lead_back(found, fact)
        return Mark(
            marks[0].href,
            next((mark.corrected for mark in marks if mark.corrected), None),
            marks[0].number,
            tuple(_others(marks)),
        )

    def lead_back(self, evidence: Iterable[Evidence], fact: Fact) -> None:
        """From the passages of this evidence to a place on the page."""
        self._order.setdefault(fact, len(self._order))
        for item in evidence:
            self._facts[evidence_key(item)][fact] = None

    def facts(self, names: Iterable[str]) -> tuple[Fact, ...]:
        """What was read from the evidence of these names, each fact once, in the order of the page."""
        found: dict[Fact, None] = {}
        for name in names:
            found |= self._facts.get(name) or ({self._parts[name]: None} if name in self._parts else {})
        return tuple(sorted(found, key=lambda fact: self._order.get(fact, len(self._order))))


def _others(marks: Sequence[Mark]) -> Iterator[Link]:
    """Further passages that say the same, each once."""
    seen = {marks[0].number, None}
    for mark in marks:
        if mark.number not in seen:
            seen.add(mark.number)
            yield Link(mark.href, str(mark.number))


def _parts(agreement: Agreement, language: Language) -> Iterator[tuple[str, Fact]]:
    """Name of an evidence → the part of the agreement that it is said of."""
    yield from ((evidence_key(item), whole(language)) for item in agreement.evidence)
    for node in agreement.nodes:
        yield from ((evidence_key(item), part(node, language)) for item in node.evidence)
    for one in agreement.corrections:
        yield from ((evidence_key(item), Fact(one.fragment, _kind(one, language))) for item in one.readings)


def whole(language: Language) -> Fact:
    """The agreement itself."""
    return Fact("agreement", vocabulary().label(TERMS + "Agreement", language.code))


def part(node: Node, language: Language) -> Fact:
    """A part of an agreement: its name as written where it has one, else what it is."""
    label = getattr(node, "label", None)
    if isinstance(label, str):
        return Fact(node.key, label, german=True)
    return Fact(node.key, vocabulary().label(TERMS + type(node).__name__, language.code))


def _kind(one: Correction, language: Language) -> str:
    if one.confirms:
        return language.say("bestätigt")
    if one.corrected_value is None:
        return language.say("gestrichen")
    return language.say("ergänzt") if one.read_value is None else language.say("berichtigt")


def _evidence(agreement: Agreement, one: Correction) -> Iterator[Evidence]:
    """The evidence of the value that a correction is on: its own words in the sheet, and those of the source."""
    node = next((node for node in agreement.nodes if node.key == one.corrects), agreement)
    everywhere = (item for part in (agreement, *agreement.nodes) for item in part.evidence)
    own = [item for item in everywhere if isinstance(item, SheetEvidence) and (item.start, item.end) == one.span]
    yield from own
    if one.field == _SHARED and isinstance(node, Measure):
        yield from (item for item in node.evidence if item.supports == "label")
    elif one.field in _SEVERAL:
        values = {(item.supports, item.value) for item in own if item.value}
        yield from (item for item in agreement.evidence if (item.supports, item.value) in values)
    else:
        yield from (item for item in node.evidence if item.supports == one.field)
