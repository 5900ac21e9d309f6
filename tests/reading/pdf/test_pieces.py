from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.reading.pdf.test_pdf import made

from aqbgraph.reading.pdf import pdf

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def ligature(canvas: Canvas, before: str, letters: str, behind: str) -> None:
    """A line in which letters are drawn as one sign, and what they are is said beside it, as browsers do."""
    canvas.setFont("Helvetica", 11)
    code: list[str] = vars(canvas)["_code"]
    x = 60.0
    for words in (before, letters, behind):
        if words is letters:
            code.append(f"/Span <</ActualText ({letters})>> BDC")
        canvas.drawString(x, 700, words)
        if words is letters:
            code.append("EMC")
        x += stringWidth(words, "Helvetica", 11)


@pytest.mark.parametrize(("scale", "across", "down"), [(1, 0, 0), (1, 40, -30), (0.7, 0, 0), (0.7, 200, 50)])
def test_letters_of_a_ligature_stand_in_their_word(scale: float, across: float, down: float) -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("drawn")
        ligature(canvas, "Hilfe zur Quali", "fi", "zierung im Kreis")
        canvas.drawString(60, 500, "Weiter unten.")
        canvas.endForm()
        canvas.translate(across, down)
        canvas.scale(scale, scale)
        canvas.doForm("drawn")

    assert [line.text for line in pdf.read(made(page), "a.pdf").lines] == [
        "Hilfe zur Qualifizierung im Kreis",
        "Weiter unten.",
    ]
