"""Faults as the clerk is told them: each once, in the order of the source, with its place on paper if there is any."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.correction import sheet_name
from aqbgraph.errors import AqbError, BadValue, Doubtful, UnknownParty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.document import Document

# What the recognition of characters may be to blame for.
_OF_WORDS = (BadValue, UnknownParty)


def told(document: Document, faults: Iterable[AqbError]) -> tuple[AqbError, ...]:
    """Faults of a document; those of a scan name the recognition of characters as what may be their cause."""
    unique = {str(fault): fault for fault in (_told(document, fault) for fault in faults)}
    return tuple(sorted(unique.values(), key=lambda fault: ((fault.place and fault.place.line) or 0, fault.message)))


def whereabouts(document: Document, number: int) -> str:
    """What people look for to find a line: "Zeile 3", or its place on paper."""
    line = next((line for line in document.lines if line.number == number and line.text), None)
    spot = document.spot(line.passage.extent[0]) if line else None
    return str(spot) if spot else f"Zeile {number}"


def _told(document: Document, fault: AqbError) -> AqbError:
    message, place = fault.message, fault.place
    if document.recognised and isinstance(fault, _OF_WORDS) and not isinstance(fault, Doubtful):
        message += (
            " Die Seite ist ein Scan: Vermutlich hat sich die Texterkennung verlesen. Bitte mit dem Scan vergleichen "
            f"und in „{sheet_name(document.source.name)}“ als [[berichtigen]] eintragen (docs/correct.md)."
        )
    if place is not None and place.line is not None and document.words:
        line = next((line for line in document.lines if line.number == place.line and line.text), None)
        start = place.start if place.start is not None else line.passage.runs[0][1] if line else None
        if start is not None:
            place = replace(place, spot=document.spot(start))
    if isinstance(fault, BadValue):
        return type(fault)(message, place, fault.entry)
    return type(fault)(message, place)
