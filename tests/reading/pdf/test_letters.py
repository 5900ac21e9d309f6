from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.pdf.test_pdf import made

from aqbgraph.reading.pdf import letters, pdf

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def written(blank: float, gap: float) -> list[str]:
    """A line with blanks so wide, and below it a word in two pieces so far apart."""

    def page(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setFont("Helvetica", 11)
        text.setWordSpace(blank - canvas.stringWidth(" ", "Helvetica", 11))
        text.textOut("Der Kreis finanziert damit folgende Projekte:")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 660, "Jobstar")
        canvas.drawString(60 + canvas.stringWidth("Jobstar") + gap, 660, "ter")

    return [line.text for line in pdf.read(made(page), "a.pdf").lines][-1:]


@pytest.mark.parametrize(("blank", "gap", "parted"), [(6.5, 2.0, False), (6.5, 3.5, True), (3.0, 2.0, True)])
def test_a_gap_far_narrower_than_blanks_parts_no_words(blank: float, gap: float, parted: bool) -> None:
    assert written(blank, gap) == ["Jobstar ter" if parted else "Jobstarter"]


@pytest.mark.parametrize(("word", "following"), [("Jobstar", "D"), ("2025", "b"), ("Z", "i")])
def test_a_gap_that_is_not_within_small_letters_parts(word: str, following: str) -> None:
    class Wide(letters.Blanks):
        usual = 9.0

    blanks = Wide(None)
    assert blanks.parts(word, following, 1)
    assert not blanks.parts("Jobstar", "t", 1)
