"""An item of the list that can be no measure of the type above it, or may be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.errors import BadValue, UnknownHeading
from aqbgraph.extraction.measures import losses, tables, unclear_rows
from aqbgraph.extraction.measures.measure_types import is_number, names_type, type_of
from aqbgraph.extraction.measures.numbered import counts_on

if TYPE_CHECKING:
    from aqbgraph.document import Document, Line
    from aqbgraph.errors import ExtractionError
    from aqbgraph.extraction.measures.listed import Listing


def fault(document: Document, found: Listing, line: Line) -> ExtractionError | None:
    """Why an item cannot be taken for a measure of the type above it."""
    heading, text = found.headings[-1], line.text
    concept = type_of(text)
    above = found.measures[-1].lines[0] if found.measures and found.measures[-1].heading is heading else line
    if line.level > above.level:
        message = f"„{line.text}“ ist eingerückt: Ist es ein Projekt oder gehört es zu dem darüber?"
        return BadValue(message, losses.place(document, line))
    if line.marker == tables.MARKER != above.marker:
        message = f"„{line.text}“ steht in einer Tabelle unter einer Liste: Ist es noch ein Projekt dieser Art?"
        return BadValue(message, losses.place(document, line))
    if concept is not None and concept != heading.concept:
        message = f"„{line.text}“ ist eine Maßnahmenart, steht hier aber als Aufzählungspunkt."
    elif concept is None and names_type(text):
        message = f"„{line.text}“ enthält den Namen einer Maßnahmenart."
    elif heading.number is not None and is_number(line.marker) and not _counts_on(found, line):
        message = f"Die Maßnahmenart „{line.marker} {line.text}“ kennt ontology/measure-types.ttl nicht."
    else:
        return None
    return UnknownHeading(message, losses.place(document, line))


def doubt(found: Listing, line: Line) -> str:
    """Why an item may be no measure, or not one, as tables have them."""
    if line.marker == tables.MARKER:
        return unclear_rows.open_break(line) or unclear_rows.footnote(line)
    if _is_below_table(found):
        return f"„{line.text}“ steht unter einer Tabelle: Ist es noch ein Projekt dieser Art oder eine Fußnote?"
    return ""


def _is_below_table(found: Listing) -> bool:
    """Whether what follows stands below measures of its type that stand in a table: it may be a footnote of it."""
    heading = found.headings[-1]
    above = [one.lines[-1] for one in found.measures[-1:] if one.heading is heading]
    above += [one.lines[-1] for one in found.aside[-1:] if one.heading is heading]
    above += [lines[0] for kind, lines in found.loose[-1:] if kind is heading]
    return any(one.marker == tables.MARKER for one in above)


def _counts_on(found: Listing, line: Line) -> bool:
    return found.counted or counts_on(found.headings[-1], found.numbered, line)
