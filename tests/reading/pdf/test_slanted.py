from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from aqbgraph.reading.pdf.slanted import slant

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Zielvereinbarung über die Umsetzung des Budgets zwischen dem Land und dem Kreis "


def page(folder: Path, angle: float, lines: int = 30) -> Path:
    """A page of lines that runs askew, clockwise."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for number in range(lines):
        draw.text((150, 200 + 45 * number), WORDS, fill=0, font_size=24)
    picture.rotate(-angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255).save(folder / "1.pgm", "PPM")
    return folder / "1.pgm"


@pytest.mark.parametrize("angle", [-25, -8, -3, 5, 7.5, 12, 28])
def test_how_far_lines_run_askew(tmp_path: Path, angle: float) -> None:
    assert slant(page(tmp_path, angle)) == pytest.approx(angle, abs=0.3)


@pytest.mark.parametrize("angle", [0, 1, 90, 180])
def test_level_pages_and_pages_on_their_side_stay(tmp_path: Path, angle: float) -> None:
    assert slant(page(tmp_path, angle)) == 0


def test_an_empty_page(tmp_path: Path) -> None:
    assert slant(page(tmp_path, 0, lines=0)) == 0
