"""Names that end with a conjunction: the line that went on with them was lost.

So may one of a list without bullets that ends within a phrase have: "Wege zurück in den" and the name below it, which
may be its end, are both asked about.

Only the whole list tells: "a) Beratung und", "b) Betreuung" are two names of a list, and no longer end so when what a
list puts between its names was taken away.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.items import CUT_OFF
from aqbgraph.extraction.measures.set_aside import SetAside
from aqbgraph.extraction.measures.unmarked import MARKER, WITHIN_PHRASE

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

# The last letters of a phrase that goes on; most names have others.
_ENDS = frozenset(re.findall("...", "alsdendemdesderdiedasins im amanseimvomzumzurnemnennernes"))
_CONJUNCTIONS = (" und", " oder", " sowie", " bzw.")


def leave_out(found: Listing) -> None:
    """Sets such measures aside."""
    _with_next(found)
    hanging = [one for one in found.measures if one.passage.text.endswith(_CONJUNCTIONS)]
    if hanging:
        found.aside.extend(SetAside(one.heading, one.lines, f"„{one.passage.text}“ {CUT_OFF}") for one in hanging)
        found.measures = [one for one in found.measures if not one.passage.text.endswith(_CONJUNCTIONS)]


def _with_next(found: Listing) -> None:
    """Sets aside those of a list without bullets, each with the next one of its type."""
    gone: dict[int, str] = {}
    for number, (one, below) in enumerate(pairwise(found.measures)):
        # Without bullets the mark is not in the source.
        name, marker = one.passage.text, one.lines[0].marker
        cut = name[-3:] in _ENDS and marker == MARKER and WITHIN_PHRASE.search(name) is not None
        if cut and one.heading is below.heading:
            gone |= {number: f"„{one.passage.text}“ {CUT_OFF}", number + 1: f"„{one.passage.text}“ {CUT_OFF}"}
    if not gone:
        return
    found.aside.extend(
        SetAside(found.measures[number].heading, found.measures[number].lines, why) for number, why in gone.items()
    )
    found.measures = [one for number, one in enumerate(found.measures) if number not in gone]
