"""An item that is two of its list: one of its halves is called as another item is, but for the number at the end.

"Geflüchtete II - Übergangsmanagement" beside "Geflüchtete I", "Digital Praxis 2025 - Tour" beside "Integration 2025": a
dash is what a bullet looks like when two lines become one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.errors import BadValue
from aqbgraph.extraction.measures import losses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line

_DASH = re.compile(r" [-–—•*+] ")
_NUMBER = re.compile(r" (?:[IVX]{1,4}|\d{1,2})$")
_YEAR = re.compile(r"\b20\d\d$")
_DASHES = frozenset("-–—•*+")


def faults(document: Document, items: Sequence[tuple[Line, str]]) -> Iterator[BadValue]:
    """A fault for each item that is probably two, by the lines that items begin with and their names."""
    for number, (line, name) in enumerate(items):
        if not _DASHES.isdisjoint(name) and _DASH.search(name):
            others = [other for index, (_, other) in enumerate(items) if index != number]
            if _is_numbered_as(name, others) or _is_dated_as(name, others):
                message = f"„{name}“ nennt wohl zwei Projekte: Gingen zwei Zeilen ineinander?"
                yield BadValue(message, losses.place(document, line))


def _is_numbered_as(name: str, others: Sequence[str]) -> bool:
    stems = {_NUMBER.sub("", other) for other in others if _NUMBER.search(other)}
    return any(_NUMBER.search(half) and _NUMBER.sub("", half) in stems for half in _DASH.split(name))


def _is_dated_as(name: str, others: Sequence[str]) -> bool:
    """Whether a half that is not the last ends with a year, as another item does."""
    years = {match[0] for half in _DASH.split(name)[:-1] if (match := _YEAR.search(half))}
    return any(other.endswith(tuple(years)) for other in others)
