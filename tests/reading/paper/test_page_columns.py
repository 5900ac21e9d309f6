from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

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
