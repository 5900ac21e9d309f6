"""An item that is two of its list: one of its halves is called as another item is, but for the number at the end.

"Geflüchtete II - Übergangsmanagement" beside "Geflüchtete I", "Digital Praxis 2025 - Tour" beside "Integration 2025": a
dash is what a bullet looks like when two lines become one.
"""

from __future__ import annotations

import re
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
    for number, name in enumerate(names):
        if not _DASHES.isdisjoint(name) and _DASH.search(name):
            others = [other for index, other in enumerate(names) if index != number]
            if _is_numbered_as(name, others) or _is_dated_as(name, others):
                yield number, name


def _is_numbered_as(name: str, others: Sequence[str]) -> bool:
    stems = {_NUMBER.sub("", other) for other in others if _NUMBER.search(other)}
    return any(_NUMBER.search(half) and _NUMBER.sub("", half) in stems for half in _DASH.split(name))


def _is_dated_as(name: str, others: Sequence[str]) -> bool:
    """Whether a half that is not the last ends with a year, as another item does."""
    years = {match[0] for half in _DASH.split(name)[:-1] if (match := _YEAR.search(half))}
    return any(other.endswith(tuple(years)) for other in others)
