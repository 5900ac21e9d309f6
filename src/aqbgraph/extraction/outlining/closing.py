"""Where the closing begins, with its signatures: below the last heading of a part."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from aqbgraph.extraction.signatures import labelled
from aqbgraph.extraction.signatures.offices import is_office
from aqbgraph.extraction.signatures.openings import begins_signature
from aqbgraph.extraction.signatures.organisations import names_party

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.outlining.looks import Look
    from aqbgraph.extraction.outlining.titles import Titles

# Words of a name, with all titles.
_LONGEST_NAME = 4


def closing(lines: Sequence[Line], look: Callable[[str], Look], titles: Titles) -> int:
    """Where the signatures begin: at place and date, or at the name above an office where that line was lost."""
    last = _last_heading(lines, look, titles)
    for index in range(last, len(lines)):
        if begins_signature(lines[index].text):
            # A party may be named above its place and day.
            return index - (index > last + 1 and names_party(lines[index - 1].text))
        if labelled.begins(lines[index]):
            # The head of the table says who signs in each column.
            head = lines[index - 1]
            return index - (index > last + 1 and bool(head.cells) and len(head.cells) == len(lines[index].cells))
        if is_office(lines[index].text):
            above = takewhile(_may_be_name, reversed(lines[last + 1 : index]))
            return index - sum(1 for _ in above)
    return len(lines)


def _may_be_name(line: Line) -> bool:
    return len(line.text.split()) <= _LONGEST_NAME and line.text[-1].isalpha()


def _last_heading(lines: Sequence[Line], look: Callable[[str], Look], titles: Titles) -> int:
    for index in range(len(lines) - 1, -1, -1):
        if look(lines[index].text).clause or titles.at(lines[index : index + 2]):
            return index
    return 0
