from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.reading.readers import parse


def page(rotation: int, written: int = 0) -> bytes:
    """A page whose lines are written at one angle, displayed turned by another."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 600), invariant=1)
    canvas.translate(200, 300)
    canvas.rotate(written)
    for number in range(4):
        left = -90.0
        for letter in f"Zeile {number} der Seite":
            # As browsers do, so that the words are what PDFium makes of the letters.
            if letter != " ":
                canvas.drawString(left, 60 - 20 * number, letter)
            left += canvas.stringWidth(letter)
    canvas.save()
    document = pypdfium2.PdfDocument(stream.getvalue())
    document[0].set_rotation(rotation)
    turned = io.BytesIO()
    document.save(turned)
    return turned.getvalue()


EXPECTED = [f"Zeile {number} der Seite" for number in range(4)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("written", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_lies(rotation: int, written: int) -> None:
    document = parse(page(rotation, written), "a.pdf")
    assert [word for line in document.lines for word in line.text.split()] == " ".join(EXPECTED).split()
    assert document.turns == ((written - rotation) % 360,)
    assert document.sheets == (((400, 600), (600, 400))[rotation // 90 % 2],)


def test_words_stand_where_they_are_displayed() -> None:
    first = parse(page(90), "a.pdf").words[0]
    # The page lies on its right side, so that its first line stands at the right and runs down.
    assert (first.left, first.right) == pytest.approx((355, 370), abs=8)
    assert (first.top, first.bottom) == pytest.approx((110, 135), abs=8)
    assert first.bottom - first.top > first.right - first.left


def test_a_page_that_is_turned_in_part_stays() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 600), invariant=1)
    canvas.drawString(60, 500, "Zeile")
    canvas.rotate(90)
    canvas.drawString(100, -20, "Am Rand")
    canvas.save()
    document = parse(stream.getvalue(), "a.pdf")
    assert [line.text for line in document.lines] == ["Zeile", "Am Rand"]
    assert document.turns == (0,)
