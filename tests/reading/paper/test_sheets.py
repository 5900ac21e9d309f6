from __future__ import annotations

from math import cos, radians, sin

import pytest

from aqbgraph.reading.paper.sheets import Sheet, Word


@pytest.mark.parametrize(
    ("turned", "size", "box"),
    [
        (0, (800.0, 600.0), (10, 20, 110, 40)),
        (90, (600.0, 800.0), (20, 690, 40, 790)),
        (180, (800.0, 600.0), (690, 560, 790, 580)),
        (270, (600.0, 800.0), (560, 10, 580, 110)),
    ],
)
def test_a_page_has_the_size_in_which_its_words_are_displayed(
    turned: int, size: tuple[float, float], box: tuple[float, float, float, float]
) -> None:
    word = Word("Wort", 10, 20, 110, 40, 38, 12)
    sheet = Sheet(1, 800, 600, (word,), turned=turned)
    assert sheet.displayed_size == size
    assert sheet.displayed(word) == box
    assert 0 <= box[0] < box[2] <= size[0]
    assert 0 <= box[1] < box[3] <= size[1]


def test_a_page_that_was_straightened_has_its_words_where_they_were_scanned() -> None:
    """Turned anticlockwise by 3° about its middle, onto a larger page; the box is the upright one around the word."""
    middle = Word("Wort", 410, 315, 430, 325, 324, 12)
    sheet = Sheet(1, 840, 640, (middle,), turned=-3, displayed_as=(800.0, 600.0))
    assert sheet.displayed_size == (800.0, 600.0)
    box = sheet.displayed(middle)
    assert 389 < box.left < 391
    assert 409 < box.right < 411
    assert box.bottom - box.top == pytest.approx(20 * sin(radians(3)) + 10 * cos(radians(3)))
    far = sheet.displayed(Word("Wort", 720, 315, 740, 325, 324, 12))
    assert (far.top + far.bottom) / 2 == pytest.approx(300 + 310 * sin(radians(3)))


def test_no_box_leaves_the_page() -> None:
    sheet = Sheet(1, 840, 640, (), turned=-3, displayed_as=(800.0, 600.0))
    box = sheet.displayed(Word("Wort", 0, 0, 10, 10, 9, 12))
    assert min(box) == 0
