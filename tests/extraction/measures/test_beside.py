"""Measures that stand beside their types on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Placed
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.document import Document

ONE, TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"
TEXT = f"{ONE}\n\n{TWO}\n\n- Startklar\n- Pflege\n"


def messages(places: dict[str, tuple[float, float]]) -> list[str]:
    """What is said of the list when these lines begin at these places (left, top) of a page."""
    document = parse(TEXT.encode(), "a.md")
    words = tuple(
        Placed(line.passage.extent[0], line.passage.extent[1], 1, left, top, left + 50, top + 10)
        for line in document.lines
        for left, top in [places[line.text]]
    )
    return [fault.message for fault in listing(_placed(document, words), document.lines, lambda _: False).faults]


def _placed(document: Document, words: tuple[Placed, ...]) -> Document:
    return replace(document, words=words)


def test_a_column_of_measures_beside_their_types() -> None:
    """All would fall to the type read last."""
    (message,) = messages({ONE: (70, 100), TWO: (70, 130), "Startklar": (300, 100), "Pflege": (300, 130)})
    assert message.startswith("„Startklar“ steht auf der Seite neben oder über")


def test_a_list_below_its_type() -> None:
    assert messages({ONE: (70, 100), TWO: (70, 130), "Startklar": (88, 150), "Pflege": (88, 170)}) == []


def test_a_list_that_goes_on_in_the_next_column_of_text() -> None:
    assert messages({ONE: (70, 700), TWO: (70, 730), "Startklar": (88, 750), "Pflege": (320, 60)}) == []


def test_a_list_on_a_page_that_was_scanned_upside_down() -> None:
    """What is above a type on the page as scanned was below it when the page was read."""
    document = parse(TEXT.encode(), "a.md")
    places = {ONE: (300, 700), TWO: (300, 670), "Startklar": (452, 650), "Pflege": (452, 630)}
    words = tuple(
        Placed(line.passage.extent[0], line.passage.extent[1], 1, left, top, left + 50, top + 10)
        for line in document.lines
        for left, top in [places[line.text]]
    )
    placed = _placed(document, words)
    assert listing(replace(placed, turns=(180,)), document.lines, lambda _: False).faults == []
    assert listing(placed, document.lines, lambda _: False).faults != []
