"""Lines of the list that are set aside: probably a project, but not for certain, or not the whole of its name.

A line above bullets that has none; half of a quotation whose other half was lost. What stands around them is what it
is: the agreement is made without them, and they are told until somebody says what they are. Where a type has no other
project the document is refused, for the type would seem to have none; so it is where a quotation has lost its middle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name
from aqbgraph.document import Kind
from aqbgraph.errors import BadValue, Doubtful
from aqbgraph.extraction.measures import losses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from aqbgraph.document import Document, Line, Passage
    from aqbgraph.extraction.measures.measure_types import TypeHeading

# Of a line that may be a project's name: no sentence, nothing that introduces what follows.
_NAME = re.compile(r'(?=.{3,100}$)[A-ZÄÖÜ0-9"„].*[\w)"“!*]')


@dataclass(frozen=True, slots=True)
class SetAside:
    """Lines below a type, and what makes them doubtful; `untyped` says that it is the type."""

    heading: TypeHeading | None
    lines: tuple[Line, ...]
    why: str
    of_quotation: bool = False
    untyped: bool = False


def lost_bullet(headings: Sequence[TypeHeading], above: Line | None, lines: Sequence[Line]) -> SetAside | None:
    """The first line, where it stands directly above an item, below its type or another item, and can be no type.

    It can be none where all types of the list are marked as such or numbered, for it is not.
    """
    first, below = lines[0], lines[1] if len(lines) > 1 else None
    if below is None or below.kind is not Kind.ITEM or below.gap or first.kind is not Kind.TEXT or first.strong:
        return None
    heading = headings[-1]
    starts = above is not None and above.number == heading.lines[-1].number
    goes_on = above is not None and above.kind is Kind.ITEM and not first.gap
    if not (starts or goes_on) or not _NAME.fullmatch(first.text):
        return None
    marked = all(one.lines[0].strong or one.lines[0].kind is Kind.HEADING for one in headings)
    if not marked and any(one.number is None for one in headings):
        return None
    return SetAside(
        heading, (first,), f"„{first.text}“ steht ohne Aufzählungszeichen in der Liste: Ist es ein Projekt?"
    )


def half(
    heading: TypeHeading, above: Passage | None, taken: Sequence[Line], below: Sequence[Line], why: str
) -> SetAside | None:
    """An item with half a quotation, between items that are whole: no hole, and none that begins within a phrase."""
    first, after = taken[0], below[0] if below and below[0].kind is Kind.ITEM else None
    tight = not first.gap or first.number - first.gap - 1 == heading.lines[-1].number
    if not tight or (after is not None and (after.gap or not (_NAME.fullmatch(after.text) or is_half(after.text)))):
        return None
    if above is not None and not _NAME.fullmatch(above.text):
        return None
    return SetAside(heading, tuple(taken), why, of_quotation=True)


def is_half(words: str) -> bool:
    """Whether a quotation in the words has one end alone."""
    return words.count('"') % 2 == 1 or words.count("„") != words.count("“")


def told(document: Document, one: SetAside) -> Doubtful:
    """What is said of such lines, and how it is settled."""
    of_type = one.heading is not None and one.lines == one.heading.lines
    words = UNKNOWN if of_type else " ".join(line.text for line in one.lines)
    kind = one.heading.concept.key if one.heading and (of_type or not one.untyped) else UNKNOWN
    entry = Proposal(Verb.ADD, (("massnahme", words), ("art", kind)))
    place = losses.place(document, one.lines[0])
    end = one.lines[-1].passage.extent[1]
    how = f"Es bleibt weg, bis in „{sheet_name(document.source.name)}“ steht: {entry}."
    return Doubtful(one.why, type(place)(place.source, place.line, place.start, end), entry.lines(), how)


def faults(
    document: Document, found: Sequence[SetAside], certain: Iterable[TypeHeading], listed: Collection[int]
) -> Iterator[BadValue]:
    """A fault for such lines below a type that is not among the `certain`, and for halves that lost their middle.

    `listed` are the lines that measures begin with: between two halves one may be of the quotation.
    """
    filled = {id(heading) for heading in certain}
    halves = [one for one in found if one.of_quotation]
    apart = any(
        above.lines[-1].number < line < below.lines[0].number for above, below in pairwise(halves) for line in listed
    )
    lost = len(halves) > 2 or apart
    for one in found:
        if one.untyped:
            continue
        if id(one.heading) not in filled or (one.of_quotation and len(halves) > 1 and lost):
            said = told(document, one)
            yield BadValue(said.message, said.place, said.entry)
