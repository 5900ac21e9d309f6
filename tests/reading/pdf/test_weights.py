from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from tests.reading.pdf.test_pdf import made

from aqbgraph.reading.pdf import pdf, weights

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SAID = 10_000


@pytest.mark.parametrize(
    ("letters", "least"),
    [
        ([], 600),
        ([(400, 900), (700, 50)], 600),
        # A broad serif font, estimated as heavy: bold is what is clearly heavier.
        ([(625, 900), (892, 50)], 750),
        # Fonts that call themselves bold say nothing of the others.
        ([(400, 100), (SAID, 900)], 600),
        ([(SAID, 900)], 600),
    ],
)
def test_bold_is_heavy_and_heavier_than_most(letters: list[tuple[int, int]], least: float) -> None:
    assert weights.bold_from(letters) == pytest.approx(least)


def broad(name: str, stems: int) -> str:
    """A font that does not call itself bold, with stems as broad, in thousandths of an em."""
    font = TTFont(name, f"{name}.ttf")
    font.face.stemV = stems
    pdfmetrics.registerFont(font)
    return name


def test_a_text_in_a_broad_font_is_not_bold() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(broad("Vera", 125), 11)
        for number in range(4):
            canvas.drawString(100, 700 - 14 * number, "Die Zielvereinbarung wird geschlossen.")
        canvas.setFont(broad("VeraIt", 200), 11)
        canvas.drawString(100, 600, "Ziele")

    assert [line.strong for line in pdf.read(made(page), "a.pdf").lines][-2:] == [False, True]
