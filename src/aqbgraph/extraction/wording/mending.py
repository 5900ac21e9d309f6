"""Damaged words that have one reading all the same: which fields may be mended, and the record of it.

The readers of values are strict. Only what they refuse comes here; the mended words go through the same reader.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from aqbgraph.agreement import Evidence
from aqbgraph.agreement import Repair as RepairNode
from aqbgraph.document import Repair
from aqbgraph.extraction.values import confusions, spelling
from aqbgraph.extraction.values.values import EXECUTIVE
from aqbgraph.extraction.wording.wording import line_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aqbgraph.document import Document, Passage
    from aqbgraph.extraction.values.confusions import Mended

Value = TypeVar("Value")


def _local_party(text: str) -> Mended | None:
    """The name alone is mended, not the executive before it."""
    executive = EXECUTIVE.match(text)
    start = executive.end() if executive else 0
    found = spelling.nearest(text[start:], "LocalParty")
    return replace(found, words=text[:start] + found.words) if found else None


# Field → how its words may be mended. What is not listed is never mended, names of projects above all.
MENDERS: dict[str, Callable[[str], Mended | None]] = {
    "year": confusions.year,
    "amount": confusions.amount,
    "localParty": _local_party,
    "stateParty": partial(spelling.nearest, class_name="StateParty"),
    "issuingAuthority": partial(spelling.nearest, class_name="GrantingAuthority"),
    "legalCode": confusions.numeral,
    "programme": partial(spelling.nearest, class_name="Programme"),
}


def read(
    text: str, convert: Callable[[str], Value], mend: Callable[[str], Mended | None] | None
) -> tuple[Value, Mended | None]:
    """The value of words, mended where they cannot be read as they stand.

    Raises:
        ValueError: they have no single reading, mended or not.
    """
    try:
        return convert(text), None
    except ValueError:
        mended = mend(text) if mend else None
        if mended is None:
            raise
    return convert(mended.words), mended


def repair(passage: Passage, span: tuple[int, int], mended: Mended | None) -> Repair | None:
    """The record of a mending of `passage.text[span]`."""
    if mended is None:
        return None
    start, end = passage.span(*span)
    return Repair(start, end, " ".join(passage.text[slice(*span)].split()), mended.words, mended.rule)


def in_order(repairs: Iterable[Repair | None]) -> tuple[Repair, ...]:
    """Each repair once, in the order of the source; of two of the same characters the second went on from the first."""
    found: dict[tuple[int, int], Repair] = {}
    for one in filter(None, repairs):
        first = found.get((one.start, one.end), one)
        further = (first.written, first.rule) != (one.written, one.rule)
        found[one.start, one.end] = replace(one, read=first.read, rule=f"{first.rule}, {one.rule}") if further else one
    return tuple(found[span] for span in sorted(found))


def nodes(document: Document, repairs: Iterable[Repair]) -> tuple[RepairNode, ...]:
    """Repairs as parts of an agreement; their evidence are the characters themselves."""
    return tuple(
        RepairNode(
            key=f"repair-{one.start}-{one.end}",
            read_as=one.read,
            written_as=one.written,
            rule=one.rule,
            evidence=(
                Evidence(
                    one.start,
                    one.end,
                    line_number(document, one.start),
                    document.text[one.start : one.end],
                    one.rule,
                    "writtenAs",
                    regions=document.regions(one.start, one.end),
                ),
            ),
        )
        for one in repairs
    )
