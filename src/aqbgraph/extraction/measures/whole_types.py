"""Types below which no heading can be missing, though the next number is: "1. …", "3. …" where none is of type 2.

Where all types stand between blank lines, a heading that was lost has left its own: between two items, or above the
first one, where the other types have fewer.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.document import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.measures.listed import Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading

# In other files a blank line is none of the writer's.
_TEXTS = frozenset({"text/plain", "text/markdown"})


def found(document: Document, listing: Listing) -> Iterator[TypeHeading]:
    """The types whose measures have no blank line between them, in a list that has them around its types."""
    headings = listing.headings
    if document.source.media_type not in _TEXTS or listing.loose or listing.aside:
        return
    if not all(heading.lines[0].gap for heading in headings):
        return
    of: dict[int, list[Line]] = defaultdict(list)
    for one in listing.measures:
        of[id(one.heading)].extend(one.lines)
    below = {above.number: line.gap for above, line in pairwise(document.lines)}
    firsts = {id(heading): below.get(heading.lines[-1].number, 0) for heading in headings}
    least = min((firsts[key] for key, lines in of.items() if lines), default=0)
    for heading in headings:
        lines = of[id(heading)]
        if lines and firsts[id(heading)] <= least and _is_tight(lines):
            yield heading


def _is_tight(lines: list[Line]) -> bool:
    return all(not below.gap and below.number == above.number + 1 for above, below in pairwise(lines)) and all(
        line.kind is Kind.ITEM or line.kind is Kind.TEXT for line in lines
    )
