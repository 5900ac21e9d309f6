"""The part of a page that a passage stands on, as people call it."""

from __future__ import annotations

import pytest

from aqbgraph.document import Document, Placed, Source
from aqbgraph.publication.agreements.paper_places import paper_places
from aqbgraph.publication.languages import ENGLISH, GERMAN

A4 = (600.0, 900.0)


def document(*words: Placed, sheets: tuple[tuple[float, float], ...] = (A4, A4)) -> Document:
    return Document(Source("a.pdf", "", "", 1), "x" * 10, (), words, sheets=sheets)


@pytest.mark.parametrize(
    ("box", "part", "english"),
    [
        ((10, 10, 100, 20), "oben links", "top left"),
        ((250, 10, 350, 20), "oben in der Mitte", "top centre"),
        ((500, 10, 590, 20), "oben rechts", "top right"),
        ((10, 10, 590, 20), "oben", "at the top"),
        ((10, 440, 590, 460), "in der Mitte", "in the middle"),
        ((10, 440, 100, 460), "links, in mittlerer Höhe", "left, half way down"),
        ((500, 880, 590, 900), "unten rechts", "bottom right"),
        # A box that reaches beyond the page is on it all the same.
        ((500, 880, 700, 1300), "unten rechts", "bottom right"),
    ],
)
def test_parts_of_a_page(box: tuple[float, float, float, float], part: str, english: str) -> None:
    paper = document(Placed(0, 5, 2, *box))
    (german,) = paper_places(paper, 0, 5, GERMAN)
    (other,) = paper_places(paper, 0, 5, ENGLISH)
    assert (german.page, german.part, other.part) == (2, part, english)
    assert german.sheet == (600, 900)


def test_the_box_leaves_room_around_the_words() -> None:
    (place,) = paper_places(document(Placed(0, 5, 1, 10, 20, 110, 32)), 0, 5, GERMAN)
    assert place.box == (6, 16, 108, 20)


def test_a_passage_over_two_pages_has_two_places() -> None:
    paper = document(Placed(0, 5, 1, 10, 880, 100, 890), Placed(6, 9, 2, 10, 10, 100, 20))
    assert [(one.page, one.part) for one in paper_places(paper, 0, 9, GERMAN)] == [
        (1, "unten links"),
        (2, "oben links"),
    ]


def test_of_a_page_of_unknown_size_the_number_is_all_that_is_said() -> None:
    (place,) = paper_places(document(Placed(0, 5, 1, 10, 10, 100, 20), sheets=()), 0, 5, GERMAN)
    assert (place.page, place.part, place.sheet, place.box) == (1, "", None, None)
