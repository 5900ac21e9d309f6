"""The list of § 5: measure types as headings, measures as items below them.

What would file a measure under the wrong type is refused: a heading that is not of the scheme, numbers that do not
rise by one, a hole in the list where a heading was probably lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.document import Kind, join
from aqbgraph.errors import BadValue, ExtractionError, Place, UnknownHeading
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Document, Line, Passage

SCHEME = "measure-types"
LONGEST_NAME = 300
# Between two items of a list there is at most one blank line; a removed line leaves two.
_HOLE = 2
_NUMBERED = re.compile(r"(\d{1,2})[.)] *")
_BULLETS = frozenset("-*+")
_QUOTES = {'"': '"', "„": '“”"', "»": "«", "“": "”"}


@dataclass(frozen=True, slots=True)
class TypeHeading:
    """A measure type as it stands in the list, and the number it was given there."""

    concept: Concept
    lines: tuple[Line, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """A measure below its type; `passage` is its name over one or more source lines."""

    heading: TypeHeading
    passage: Passage
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Listing:
    """What § 5 holds: types, measures, the lines that are running text, and what stopped us."""

    headings: list[TypeHeading] = field(default_factory=list)
    measures: list[ListedMeasure] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    faults: list[ExtractionError] = field(default_factory=list)


@cache
def _types() -> dict[str, Concept]:
    return {
        normalise(spelling): Concept(SCHEME, entry.key)
        for entry in vocabulary().concepts(SCHEME)
        for spelling in entry.spellings
    }


def listing(document: Document, lines: Sequence[Line], known: Callable[[str], bool]) -> Listing:
    """Reads the list. `known` says whether a line begins like a standing sentence and so cannot go on with an item."""
    found = Listing()
    index = 0
    while index < len(lines):
        if heading := _heading(lines[index : index + 2]):
            _open(document, found, heading)
            index += len(heading.lines)
        elif lines[index].kind is Kind.ITEM:
            index += _item(document, found, lines[index:], known)
        else:
            _running(document, found, lines[index], known)
            index += 1
    _check_numbers(document, found)
    return found


def _heading(lines: Sequence[Line]) -> TypeHeading | None:
    """A measure type at the start, over one line or two; a bullet makes a measure of it, a number does not."""
    first = lines[0]
    if first.kind is Kind.ITEM and first.marker[-1] in _BULLETS:
        return None
    for count in range(1, len(lines) + 1):
        if count == 2 and lines[1].kind is Kind.ITEM:
            break
        words = " ".join(line.text for line in lines[:count])
        match = _NUMBERED.match(words)
        concept = _types().get(normalise(words[match.end() :] if match else words))
        if concept is not None:
            number = match[1] if match else first.marker.rstrip(".)") if first.kind is Kind.ITEM else ""
            return TypeHeading(concept, tuple(lines[:count]), int(number) if number else None)
    return None


def _open(document: Document, found: Listing, heading: TypeHeading) -> None:
    if heading.number is not None and str(heading.number) != heading.concept.key:
        text = heading.lines[0].text
        found.faults.append(
            UnknownHeading(
                f"„{text}“ trägt die Nummer {heading.number}, im Schema ist es Maßnahmenart {heading.concept.key}.",
                _place(document, heading.lines[0]),
            )
        )
    found.headings.append(heading)


def _item(document: Document, found: Listing, lines: Sequence[Line], known: Callable[[str], bool]) -> int:
    first = lines[0]
    if not found.headings:
        message = f"„{first.text}“ steht unter keiner Maßnahmenart. Fehlt darüber eine Zwischenüberschrift?"
        found.faults.append(UnknownHeading(message, _place(document, first)))
        return 1
    if (fault := _suspicious(document, found, first)) is not None:
        found.faults.append(fault)
        return 1
    taken = [first, *_continuation(lines[1:], known)]
    if _quote_left_open(taken) and len(lines) > len(taken) and _closes_quote(lines[len(taken)], taken):
        taken.append(lines[len(taken)])
    name = join(tuple(line.passage for line in taken))
    if len(name.text) > LONGEST_NAME:
        message = f"Der Aufzählungspunkt ist mit {len(name.text)} Zeichen zu lang für den Namen einer Maßnahme."
        found.faults.append(BadValue(message, _place(document, first)))
    found.measures.append(ListedMeasure(found.headings[-1], name, tuple(taken)))
    return len(taken)


def _suspicious(document: Document, found: Listing, line: Line) -> ExtractionError | None:
    """Why an item cannot be taken for a measure of the type above it."""
    heading, place = found.headings[-1], _place(document, line)
    concept = _types().get(normalise(line.text))
    if concept is not None and concept != heading.concept:
        return UnknownHeading(f"„{line.text}“ ist eine Maßnahmenart, steht hier aber als Aufzählungspunkt.", place)
    if heading.number is not None and line.marker[-1] not in _BULLETS:
        return UnknownHeading(
            f"Die Maßnahmenart „{line.marker} {line.text}“ kennt ontology/measure-types.ttl nicht.", place
        )
    return None


def _continuation(lines: Sequence[Line], known: Callable[[str], bool]) -> list[Line]:
    """Lines that go on with an item (CommonMark 0.31, 5.2, lazy continuation): text, directly below, no known wording."""
    taken: list[Line] = []
    for line in lines[:2]:
        if line.kind is not Kind.TEXT or line.gap or line.strong or known(line.text) or _heading([line]):
            break
        taken.append(line)
    return taken


def _quote_left_open(lines: Sequence[Line]) -> str:
    """The characters that would close the quotation an item begins with, empty when it is closed or has none."""
    text = " ".join(line.text for line in lines)
    closing = _QUOTES.get(text[0], "")
    return "" if any(letter in closing for letter in text[1:]) else closing


def _closes_quote(line: Line, taken: Sequence[Line]) -> bool:
    """A repair must be bounded: one more item, which closes the quotation and opens none."""
    closing = _quote_left_open(taken)
    return line.kind is Kind.ITEM and not line.gap and line.text[-1] in closing and line.text[0] not in _QUOTES


def _running(document: Document, found: Listing, line: Line, known: Callable[[str], bool]) -> None:
    marked = line.kind is Kind.HEADING or line.strong
    if marked and found.headings and not known(line.text):
        message = f"Die Maßnahmenart „{line.text}“ kennt ontology/measure-types.ttl nicht."
        found.faults.append(UnknownHeading(message, _place(document, line)))
    else:
        found.prose.append(line)


def _check_numbers(document: Document, found: Listing) -> None:
    """Numbers rise by one from 1, no type comes twice, and where types are absent the list has no hole."""
    seen: set[Concept] = set()
    for heading in found.headings:
        if heading.concept in seen:
            message = f"Die Maßnahmenart {heading.concept.key} ist zweimal genannt."
            found.faults.append(UnknownHeading(message, _place(document, heading.lines[0])))
        seen.add(heading.concept)
    for expected, heading in enumerate(found.headings, start=1):
        if heading.number is not None and heading.number != expected and str(heading.number) == heading.concept.key:
            message = f"Vor Maßnahmenart {heading.number} fehlt Nummer {expected}: Ging eine Überschrift verloren?"
            found.faults.append(UnknownHeading(message, _place(document, heading.lines[0])))
            break
    if len(seen) < len(vocabulary().concepts(SCHEME)):
        found.faults.extend(_holes(document, found))


def _holes(document: Document, found: Listing) -> list[ExtractionError]:
    return [
        UnknownHeading(
            "Vor dieser Zeile fehlt vermutlich eine Zwischenüberschrift.", _place(document, measure.lines[0])
        )
        for measure in found.measures
        if measure.lines[0].gap >= _HOLE
    ]


def _place(document: Document, line: Line) -> Place:
    return Place(document.source.name, line.number, *line.passage.span(0, len(line.text)))
