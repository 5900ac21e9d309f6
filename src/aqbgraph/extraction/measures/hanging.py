"""Names that end with a conjunction: the line that went on with them was lost.

Only the whole list tells: "a) Beratung und", "b) Betreuung" are two names of a list, and no longer end so when what a
list puts between its names was taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.items import CUT_OFF
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

_CONJUNCTIONS = (" und", " oder", " sowie", " bzw.")


def leave_out(found: Listing) -> None:
    """Sets such measures aside."""
    hanging = [one for one in found.measures if one.passage.text.endswith(_CONJUNCTIONS)]
    if hanging:
        found.aside.extend(SetAside(one.heading, one.lines, f"„{one.passage.text}“ {CUT_OFF}") for one in hanging)
        found.measures = [one for one in found.measures if not one.passage.text.endswith(_CONJUNCTIONS)]
