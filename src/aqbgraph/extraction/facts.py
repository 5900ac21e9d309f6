"""The facts of a document as a list: of the agreement where there is one, else what was read all the same."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.document import Fact
from aqbgraph.extraction.assembly import PROGRAMMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.agreement import Agreement, Evidence
    from aqbgraph.extraction.extractor import Extraction

# A field of several values, each with evidence of its own, and what one of them is called.
_ONE_OF_SEVERAL = {"programmes": "programme"}
_CAPITALS = {letter: f"_{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FIELDS = str.maketrans(_CAPITALS)


def facts(extraction: Extraction) -> tuple[Fact, ...]:
    """All facts in the order of the source, each with its quotation; of a clause only that it is there."""
    found = extraction.facts if extraction.agreement is None else _of_agreement(extraction.agreement)
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.node, fact.name)))


def _of_agreement(agreement: Agreement) -> Iterator[Fact]:
    yield from _of_node("agreement", agreement, agreement.evidence)
    for field in fields(agreement):
        value = getattr(agreement, field.name)
        for node in value if isinstance(value, tuple) else (value,):
            if hasattr(node, "key") and hasattr(node, "evidence"):
                yield from _of_node(node.key, node, node.evidence)


def _of_node(key: str, node: object, evidence: tuple[Evidence, ...]) -> Iterator[Fact]:
    for item in evidence:
        value = item.value or getattr(node, item.supports.translate(_FIELDS))
        yield Fact(
            node=key,
            name=_ONE_OF_SEVERAL.get(item.supports, item.supports),
            value=value.key if isinstance(value, Concept) and value.scheme == PROGRAMMES else value,
            start=item.start,
            end=item.end,
            line=item.line,
            quote=item.quote,
            words=" ".join(item.quote.split()),
            rule=item.rule,
            read=(item.start, item.end),
        )
