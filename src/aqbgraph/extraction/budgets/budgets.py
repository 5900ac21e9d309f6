"""Which amount belongs to which budget, where an agreement is on more than one.

Names and amounts stand side by side in a sentence, a list or a table. Either each amount follows its name or each comes
before it; what leaves more than one reading is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from aqbgraph.errors import BadValue, Conflict, ExtractionError, Incomplete, Place
from aqbgraph.extraction.finding import rule_name
from aqbgraph.extraction.forms.layouts import BUDGET
from aqbgraph.extraction.telling import whereabouts
from aqbgraph.extraction.values.values import programme
from aqbgraph.extraction.wording.wording import line_number
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from aqbgraph.document import Document, Fact
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.values.amounts import Amount
    from aqbgraph.extraction.wording.wording import Stream

_TOTAL = re.compile(r"\b(?:insgesamt|zusammen|gesamt\w*|Summe)\b", re.IGNORECASE)
# Behind an amount that is parted among those whose names follow: "1.500.000 Euro, davon Ausbildungsbudget …".
_PARTED = re.compile(rf"[^\d§]{{0,60}}?\b(?:davon|darunter|hiervon|wovon)\b\W*(?:[^\W\d]+\s+){{0,4}}?{BUDGET.pattern}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that counts in a sentence: a budget's name, an amount, or the word for a total; neither of the two."""

    position: int
    programme: str | None = None
    amount: Fact | None = None


Pairs = list[tuple[str, "Fact"]]
_NOTHING: Mapping[str, Decimal] = MappingProxyType({})


