from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.reading.paper.page_columns import columns
from aqbgraph.reading.paper.sheets import Box, Sheet, Word
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE, OTHER = (
    f"{begin} den Kreisen und kreisfreien Städten Mittel bereit, mit denen sie Projekte für Menschen finanzieren, "
    "die Arbeit suchen oder eine Ausbildung beginnen wollen, und beide Seiten sprechen einmal im Jahr darüber, was sie "
    "damit erreicht haben und was im nächsten Jahr anders werden soll, damit mehr Menschen Arbeit finden."
    for begin in ("Das Land stellt", "Zum Ersten gibt das Ministerium")
)
WIDTH, TOP = 220, 760


def column(canvas: Canvas, x: float, y: float, paragraphs: Sequence[str], pitch: float = 13) -> None:
    for paragraph in paragraphs:
        for line in simpleSplit(paragraph, "Helvetica", 10, WIDTH):
            canvas.drawString(x, y, line)
            y -= pitch
        y -= pitch


def text(*pages: Sequence[tuple[float, float, Sequence[str]]], heading: str = "", pitch: float = 13) -> list[str]:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        if heading:
            canvas.drawString(60, 800, heading)
        for x, y, paragraphs in page:
            column(canvas, x, y, paragraphs, pitch)
        canvas.showPage()
    canvas.save()
    return [line.text for line in parse(stream.getvalue(), "a.pdf").lines]


def test_columns_stand_nearer_than_letters_are_high() -> None:
    # The longest lines of the left one end 8 points before the right one, of letters of 10.
    left = [(60, TOP, [PROSE, OTHER])]
    lines = [line for one in (PROSE, OTHER) for line in simpleSplit(one, "Helvetica", 10, WIDTH)]
    reach = 60 + max(stringWidth(line, "Helvetica", 10) for line in lines)
    assert text([*left, (reach + 8, TOP, [OTHER, PROSE])]) == text(left) + text([(60, TOP, [OTHER, PROSE])])


# Where the lines of both columns stand at one height, and where they do not.
@pytest.mark.parametrize("lower", [0, 4, 7])
def test_columns_are_read_one_after_the_other(lower: float) -> None:
    left, right = ["§ 1", PROSE, "§ 2", PROSE], [OTHER, "§ 3", OTHER, "§ 4"]
    page = [(60, TOP, left), (310, TOP - lower, right)]
    assert text(page, heading="Über beide Spalten geht diese Überschrift der Vereinbarung, sie steht ganz oben") == [
        "Über beide Spalten geht diese Überschrift der Vereinbarung, sie steht ganz oben",
        *left,
        *right,
    ]


def test_the_last_page_has_the_columns_of_those_before() -> None:
    first = [(60, TOP, ["§ 1", PROSE]), (310, TOP, ["§ 2", OTHER])]
    last = [(60, TOP, [OTHER, "Das ist alles."]), (310, TOP, ["Wiesbaden, den 2. 8. 2025", "Heike Hofmann"])]
    assert text(first, last)[4:] == [OTHER, "Das ist alles.", "Wiesbaden, den 2. 8. 2025", "Heike Hofmann"]


def test_names_side_by_side_are_no_columns_of_prose() -> None:
    names = [f"Projekt {number}" for number in range(12)]
    rows = text([(60, TOP, [PROSE]), (60, 600, names), (310, 600, names)])
    assert rows[-24:] == [*names, *names]


@pytest.mark.parametrize("beside", [[], ["Erbach, den 3. 8. 2025", "Frank Matiaske"]])
def test_signatures_below_columns_come_last(beside: Sequence[str]) -> None:
    left, right = ["§ 1", PROSE], ["§ 2", OTHER]
    signed = ["Wiesbaden, den 2. 8. 2025", "Heike Hofmann"]
    first = [(60, TOP, left), (310, TOP, right)]
    page = [*first, (60, 560, signed), (310, 560, beside)]
    assert text(page) == [*left, *right, *signed, *beside]


def test_signatures_in_a_column_stay_there() -> None:
    left, right = ["§ 1", PROSE, "§ 2", PROSE], ["§ 3", OTHER, "Wiesbaden, den 2. 8. 2025", "Heike Hofmann"]
    assert text([(60, TOP, left), (310, TOP, right)]) == [*left, *right]


def test_many_ruled_lines_across_columns_take_no_long_time() -> None:
    words = [
        Word("wort", left + at * 30, line * 13 - 8, left + at * 30 + 20, line * 13, line * 13, 10)
        for line in range(1, 61)
        for left in (20, 310)
        for at in range(8)
    ]
    rules = tuple(Box(20, 0.08 * number, 500, 0.08 * number) for number in range(10_000))
    start = time.process_time()
    columns(Sheet(1, 595, 842, tuple(words), rules, picture=False), words)
    assert time.process_time() - start < 2
