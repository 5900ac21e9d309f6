"""What shows that lines of the list of § 5 were lost: numbers that do not rise by one, and holes."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.errors import ExtractionError, Place, UnknownHeading
from aqbgraph.extraction.measures import tables
from aqbgraph.extraction.measures.items import HOLE
from aqbgraph.extraction.measures.measure_types import TypeHeading, types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aqbgraph.agreement import Concept
    from aqbgraph.document import Document, Line

    # A measure's type, and the line it begins with.
    Item = tuple[TypeHeading, Line]

# Pairs of items without a blank line that show that a list has none.
_FEWEST_TIGHT = 2
# One short line may be the end of the sentence above the list.
_FEWEST_ABOVE, _SHORT = 2, 80


def faults(
    document: Document,
    lines: Sequence[Line],
    headings: Sequence[TypeHeading],
    lists: Sequence[int],
    items: Sequence[Item],
) -> list[ExtractionError]:
    """A fault for each line of the list before which one was probably lost.

    `lists` are the indices of the headings at which a list of its own begins.
    """
    told = _misnumbered_lists(document, headings, lists)
    told += [
        UnknownHeading("Vor dieser Zeile fehlt vermutlich eine Zwischenüberschrift.", place(document, first))
        for first in holes(document, lines, headings, items)
    ]
    return told


def holes(
    document: Document, lines: Sequence[Line], headings: Sequence[TypeHeading], items: Sequence[Item]
) -> list[Line]:
    """The items before which the list has a hole; one in which all types are has none."""
    if len({heading.concept for heading in headings}) < count_of_types():
        return _holes(document, lines, items)
    return []


@cache
def count_of_types() -> int:
    """How many types the scheme has."""
    return len(set(types().values()))


def numbered_otherwise(document: Document, headings: Sequence[TypeHeading]) -> Iterator[ExtractionError]:
    """A fault for each type with the number of another, unless the document counts those it has, in their order."""
    others = [one for one in headings if one.number is not None and str(one.number) != one.concept.key]
    if not others:
        return
    keys = [heading.concept.key for heading in headings]
    counted = [heading.number for heading in headings] == list(range(1, len(headings) + 1))
    if counted and len(set(keys)) == len(keys) and keys == sorted(keys):
        return
    for heading in others:
        yield UnknownHeading(
            f"„{heading.lines[0].text}“ trägt die Nummer {heading.number}, im Schema ist es Maßnahmenart "
            f"{heading.concept.key}.",
            place(document, heading.lines[0]),
        )


def _misnumbered_lists(
    document: Document, headings: Sequence[TypeHeading], lists: Sequence[int]
) -> list[ExtractionError]:
    """Each list counts from 1, or all of them count on."""
    parts = [headings[start:end] for start, end in pairwise([*lists, len(headings)])]
    told = [fault for part in parts for fault in _misnumbered(document, part)]
    return told if list(_misnumbered(document, headings)) else []


def _misnumbered(document: Document, headings: Sequence[TypeHeading]) -> Iterator[ExtractionError]:
    """Numbers rise by one from 1, and no type comes twice."""
    seen: set[Concept] = set()
    for heading in headings:
        if heading.concept in seen:
            message = f"Die Maßnahmenart {heading.concept.key} ist zweimal genannt."
            yield UnknownHeading(message, place(document, heading.lines[0]))
        seen.add(heading.concept)
    for expected, heading in enumerate(headings, start=1):
        if is_of_row(heading):
            return
        if heading.number is not None and heading.number != expected and str(heading.number) == heading.concept.key:
            message = f"Vor Maßnahmenart {heading.number} fehlt Nummer {expected}: Ging eine Überschrift verloren?"
            yield UnknownHeading(message, place(document, heading.lines[0]))
            break


def _holes(document: Document, lines: Sequence[Line], items: Sequence[Item]) -> list[Line]:
    """Where types are absent, the list has no hole twice as wide as blank lines usually are in this document."""
    tight = _tight(items)
    widest = 1 if tight else hole(document)
    later = {index for index, ((heading, _), (same, _)) in enumerate(pairwise(items), start=1) if heading is same}
    before = {line.number: above for above, line in pairwise(lines)}
    wide = [first for index, (_, first) in enumerate(items) if first.gap >= widest and (not tight or index in later)]
    if not wide:
        return []
    # A comment between them is no line of the agreement.
    told = [line for line in document.lines if not line.text.startswith("<!--")]
    stand = {line.number: above.number for above, line in pairwise(told)}
    return [
        first
        for first in wide
        if before[first.number].number in (first.number - first.gap - 1, stand.get(first.number))
    ]


def _tight(items: Sequence[Item]) -> bool:
    """Whether a single blank line is a hole, for the other items of the list have none between them."""
    gaps = [below.gap for (heading, _), (same, below) in pairwise(items) if heading is same]
    return gaps.count(0) >= _FEWEST_TIGHT and len(gaps) - gaps.count(0) == 1


def emptied(document: Document, headings: Sequence[TypeHeading], items: Sequence[Item]) -> list[TypeHeading]:
    """The types without a measure that have a hole below them, or the head of a table: their only one may be lost."""
    used = {id(heading) for heading, _ in items}
    if len(used) == len(headings):
        return []
    below = {above.number: line for above, line in pairwise(document.lines)}
    return [
        heading
        for heading in headings
        if id(heading) not in used
        and (line := below.get(heading.lines[-1].number)) is not None
        and (line.gap >= hole(document) or (line.cells and tables.is_head(line)))
    ]


def empty(document: Document, headings: Iterable[TypeHeading]) -> Iterator[ExtractionError]:
    """A fault for each type that was `emptied`."""
    for heading in headings:
        yield UnknownHeading(why_empty(heading), place(document, heading.lines[0]))


def why_empty(heading: TypeHeading) -> str:
    """What is said of such a type."""
    return f"Unter „{heading.lines[0].text}“ steht kein Projekt, aber eine Lücke: Ging eine Zeile verloren?"


def before_types(
    document: Document, headings: Sequence[TypeHeading], prose: Sequence[Line], known: Callable[[str], bool]
) -> Iterator[ExtractionError]:
    """Short lines above the first type that are no sentence: measures, or a type, that were not understood."""
    first = headings[0].lines[0].number if headings else 0
    above = [line for line in prose if line.number < first and line.gap and _is_short(line) and not known(line.text)]
    if len(above) >= _FEWEST_ABOVE:
        message = f"„{above[0].text}“ steht vor der ersten Maßnahmenart. Fehlt darüber eine Zwischenüberschrift?"
        yield UnknownHeading(message, place(document, above[0]))


def _is_short(line: Line) -> bool:
    return len(line.text) <= _SHORT and line.text[:1].isupper() and line.text[-1:].isalnum()


def is_of_row(heading: TypeHeading) -> bool:
    """Whether a type stands in the row of each of its measures."""
    return heading.lines[0].marker == tables.MARKER


def hole(document: Document) -> int:
    """How many blank lines are a hole: twice as many as usual in this document."""
    gaps = Counter([line.gap for line in document.lines if line.gap])
    return max(HOLE, 2 * gaps.most_common(1)[0][0] if gaps else HOLE)


def place(document: Document, line: Line) -> Place:
    """Where a line stands, all of it."""
    return Place(document.source.name, line.number, *line.passage.extent)
