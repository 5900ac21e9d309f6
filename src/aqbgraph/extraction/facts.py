"""The facts of a document as a list: of the agreement where there is one, else what was read all the same."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from aqbgraph.extraction.assembling.stating import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Fact
    from aqbgraph.extraction.extractor import Extraction


def facts(extraction: Extraction) -> tuple[Fact, ...]:
    """All facts in the order of the source, each with its quotation; of a clause only that it is there."""
    found = extraction.facts if extraction.agreement is None else _of_agreement(extraction.agreement)
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.node, fact.name)))


def _of_agreement(agreement: Agreement) -> Iterator[Fact]:
    yield from stated("agreement", agreement, agreement.evidence)
    for field in fields(agreement):
        value = getattr(agreement, field.name)
        for node in value if isinstance(value, tuple) else (value,):
            if hasattr(node, "key") and hasattr(node, "evidence"):
                yield from stated(node.key, node, node.evidence)
