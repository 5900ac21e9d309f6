"""Gives each amount its budget, with the help of a sheet of corrections where the text alone does not tell.

What is misread of one amount may hide whose all the others are. So the amounts are looked at as the sheet has them, but
keep what was read: whether a correction fits is for the corrections to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.correction import Verb
from aqbgraph.extraction.correcting.fitting import quotes
from aqbgraph.extraction.values import amounts
from aqbgraph.extraction.values.readings import same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from aqbgraph.correction import Entry
    from aqbgraph.document import Fact
    from aqbgraph.errors import AqbError, ExtractionError

    Assigned = tuple[tuple[Fact, ...], list[ExtractionError]]
    Assign = Callable[[Sequence[Fact], Mapping[str, Decimal]], Assigned]


def assign(make: Assign, facts: Sequence[Fact], entries: Sequence[Entry], faults: Sequence[AqbError]) -> Assigned:
    """What `make` gives for the facts; where these are at fault, for the facts as `entries` correct them.

    `faults` are what was told of amounts that cannot be read. A sheet that does not help changes nothing.
    """
    plain, told = make(facts, {})
    if not told:
        return plain, told
    struck: dict[int, str] = {}
    changed = list(facts)
    for entry in entries:
        for index in _matched(entry, facts):
            if entry.value is None:
                struck[index] = entry.node
            elif (value := _euro(entry.value)) is not None:
                changed[index] = facts[index]._replace(value=value)
    kept = [index for index in range(len(facts)) if index not in struck]
    helped, still = make([changed[index] for index in kept], dict(_supplied(entries, faults)))
    if still:
        return plain, told
    made = {index: facts[index]._replace(node=one.node, name=one.name) for index, one in zip(kept, helped, strict=True)}
    made |= {index: facts[index]._replace(node=node) for index, node in struck.items()}
    return tuple(made[index] for index in range(len(facts))), []


def _matched(entry: Entry, facts: Sequence[Fact]) -> Iterator[int]:
    """The amounts, by their place in the list, that an entry says were read."""
    for index, fact in enumerate(facts):
        if fact.name == "amount" and entry.read is not None and same(fact.value, entry.read, amounts.euro):
            yield index


def _supplied(entries: Sequence[Entry], faults: Sequence[AqbError]) -> Iterator[tuple[str, Decimal]]:
    """Programmes whose amount the sheet alone tells, since it is missing or cannot be read."""
    for entry in entries:
        unread = entry.verb is Verb.SUPPLY or any(quotes(fault, entry) for fault in faults)
        if unread and entry.node and entry.value is not None and (said := _euro(entry.value)) is not None:
            yield entry.node.removeprefix("budget-"), said.value


def _euro(text: str) -> amounts.Amount | None:
    """An amount of the sheet; one that cannot be read is told where it is applied."""
    try:
        return amounts.euro(text)
    except ValueError:
        return None
