from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from tests.reading.pdf.test_pdf import TEXT, made

from aqbgraph.reading.pdf import pdf, sizes

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINES = [TEXT, "Der Kreis finanziert damit folgende Projekte:", "Neue Wege", "Jobcafé"]


def scaled(said: float, scale: float) -> bytes:
    def page(canvas: Canvas) -> None:
        canvas.scale(scale, scale)
        canvas.setFont("Helvetica", said)
        for number, line in enumerate(LINES):
            canvas.drawString(100 / scale, 700 / scale - 1.3 * said * number, line)

    return made(page)


@pytest.mark.parametrize(
    ("said", "scale", "size"),
    [
        (11, 1, 11),
        # Of browsers, whose scale all measures hold for.
        (11, 0.75, 11),
        (11, 0.375, 5.5),
        (1, 11, 11),
    ],
)
def test_letters_are_as_large_as_they_are_displayed(said: float, scale: float, size: float) -> None:
    page = pypdfium2.PdfDocument(scaled(said, scale))[0]
    assert sizes.size(page.get_textpage(), 0) == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize(("said", "scale"), [(11, 0.3), (11, 1), (1, 11)])
def test_lines_of_a_page_drawn_smaller_are_not_mixed(said: float, scale: float) -> None:
    assert " ".join(line.text for line in pdf.read(scaled(said, scale), "a.pdf").lines) == " ".join(LINES)
