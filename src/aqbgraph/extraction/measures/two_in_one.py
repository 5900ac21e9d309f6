"""An item that is two of its list: one of its halves is called as another item is, but for the number at the end.

"Geflüchtete II - Übergangsmanagement" beside "Geflüchtete I", "Digital Praxis 2025 - Tour" beside "Integration 2025": a
dash is what a bullet looks like when two lines become one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.items import TWO_LINES
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.extraction.measures.listed import Listing

_DASH = re.compile(r" [-–—•*+] ")
_NUMBER = re.compile(r" (?:[IVX]{1,4}|\d{1,2})$")
_YEAR = re.compile(r"\b20\d\d$")
_DASHES = frozenset("-–—•*+")


def leave_out(found: Listing) -> None:
    """Sets such measures aside."""
    doubtful = dict(_found([one.passage.text for one in found.measures]))
    if doubtful:
        for number, name in doubtful.items():
            one = found.measures[number]
            why = f"„{name}“ nennt wohl zwei Projekte: {TWO_LINES}"
            found.aside.append(SetAside(one.heading, one.lines, why))
        found.measures = [one for number, one in enumerate(found.measures) if number not in doubtful]


def _found(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    dashed = [(n, name) for n, name in enumerate(names) if not _DASHES.isdisjoint(name) and _DASH.search(name)]
    if not dashed:
        return
    stems = Counter(_NUMBER.sub("", name) for name in names if _NUMBER.search(name))
    years = Counter(match[0] for name in names if (match := _YEAR.search(name)))
    for number, name in dashed:
        # What a name says itself is not said by another.
        own, year = _NUMBER.sub("", name) if _NUMBER.search(name) else "", _YEAR.search(name)
        halves = _DASH.split(name)
        numbered = {_NUMBER.sub("", half) for half in halves if _NUMBER.search(half)}
        dated = {match[0] for half in halves[:-1] if (match := _YEAR.search(half))}
        if any(stems[stem] > (stem == own) for stem in numbered) or any(
            years[one] > (year is not None and year[0] == one) for one in dated
        ):
            yield number, name
