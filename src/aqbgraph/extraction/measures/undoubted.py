"""Which measures of a list are below the type they belong to, whatever its faults say.

A heading that was lost throws doubt on what stands behind the place where it was lost, up to the next heading; so does
one that is not known. What stands below the other headings is theirs. Any other fault throws doubt on the whole list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from aqbgraph.errors import UnknownHeading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.extraction.measures.listed import ListedMeasure, Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading


def measures(found: Listing) -> tuple[ListedMeasure, ...]:
    """The measures whose type no fault doubts; none where the list has faults of another kind, or lists of budgets."""
    if not found.faults:
        return tuple(found.measures)
    lines = [fault.place.line for fault in found.faults if isinstance(fault, UnknownHeading) and fault.place]
    if found.budgets or len(lines) < len(found.faults) or None in lines:
        return ()
    starts = [heading.lines[0].number for heading in found.headings]
    first: dict[int, int] = {}
    for start in _doubted(found, starts, {line for line in lines if line is not None}):
        below = bisect_right(starts, start)
        first[below] = min(start, first.get(below, start))
    return tuple(
        measure
        for measure in found.measures
        if (number := measure.lines[0].number) < first.get(bisect_right(starts, number), number + 1)
    )


def _doubted(found: Listing, starts: Sequence[int], lines: Iterable[int]) -> Iterator[int]:
    """The lines from which on, up to the next heading, a fault in one of these lines leaves the type open."""
    places = {start: at for at, start in reversed(list(enumerate(starts)))}
    times = Counter(heading.concept for heading in found.headings)
    open_ones = set()
    for line in lines:
        at = places.get(line)
        if at is None:
            yield line
            continue
        # The heading that is missing before this one stood somewhere below the one above.
        if at:
            yield starts[at - 1]
        heading = found.headings[at]
        if not _is_of_scheme(heading) or times[heading.concept] > 1:
            open_ones.add(heading.concept)
    yield from (start for start, one in zip(starts, found.headings, strict=True) if one.concept in open_ones)


def _is_of_scheme(heading: TypeHeading) -> bool:
    return heading.number is not None and str(heading.number) == heading.concept.key
