"""The facts that a node of an agreement states: one for each of its evidences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.document import Fact
from aqbgraph.extraction.assembling.assembly import PROGRAMMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.agreement import Evidence

# A field of several values, each with evidence of its own, and what one of them is called.
_ONE_OF_SEVERAL = {"programmes": "programme"}
_CAPITALS = {letter: f"_{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FIELDS = str.maketrans(_CAPITALS)


def stated(key: str, node: object, evidence: tuple[Evidence, ...]) -> Iterator[Fact]:
    """The facts of a node that is called `key`."""
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
