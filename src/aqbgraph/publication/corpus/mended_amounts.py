"""Where an amount is not what the source has: a mark with the way to the passage that tells what was read and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.corpus.amount_readings import CORRECTED, REPAIRED
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.languages import Language

# Reading → its part of the agreement's page, and how it is called; the graver first.
_MARKS = {CORRECTED: ("source-corrections", later("berichtigt")), REPAIRED: ("repairs", later("repariert"))}


def mended(language: Language, here: str, row: AgreementSummary, programmes: Iterable[str]) -> Link | None:
    """The mark of the amounts of these programmes taken together; None where all stand in the source."""
    readings = {row.reading(programme) for programme in programmes}
    found = ((part, word) for reading, (part, word) in _MARKS.items() if reading in readings)
    return next((Link(href(here, row.path, part), language.translated(word)) for part, word in found), None)
