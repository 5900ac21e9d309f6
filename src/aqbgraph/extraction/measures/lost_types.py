"""Measures whose heading was probably lost: they are left out, the rest of the list is what it is.

A heading is missing where the numbers of the types leave one out, where the list has a hole, or where items stand above
the first type. What stands from there to the next heading may be of another type than the one above it. A list that
loses all of its measures in this way is refused as a whole, and so is one of several lists that do not count on.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures import losses, whole_types
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.measures.listed import ListedMeasure, Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading

_WHY = "Über „{name}“ fehlt vermutlich eine Zwischenüberschrift: Von welcher Maßnahmenart ist das Projekt?"


def leave_out(document: Document, found: Listing, lines: Sequence[Line], *, names_all: bool = False) -> bool:
    """Takes such measures out of the list; whether that was all there was to say of lost headings.

    `names_all` says that a form that names a type without measures names all types.
    """
    if found.faults or not _rise(found.headings) or (len(set(found.lists)) > 1 and not _count_on(found.headings)):
        return False
    items = [(measure.heading, measure.lines[0]) for measure in found.measures]
    holes = {line.number for line in losses.holes(document, lines, found.headings, items)}
    doubtful = [*_behind_holes(found.measures, holes), *_before_gaps(document, found, holes)]
    if names_all and not doubtful:
        doubtful = list(_before_end(found))
    if not doubtful and not found.headless:
        return True
    gone = {id(measure) for measure in doubtful}
    kept = [measure for measure in found.measures if id(measure) not in gone]
    if not kept:
        return False
    aside: list[tuple[TypeHeading | None, tuple[Line, ...]]] = [
        (measure.heading, measure.lines) for measure in found.measures if id(measure) in gone
    ]
    aside += [(None, (line,)) for line in found.headless]
    found.aside.extend(
        SetAside(heading, tuple(taken), _WHY.format(name=taken[0].text), untyped=True) for heading, taken in aside
    )
    emptied = {id(measure.heading) for measure in doubtful} - {id(measure.heading) for measure in kept}
    found.headings = [heading for heading in found.headings if id(heading) not in emptied]
    found.measures, found.headless = kept, []
    return True


def _rise(headings: Sequence[TypeHeading]) -> bool:
    """Whether types come in their order, each once, and bear their own numbers."""
    keys = [int(heading.concept.key) for heading in headings]
    numbers = [heading.number for heading in headings]
    if any(number is not None and number != key for number, key in zip(numbers, keys, strict=True)):
        return False
    if len(set(keys)) < len(keys) or not keys:
        return False
    return keys == sorted(keys) or all(one is None for one in numbers)


def _count_on(headings: Sequence[TypeHeading]) -> bool:
    """Whether the types of several lists bear numbers that rise throughout, as those of one list do."""
    numbers = [heading.number or 0 for heading in headings]
    return numbers[:1] != [0] and all(above < below for above, below in pairwise(numbers))


def _behind_holes(measures: Sequence[ListedMeasure], holes: set[int]) -> Iterator[ListedMeasure]:
    heading: TypeHeading | None = None
    for measure in measures:
        if measure.lines[0].number in holes:
            heading = measure.heading
        if measure.heading is heading:
            yield measure


def _before_gaps(document: Document, found: Listing, holes: set[int]) -> Iterator[ListedMeasure]:
    """The measures of a type behind which a number is left out, if no hole shows where and it is not whole."""
    below_each: dict[int, list[ListedMeasure]] = defaultdict(list)
    for measure in found.measures:
        below_each[id(measure.heading)].append(measure)
    whole: set[int] | None = None
    for heading, below in pairwise(found.headings):
        if losses.is_of_row(heading):
            return
        own = below_each.get(id(heading), [])
        if below.number is None or heading.number is None or below.number == heading.number + 1:
            continue
        if any(measure.lines[0].number in holes for measure in own):
            continue
        if whole is None:
            whole = {id(one) for one in whole_types.found(document, found)}
        if id(heading) not in whole:
            yield from own


def _before_end(found: Listing) -> Iterator[ListedMeasure]:
    """The measures of the last type of a numbered list without blank lines, if the last of all types may be lost."""
    last = found.headings[-1]
    if last.number is None or last.number == losses.count_of_types() or losses.is_of_row(last):
        return
    filled = {id(measure.heading) for measure in found.measures}
    named = any(id(heading) not in filled for heading in found.headings[:-1])
    if named and any(not heading.lines[0].gap for heading in found.headings[1:]):
        yield from (measure for measure in found.measures if measure.heading is last)
