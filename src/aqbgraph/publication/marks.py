"""The ways from a value on the page of an agreement: to its sentence, and to its correction where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import Measure, SheetEvidence
from aqbgraph.extraction.readings import OF_LISTS
from aqbgraph.graph.provenance import evidence_key
from aqbgraph.publication.views import Link, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.agreement import Agreement, Concept, Correction, Evidence

# Fields with several values, of which a correction concerns one; and the one that many measures share the evidence of.
_SEVERAL = frozenset({*OF_LISTS, "measures", "programme"})
_SHARED = "measureType"


class Marks:
    """The marks of an agreement's page."""

    def __init__(self, agreement: Agreement) -> None:
        """Which evidence is that of a corrected value is known from then on."""
        self._corrected: dict[str, Link] = {}
        for one in agreement.corrections:
            link = Link(f"#{one.fragment}", _kind(one))
            self._corrected |= {evidence_key(item): link for item in _evidence(agreement, one)}

    def of(self, item: Evidence) -> Mark:
        """The mark of a value with this evidence."""
        return Mark(f"#{evidence_key(item)}", self._corrected.get(evidence_key(item)))

    def first(self, evidence: Sequence[Evidence], supports: str | None = None, value: Concept | None = None) -> Mark:
        """The mark of what is first said of a field; of a thing as a whole, a correction of any of its fields."""
        found = [
            item
            for item in evidence
            if supports is None or (item.supports == supports and (value is None or item.value == value))
        ]
        marks = [self.of(item) for item in found]
        return Mark(marks[0].href, next((mark.corrected for mark in marks if mark.corrected), None))


def _kind(one: Correction) -> str:
    if one.confirms:
        return "bestätigt"
    if one.corrected_value is None:
        return "gestrichen"
    return "ergänzt" if one.read_value is None else "berichtigt"


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
