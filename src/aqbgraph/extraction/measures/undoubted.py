"""Which measures of a list are below the type they belong to, whatever its faults say.

A heading that was lost throws doubt on what stands behind the place where it was lost, up to the next heading; so does
one that is not known. What stands below the other headings is theirs. Any other fault throws doubt on the whole list.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from aqbgraph.errors import UnknownHeading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.measures.listed import ListedMeasure, Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading


def measures(found: Listing) -> tuple[ListedMeasure, ...]:
    """The measures whose type no fault doubts; none where the list has faults of another kind, or lists of budgets."""
    if not found.faults:
        return tuple(found.measures)
    lines = [fault.place.line for fault in found.faults if isinstance(fault, UnknownHeading) and fault.place]
    if found.budgets or len(lines) < len(found.faults) or None in lines:
        return ()
    doubted = {stretch for line in lines if line is not None for stretch in _doubted(found, line)}
    starts = _starts(found)
    return tuple(
        measure
        for measure in found.measures
        if not any(
            start <= measure.lines[0].number and bisect_right(starts, start) == bisect_right(starts, _line(measure))
            for start in doubted
        )
    )


def _doubted(found: Listing, line: int) -> Iterator[int]:
    """The lines from which on, up to the next heading, a fault in this line leaves the type open."""
    starts = _starts(found)
    if line not in starts:
        yield line
        return
    at = starts.index(line)
    # The heading that is missing before this one stood somewhere below the one above.
    if at:
        yield starts[at - 1]
    if not _is_of_scheme(found.headings[at]) or _is_twice(found, found.headings[at]):
        yield from (starts[n] for n, one in enumerate(found.headings) if one.concept == found.headings[at].concept)


def _is_of_scheme(heading: TypeHeading) -> bool:
    return heading.number is not None and str(heading.number) == heading.concept.key


def _is_twice(found: Listing, heading: TypeHeading) -> bool:
    return sum(one.concept == heading.concept for one in found.headings) > 1


def _starts(found: Listing) -> list[int]:
    return [heading.lines[0].number for heading in found.headings]


def _line(measure: ListedMeasure) -> int:
    return measure.lines[0].number
