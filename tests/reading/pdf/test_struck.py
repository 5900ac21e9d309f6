from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.errors import ReadingError
from aqbgraph.reading.paper.sheets import Box, Sheet, Word
from aqbgraph.reading.pdf.struck import struck
from aqbgraph.reading.readers import parse

WORDS = (Word("Digital", 60, 93, 100, 102, 100, 10), Word("Praxis", 104, 93, 140, 102, 100, 10))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Box(60, 96.6, 140, 97.4), "Digital Praxis"),
        (Box(58, 96, 102, 97), "Digital"),
        # Under it, over it, through a part of it alone; a box.
        (Box(60, 101, 140, 101.8), ""),
        (Box(60, 91, 140, 91.5), ""),
        (Box(90, 96.6, 110, 97.4), ""),
        (Box(60, 92, 140, 102), ""),
    ],
)
def test_words_that_a_line_runs_through(rule: Box, found: str) -> None:
    assert struck(Sheet(1, 595, 842, WORDS, (rule,))) == found


def test_a_line_through_a_bullet_is_none() -> None:
    dash = (Word("–", 60, 93, 66, 102, 100, 10),)
    assert struck(Sheet(1, 595, 842, dash, (Box(60, 96.6, 140, 97.4),))) == ""
    assert struck(Sheet(1, 595, 842, ())) == ""


def test_a_page_of_many_words_and_lines_ends() -> None:
    words = tuple(Word("x", left, 93, left + 1, 102, 100, 10) for left in range(20_000))
    rules = (Box(30_000, 96.6, 40_000, 97.4),) * 20_000
    assert struck(Sheet(1, 595, 842, words, rules)) == ""


@pytest.mark.parametrize(("height", "refused"), [(3.0, True), (-1.5, False)])
def test_a_file_with_words_struck_through_is_refused(height: float, refused: bool) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.drawString(60, 700, "Digital Praxis")
    canvas.line(60, 700 + height, 60 + canvas.stringWidth("Digital Praxis"), 700 + height)
    canvas.save()
    if refused:
        with pytest.raises(ReadingError, match="„Digital Praxis“ durchgestrichen"):
            parse(stream.getvalue(), "a.pdf")
    else:
        assert [line.text for line in parse(stream.getvalue(), "a.pdf").lines] == ["Digital Praxis"]
