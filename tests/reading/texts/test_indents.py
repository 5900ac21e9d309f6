"""How deep items stand, in text and on paper."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.document import Kind
from aqbgraph.reading.pdf import pdf
from aqbgraph.reading.readers import parse
from aqbgraph.reading.texts.indents import Indents


def test_below_an_item_is_what_begins_where_its_words_do() -> None:
    indents = Indents()
    assert [indents.level(*at) for at in ((0, 2), (2, 4), (2, 4), (4, 6), (1, 3), (0, 2))] == [1, 2, 2, 3, 1, 1]
    indents.close()
    assert indents.level(8, 10) == 1


def test_plain_text() -> None:
    text = "Kopf\n\n- a\n   - b\n   - c\n- d\n\tweiter\n\t- e\n\nNeuer Absatz\n\n    - f\n"
    lines = parse(text.encode(), "a.txt").lines
    assert [(line.text, line.level) for line in lines if line.kind is Kind.ITEM] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 1),
        ("e", 2),
        ("f", 1),
    ]


def test_paper() -> None:
    """The numbers of a list that stand flush right are of one depth."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    rows = ((72, "•", 90, "Startklar"), (90, "–", 106, "Details"), (72, "•", 90, "Werkstatt"))
    numbers = tuple((84 - 6 * (n > 9), f"{n}.", 98, "Projekt") for n in (8, 9, 10, 11))
    for index, (left, mark, right, words) in enumerate((*rows, *numbers)):
        canvas.drawString(left, 700 - 30 * index, mark)
        canvas.drawString(right, 700 - 30 * index, words)
    canvas.showPage()
    canvas.save()
    lines = pdf.read(stream.getvalue(), "a.pdf").lines
    assert [line.level for line in lines if line.kind is Kind.ITEM][:3] == [1, 2, 1]
    assert len({line.level for line in lines[3:]}) == 1
