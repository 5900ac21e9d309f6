from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.errors import ReadingError
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable


def lines(draw: Callable[[Canvas], None]) -> list[str]:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.drawString(60, 700, "Erste Zeile")
    draw(canvas)
    canvas.save()
    return [line.text for line in parse(stream.getvalue(), "a.pdf").lines]


def rectangle(canvas: Canvas, grey: float, *, alpha: float = 1, left: float = 55) -> None:
    canvas.setFillGray(grey, alpha)
    canvas.rect(left, 646, 120, 16, stroke=0, fill=1)
    canvas.setFillGray(0, 1)


@pytest.mark.parametrize("grey", [0, 0.5, 1])
def test_what_is_painted_over_is_not_read(grey: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Geheimes Projekt")
        rectangle(canvas, grey)

    assert lines(draw) == ["Erste Zeile"]


def test_what_is_written_above_it_is() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "400.000 Euro")
        rectangle(canvas, 1)
        canvas.drawString(60, 650, "491.550 Euro")

    assert lines(draw) == ["Erste Zeile", "491.550 Euro"]


@pytest.mark.parametrize(("alpha", "left"), [(0.4, 55.0), (1.0, 300.0)])
def test_what_is_seen_through_or_beside_it_is_read(alpha: float, left: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Zweite Zeile")
        rectangle(canvas, 0.8, alpha=alpha, left=left)

    assert lines(draw) == ["Erste Zeile", "Zweite Zeile"]


def test_a_shape_cut_to_another_place_hides_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, "Zweite Zeile")
        path = canvas.beginPath()
        path.rect(400, 100, 50, 50)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.rect(0, 0, 595, 842, stroke=0, fill=1)

    assert lines(draw) == ["Erste Zeile", "Zweite Zeile"]


def test_many_shapes_end() -> None:
    def shapes(canvas: Canvas, count: int, high: float) -> None:
        for number in range(count):
            canvas.rect(number % 590, number % 600 * 0.1, 5, high, stroke=0, fill=1)

    def letters(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 3)
        for number in range(800):
            canvas.drawString(60 + number % 50 * 8, 600 - number // 50 * 5, "und")

    def draw(canvas: Canvas) -> None:
        letters(canvas)
        shapes(canvas, 10_000, 5)

    def tall(canvas: Canvas) -> None:
        letters(canvas)
        for _ in range(10_000):
            canvas.rect(0, 0, 5, 800, stroke=0, fill=1)

    assert len(lines(draw)) > 1
    with pytest.raises(ReadingError, match="Seite 1 der PDF-Datei hat mehr gemalte Flächen"):
        lines(tall)
