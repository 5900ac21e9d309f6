from __future__ import annotations

from typing import TYPE_CHECKING

from tests.counting import calls
from tests.reading.pdf.test_pdf import TEXT, made

from aqbgraph.reading.paper.sheets import Word
from aqbgraph.reading.pdf import pdf
from aqbgraph.reading.pdf.laid_across import once, put_aside

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINES = [TEXT, "Der Kreis finanziert folgende Projekte:", "Neue Wege", "Jobcafé"]
# Some hundred, where each word is compared with those around it; with all others, it would be thousands.
MOST_CALLS_OF_A_WORD = 400


def lines(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(LINES):
        canvas.drawString(100, 700 - 30 * number, line)


def read(page: object) -> list[str]:
    return [line.text for line in pdf.read(made(page), "a.pdf").lines]  # type: ignore[arg-type]  # a page is drawn by it


def test_large_letters_across_lines_are_put_aside() -> None:
    def copy(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 110)
        canvas.setFillGray(0.85)
        canvas.drawString(90, 630, "KOPIE")
        canvas.setFillGray(0)
        lines(canvas)

    assert read(copy) == [*LINES, "KOPIE"]


def test_a_large_title_is_read_where_it_stands() -> None:
    def titled(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 40)
        canvas.drawString(100, 760, "Vertrag")
        lines(canvas)

    assert read(titled) == ["Vertrag", *LINES]


def test_what_is_drawn_twice_is_read_once() -> None:
    def twice(canvas: Canvas) -> None:
        canvas.beginForm("page")
        lines(canvas)
        canvas.endForm()
        canvas.doForm("page")
        canvas.translate(0.3, 0)
        canvas.doForm("page")

    assert read(twice) == LINES


def test_a_page_full_of_like_words_costs_no_more_than_others() -> None:
    """Of one size, and of two of which one is large."""
    like = [Word("an", 10.0 * (at % 50), at / 50, 10.0 * (at % 50) + 4, at / 50, at / 50, 4) for at in range(2_000)]
    sized = [word._replace(size=4 + 40 * (at % 2)) for at, word in enumerate(like)]
    for work in (lambda: once(like), lambda: put_aside(sized)):
        assert calls(work) < MOST_CALLS_OF_A_WORD * len(like)
