"""Types of which nothing certain is left: all that stands below them is doubtful, or a line below them was lost.

Published without a measure such a type would seem to have none, so nothing is said of it. Where something of the list
is certain the agreement is made without it; else the document is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.measures import losses
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.extraction.measures.listed import Listing
    from aqbgraph.extraction.measures.measure_types import TypeHeading


def leave_out(found: Listing, emptied: Sequence[TypeHeading]) -> None:
    """Takes such types out of the headings, if nothing else stands against the list; `emptied` have a hole below."""
    if not (emptied or found.aside or found.loose):
        return
    if found.faults or sum(one.of_quotation for one in found.aside) > 1:
        return
    certain = {id(measure.heading) for measure in found.measures}
    aside = [(one.heading, one.lines) for one in found.aside if one.heading is not None and not one.untyped]
    doubtful = [*aside, *((heading, tuple(lines)) for heading, lines in found.loose)]
    of_doubt = {id(heading) for heading, _ in doubtful}
    emptied = [one for one in emptied if id(one) not in of_doubt]
    gone = {id(one) for one in emptied} | (of_doubt - certain)
    if gone and found.measures:
        untold = [heading for heading in found.headings if id(heading) in gone]
        found.headings = [heading for heading in found.headings if id(heading) not in gone]
        found.untold = untold
        found.aside.extend(
            SetAside(heading, heading.lines, losses.why_empty(heading), untyped=True) for heading in emptied
        )
