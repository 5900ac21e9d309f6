from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.document import Kind
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Line


def disc(canvas: Canvas, y: float) -> None:
    canvas.circle(66, y + 3.5, 2, stroke=0, fill=1)


def circle(canvas: Canvas, y: float) -> None:
    canvas.circle(66, y + 3.5, 2, stroke=1, fill=0)


def square(canvas: Canvas, y: float) -> None:
    canvas.rect(64, y + 2, 4, 4, stroke=0, fill=1)


def empty_square(canvas: Canvas, y: float) -> None:
    canvas.rect(64, y + 2, 4, 4, stroke=1, fill=0)


def box(canvas: Canvas, y: float) -> None:
    canvas.rect(62, y, 8.5, 8.5, stroke=0, fill=1)


def stop(canvas: Canvas, y: float) -> None:
    canvas.circle(66, y + 0.5, 0.8, stroke=0, fill=1)


def dotted(canvas: Canvas, y: float) -> None:
    for x in (60, 66, 72):
        canvas.circle(x, y + 3.5, 1, stroke=0, fill=1)


def behind_a_word(canvas: Canvas, y: float) -> None:
    canvas.drawString(50, y, "und")
    canvas.circle(74, y + 3.5, 2, stroke=0, fill=1)


def far(canvas: Canvas, y: float) -> None:
    canvas.circle(30, y + 3.5, 2, stroke=0, fill=1)


def lines(shape: Callable[[Canvas, float], None], text: str, font: str = "Times-Roman") -> list[Line]:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(font, 12)
    canvas.drawString(50, 700, "Folgende Projekte:")
    for number, y in enumerate((650, 620)):
        canvas.drawString(80, y, f"{text} {number}")
        shape(canvas, y)
    canvas.save()
    return [line for line in parse(stream.getvalue(), "a.pdf").lines if text in line.text]


@pytest.mark.parametrize("shape", [disc, circle, square])
def test_a_small_shape_before_a_line_is_a_bullet(shape: Callable[[Canvas, float], None]) -> None:
    found = lines(shape, "Neue Wege")
    assert [(line.kind, line.marker, line.text) for line in found] == [
        (Kind.ITEM, "•", "Neue Wege 0"),
        (Kind.ITEM, "•", "Neue Wege 1"),
    ]


@pytest.mark.parametrize("shape", [empty_square, box, stop, dotted, behind_a_word, far])
def test_other_shapes_are_none(shape: Callable[[Canvas, float], None]) -> None:
    assert {line.kind for line in lines(shape, "Neue Wege")} == {Kind.TEXT}


def test_an_ornament_before_a_heading_is_none() -> None:
    assert Kind.ITEM not in {line.kind for line in lines(square, "Neue Wege", "Times-Bold")}