def programmes(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The programmes that the front names, in its order."""
    return tuple(dict.fromkeys(str(fact.value) for fact in facts if fact.name == "programme"))


def assign(
    document: Document,
    layout: Layout,
    streams: Sequence[Stream],
    facts: Sequence[Fact],
    supplied: Mapping[str, Decimal] = _NOTHING,
) -> tuple[tuple[Fact, ...], list[ExtractionError]]:
    """The facts, each amount with the budget it is for as its node ("budget-aqb"), and totals by a name of their own.

    With a single programme all amounts are its own. Programmes of which the amount is `supplied` from elsewhere have
    none here; it counts in totals alone.
    """
    named = programmes(facts)
    if len(named) < 2:
        return tuple([_owned(fact, named) if fact.name == "amount" else fact for fact in facts]), []
    money = [fact for fact in facts if fact.name == "amount" and fact.rule == rule_name(layout.money, "amount")]
    here = money if set(named) - supplied.keys() else []
    pairs, faults = _read(document, layout, streams, here, supplied)
    faults += list(_disagreements(document, named, pairs, facts, supplied))
    owners = {fact.read: key for key, fact in pairs}
    return tuple(_named(fact, owners) for fact in facts), faults


def _named(fact: Fact, owners: dict[tuple[int, int], str]) -> Fact:
    if fact.name != "amount":
        return fact
    key = owners.get(fact.read)
    return fact._replace(node=f"budget-{key}") if key else fact._replace(name="total")


def _owned(fact: Fact, named: tuple[str, ...]) -> Fact:
    return fact._replace(node=f"budget-{named[0]}") if named else fact


def _read(
    document: Document,
    layout: Layout,
    streams: Sequence[Stream],
    money: Sequence[Fact],
    supplied: Mapping[str, Decimal],
) -> tuple[Pairs, list[ExtractionError]]:
    """Sentence by sentence, or else all of the clause at once."""
    stream = next((stream for stream in streams if stream.section == layout.money), None)
    if stream is None or not money:
        return [], []
    marks = [mark for mark in _marks(stream, money) if mark.programme not in supplied]
    read = _by_sentence(stream, marks, supplied)
    if read is None and (read := _pairs(marks, supplied)) and _said_otherwise(stream, marks, supplied, read):
        read = None
    if read is not None and not any(_PARTED.match(document.text, fact.read[1]) for _, fact in read):
        return read, []
    message = "Die Beträge lassen sich den Budgets nicht eindeutig zuordnen (erwartet z. B. „300.000 Euro aus dem …“)."
    return [], [BadValue(message, Place(document.source.name, money[0].line))]


def _by_sentence(stream: Stream, marks: Sequence[_Mark], supplied: Mapping[str, Decimal]) -> Pairs | None:
    """Each sentence read on its own; one with the word for a total and no name holds the sum of all others."""
    parts = list(_sentences(stream, marks))
    named = [part for part in parts if any(mark.programme for mark in part)]
    read = [_pairs(part, supplied) for part in named]
    pairs = [pair for found in read for pair in found or ()]
    total = sum(({key: _value(fact) for key, fact in pairs} | dict(supplied)).values())
    rest = [mark.amount for part in parts if part not in named for mark in part if mark.amount]
    return pairs if pairs and None not in read and all(_value(fact) == total for fact in rest) else None


def _said_otherwise(stream: Stream, marks: Sequence[_Mark], supplied: Mapping[str, Decimal], read: Pairs) -> bool:
    """Whether an amount was lost, so that the names moved up.

    A sentence alone gives a name another amount then, or the word for a total, in a sentence without a name, one of
    those that were given to names.
    """
    parts = list(_sentences(stream, marks))
    named = [part for part in parts if any(mark.programme for mark in part)]
    alone = [pair for part in named for pair in _pairs(part, supplied) or ()]
    totals = [
        mark.amount
        for part in parts
        if part not in named
        for before, mark in pairwise(part)
        if before.amount is None and mark.amount
    ]
    return any(pair not in read for pair in alone) or any(fact in totals for _, fact in read)


def _sentences(stream: Stream, marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """The marks of each sentence that has an amount."""
    for start, end in stream.spans:
        inside = [mark for mark in marks if start <= mark.position < end]
        if any(mark.amount for mark in inside):
            yield inside


def _marks(stream: Stream, money: Sequence[Fact]) -> Iterator[_Mark]:
    def place(match: re.Match[str]) -> int:
        return stream.passage.span(*match.span())[0]

    found = [_Mark(place(match), programme=programme(match.group())) for match in BUDGET.finditer(stream.text)]
    found += [_Mark(place(match)) for match in _TOTAL.finditer(stream.text)]
    found += [_Mark(fact.read[0], amount=fact) for fact in money]
    yield from sorted(found, key=lambda mark: mark.position)


def _pairs(marks: Sequence[_Mark], supplied: Mapping[str, Decimal]) -> Pairs | None:
    """Names and amounts in pairs, without totals; None when there is no reading or more than one."""
    rest = _without_totals(marks, supplied)
    forward = None if _total_for_a_name(marks) else _side_by_side(rest)
    orders = forward, _side_by_side(rest[::-1]), _columns(marks, supplied)
    readings = [pairs for pairs in orders if pairs is not None]
    unique = {tuple(sorted((key, fact.read) for key, fact in pairs)): pairs for pairs in readings}
    return next(iter(unique.values())) if len(unique) == 1 else None


def _total_for_a_name(marks: Sequence[_Mark]) -> bool:
    """Whether the word for a total stands between a single name and its amount, and that is more than all others.

    The name has lost its amount then, and what follows is the sum of both.
    """
    between = [
        mark.amount
        for name, word, mark in zip(marks, marks[1:], marks[2:], strict=False)
        if name.programme and not (word.programme or word.amount) and mark.amount
    ]
    others = [_value(mark.amount) for mark in marks if mark.amount and mark.amount not in between]
    return len(between) == 1 and bool(others) and _value(between[0]) > sum(others)


def _without_totals(marks: Sequence[_Mark], supplied: Mapping[str, Decimal]) -> list[_Mark]:
    """Names and amounts alone. An amount right behind the word for a total is one if it is the sum of all others."""
    amounts = [mark.amount for mark in marks if mark.amount]
    totals = [
        mark.amount
        for before, mark in pairwise(marks)
        if mark.amount
        and not (before.amount or before.programme)
        and len(amounts) + len(supplied) > 2
        and sum((_value(fact) for fact in amounts if fact is not mark.amount), sum(supplied.values()))
        == _value(mark.amount)
    ]
    kept = [mark for mark in marks if mark.programme or (mark.amount and mark.amount not in totals)]
    return [
        mark
        for index, mark in enumerate(kept)
        if not (index and mark.programme == kept[index - 1].programme) or mark.amount
    ]


def _value(fact: Fact) -> Decimal:
    return cast("Amount", fact.value).value


def _side_by_side(marks: Sequence[_Mark]) -> Pairs | None:
    """Name, amount, name, amount …"""
    if not marks or len(marks) % 2:
        return None
    pairs = [(name.programme, amount.amount) for name, amount in zip(marks[::2], marks[1::2], strict=True)]
    return [(name, amount) for name, amount in pairs if name and amount] if all(n and a for n, a in pairs) else None


def _columns(marks: Sequence[_Mark], supplied: Mapping[str, Decimal]) -> Pairs | None:
    """A row of names, which may end in one for the total, above a row of as many amounts."""
    heads = [mark for mark in marks if mark.amount is None]
    amounts = [mark.amount for mark in marks if mark.amount]
    if len(heads) != len(amounts) or len(heads) < 2 or any(mark.amount for mark in marks[: len(heads)]):
        return None
    columns = list(zip(heads, amounts, strict=True))
    pairs = [(head.programme, fact) for head, fact in columns if head.programme]
    named = sum((_value(fact) for _, fact in pairs), sum(supplied.values()))
    return pairs if all(_value(fact) == named for head, fact in columns if not head.programme) else None


def _disagreements(
    document: Document,
    named: tuple[str, ...],
    pairs: Pairs,
    facts: Sequence[Fact],
    supplied: Mapping[str, Decimal],
) -> Iterator[ExtractionError]:
    """Budgets without an amount or with two, and amounts elsewhere that are neither of them nor their sum."""
    by_name: dict[str, set[Decimal]] = {key: {value} for key, value in supplied.items()}
    for key, fact in pairs:
        by_name.setdefault(key, set()).add(_value(fact))
    line = pairs[0][1].line if pairs else None
    for key in named if by_name else ():
        if key not in by_name:
            yield Incomplete(f"Der Betrag für „{label_of(key)}“ fehlt.", Place(document.source.name, line))
    for key, fact in pairs:
        if key not in named or len(by_name[key]) > 1:
            said = f"Der Betrag für „{label_of(key)}“ passt nicht zum Übrigen: "
            why = "er steht zweimal verschieden da." if key in named else "der Titel nennt dieses Budget nicht."
            yield Conflict(said + why, Place(document.source.name, fact.line))
    known = {value for values in by_name.values() for value in values}
    known |= {sum((min(values) for values in by_name.values()), start=min(known) * 0)} if known else set()
    for fact in facts:
        if fact.name == "amount" and by_name and _value(fact) not in known:
            line = line_number(document, fact.read[1] - 1)
            said = f"Der Betrag „{fact.value}“ ({whereabouts(document, line)})"
            message = f"{said} gehört zu keinem Budget und ist nicht ihre Summe."
            yield Conflict(message, Place(document.source.name, line))


def label_of(key: str) -> str:
    """What a programme is called."""
    return next(entry.label for entry in vocabulary().instances("Programme") if entry.key == key)
