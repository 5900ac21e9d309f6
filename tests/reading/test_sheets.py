from __future__ import annotations

import pytest

from aqbgraph.reading.sheets import Sheet, Word


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
