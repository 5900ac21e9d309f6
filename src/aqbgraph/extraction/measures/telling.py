"""Items that tell of the measure above them, and are none themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.details import is_detail, is_labelled

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import Listing


def of_last(found: Listing, line: Line) -> bool:
    """Whether an item is a detail of the measure above; it is no part of the list, and the account shows it."""
    if found.loose and _ends_in_loose(found):
        return is_detail(line.text)
    last = found.measures[-1] if found.measures else None
    if last is None or last.heading is not found.headings[-1] or last.passage.text.endswith(":"):
        return False
    return is_labelled(line.text) or (line.level > last.lines[0].level and is_detail(line.text))


def _ends_in_loose(found: Listing) -> bool:
    """Whether the last lines of the list may be measures, below which nothing tells how far an item is set in."""
    if found.loose[-1][0] is not found.headings[-1]:
        return False
    return not found.measures or found.measures[-1].lines[-1].number < found.loose[-1][1][-1].number
