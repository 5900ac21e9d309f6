"""Names beside which a line may be of them: "Klaus Peter", below it "Schellhaas". What is left of one is none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.signatures import persons
from aqbgraph.extraction.signatures.blocks import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.extraction.signatures.blocks import Part, Read


def found(said: Sequence[Part]) -> list[Read]:
    """The names with a single word that may be one of a person directly above, or between them and their office."""
    if all(part.kind is not Kind.OTHER or " " in part.line.text for part in said):
        return []
    above = [below.read for first, below in pairwise(said) if _is_half(first, below)]
    between = [name.read for name, rest, office in _threes(said) if _is_half(rest, name) and office.kind is Kind.OFFICE]
    return above + between


def _threes(said: Sequence[Part]) -> list[tuple[Part, Part, Part]]:
    return list(zip(said, said[1:], said[2:], strict=False))


def _is_half(word: Part, name: Part) -> bool:
    if word.kind is not Kind.OTHER or name.kind is not Kind.NAME or name.name is None:
        return False
    return persons.may_be_of(word.line.text) and not persons.same(word.line.text, name.name)
