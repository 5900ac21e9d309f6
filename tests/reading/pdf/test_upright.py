"""Which way a scan lies, and pictures turned upright."""

from __future__ import annotations

from math import atan2, cos, pi, radians, sin
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from aqbgraph.reading.paper.sheets import Word
from aqbgraph.reading.pdf import upright

if TYPE_CHECKING:
    from pathlib import Path


def page(angle: float, lines: int = 5) -> list[Word]:
    """Lines of eight words of different heights on a page that was turned clockwise about its corner."""
    found = []
    for line in range(lines):
        for column in range(8):
            x, y = 60.0 * column, 20.0 * line + (column * 7 % 3)
            across, down = (
                x * cos(radians(angle)) - y * sin(radians(angle)),
                x * sin(radians(angle)) + y * cos(radians(angle)),
            )
            found.append(Word("Wort", across - 20, down - 5, across + 20, down + 5, float(line), 12))
    return found


@pytest.mark.parametrize("angle", [0, 0.5, 2.5, -5, 20, 90, -90, 92.5, 87, 178, -176])
def test_lines_tell_which_way_a_page_lies(angle: float) -> None:
    assert abs(upright.tilt(page(angle)) - angle) < 0.3


def test_a_line_of_very_many_words_costs_no_more_than_others() -> None:
    words = [Word("Wort", 9.0 * at, 0.05 * at, 9.0 * at + 8, 0.05 * at + 5, 0.0, 12) for at in range(20_000)]
    start = perf_counter()
    assert abs(upright.tilt(words) - atan2(0.05, 9) * 180 / pi) < 0.01
    assert perf_counter() - start < 1


def test_upside_down_is_not_taken_for_upright() -> None:
    assert abs(upright.tilt(page(180))) > 179


def test_few_words_tell_nothing() -> None:
    """A stamp or two names that are set askew turn no page."""
    assert upright.tilt(page(5, lines=1)[:4]) == 0
    assert upright.tilt([]) == 0


def test_pictures_are_turned(tmp_path: Path) -> None:
    """Clockwise, as Pillow turns them."""
    path = tmp_path / "a.pgm"
    image = Image.frombytes("L", (3, 2), bytes(range(6)))
    for degrees in (90, 180, 270):
        image.save(path, "PPM")
        upright.turn(path, degrees)
        with Image.open(path) as turned:
            assert turned.tobytes() == image.rotate(-degrees, expand=True).tobytes()
            assert turned.size == image.rotate(-degrees, expand=True).size


def test_a_line_that_falls_is_made_level_and_nothing_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.pgm"
    image = Image.new("L", (200, 100), 255)
    fall = 200 * sin(radians(5)) / cos(radians(5))
    ImageDraw.Draw(image).line((0, 40, 200, 40 + fall), fill=0, width=3)
    image.save(path, "PPM")
    upright.straighten(path, 5)
    with Image.open(path) as straight:
        assert straight.width > 200
        assert straight.height > 100
        dark = straight.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None
    left, top, right, bottom = dark
    assert right - left > 196
    assert bottom - top < 6
