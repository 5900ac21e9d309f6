"""Measure types as the list of § 5 names them: on one line or two, numbered or not, even joined to their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.document import Kind
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line

SCHEME = "measure-types"
_NUMBERED = re.compile(r"(\d{1,2})[.)] *")
# Words enough that a measure's name does not have them by chance.
_TELLING = 3
# All four types in one line, each with an item or two.
_LONGEST_JOINED = 1000


@dataclass(frozen=True, slots=True)
class TypeHeading:
    """A measure type as it stands in the list, and the number it was given there."""

    concept: Concept
    lines: tuple[Line, ...]
    number: int | None


@cache
def types() -> dict[str, Concept]:
    """The type of each spelling, as compared."""
    return {
        normalise(spelling): Concept(SCHEME, entry.key)
        for entry in vocabulary().concepts(SCHEME)
        for spelling in entry.spellings
    }


@cache
def _joined() -> re.Pattern[str]:
    """A type in the midst of a line: numbered, or of so many words that no measure has them by chance."""
    found = [spelling for entry in vocabulary().concepts(SCHEME) for spelling in entry.spellings]
    longest_first = sorted(found, key=lambda spelling: (-len(spelling), spelling))
    telling = "|".join(re.escape(spelling) for spelling in longest_first if len(spelling.split()) >= _TELLING)
    every = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?:^|(?<=\s))(?:\d[.)] (?:{every})|{telling})(?= [-–•*+] |$| \d[.)] )")


def parted(line: Line) -> Iterator[Line]:
    """A line as it was before a type and its neighbours were joined: what stands before, the type, the item below."""
    match = _joined().search(line.text) if len(line.text) <= _LONGEST_JOINED else None
    if match is None or match.span() == (0, len(line.text)):
        yield line
        return
    if match.start():
        yield replace(line, passage=line.passage.cut(0, match.start() - 1))
    plain = replace(line, kind=Kind.TEXT, level=0, marker="", gap=line.gap if match.start() == 0 else 0)
    yield replace(plain, passage=line.passage.cut(*match.span()))
    rest = replace(plain, gap=0, strong=False, passage=line.passage.cut(match.end() + 1, len(line.text)))
    if rest.text and rest.text[0].isdigit():
        yield from parted(rest)
    elif rest.text:
        yield replace(rest, kind=Kind.ITEM, level=1, marker=rest.text[0], passage=rest.passage.cut(2, len(rest.text)))


def heading_at(lines: Sequence[Line]) -> TypeHeading | None:
    """A measure type at the start, over one line or two; a bullet makes a measure of it, a number does not."""
    first = lines[0]
    if first.kind is Kind.ITEM and not is_number(first.marker):
        return None
    for count in range(1, len(lines) + 1):
        if count == 2 and lines[1].kind is Kind.ITEM:
            break
        words = " ".join(line.text for line in lines[:count])
        match = _NUMBERED.match(words)
        concept = types().get(normalise(words[match.end() :] if match else words))
        if concept is not None:
            number = match[1] if match else first.marker.rstrip(".)") if first.kind is Kind.ITEM else ""
            return TypeHeading(concept, tuple(lines[:count]), int(number) if number else None)
    return None


def is_number(marker: str) -> bool:
    """Whether an item is numbered, not bulleted."""
    return marker[0].isdigit()


@cache
def telling() -> tuple[str, ...]:
    """The spellings that no measure has by chance, as compared."""
    return tuple(name for name in types() if len(name.split()) >= _TELLING)
