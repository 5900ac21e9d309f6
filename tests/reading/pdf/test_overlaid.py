from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.errors import ReadingError
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "491.550 Euro"


def made(draw: Callable[[Canvas], None]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1, pageCompression=0)
    canvas.drawString(60, 700, "Erste Zeile")
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def lines(content: bytes) -> list[str]:
    return [line.text for line in parse(content, "a.pdf").lines]


def field(canvas: Canvas, flags: str = "print") -> None:
    canvas.drawString(60, 650, "Betrag:")
    canvas.acroForm.textfield(
        value=WORDS, x=110, y=646, width=120, height=14, fontSize=10, borderWidth=0, annotationFlags=flags
    )


def test_a_field_of_a_form_is_read_where_it_stands() -> None:
    assert lines(made(field)) == ["Erste Zeile", "Betrag: 491.550 Euro"]


def test_a_hidden_field_is_not() -> None:
    assert lines(made(lambda canvas: field(canvas, "hidden"))) == ["Erste Zeile", "Betrag:"]


def test_a_button_and_a_link_are_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(x=60, y=646, size=14, checked=True)
        canvas.linkURL("https://example.org/", (60, 600, 200, 620))

    assert lines(made(draw)) == ["Erste Zeile"]


@pytest.mark.parametrize(("kind", "refused"), [(b"/StrikeOut", True), (b"/Highlight", False), (b"/Underline", False)])
def test_words_struck_through_by_a_note_are_refused(kind: bytes, refused: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 650, WORDS)
        width = canvas.stringWidth(WORDS)
        quad = (60, 660, 60 + width, 660, 60, 647, 60 + width, 647)
        canvas.highlightAnnotation("", Rect=(60, 647, 60 + width, 660), QuadPoints=quad)

    content = made(draw)
    assert b"/Highlight" in content
    content = content.replace(b"/Highlight", kind)
    if refused:
        with pytest.raises(ReadingError, match=f"„{WORDS}“ durchgestrichen"):
            parse(content, "a.pdf")
    else:
        assert lines(content) == ["Erste Zeile", WORDS]


def test_very_many_notes_end() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3_000):
            canvas.linkURL("https://example.org/", (60, 600, 200, 620))

    assert lines(made(draw)) == ["Erste Zeile"]


@pytest.mark.parametrize(
    ("entries", "refused"),
    [
        ("/Name /Draft", True),
        ("/Name /NotApproved", True),
        ("/Name /SBNotApproved", True),
        ("/Contents (Entwurf, Stand 3. 5.)", True),
        ("/Name /Approved", False),
        ("/Name /Final /Contents (kein Entwurf mehr)", False),
        ("/Name /DraftsmanOfTheYear", False),
    ],
)
def test_a_stamp_may_say_that_it_is_a_draft(entries: str, refused: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.linkURL("https://example.org/", (60, 600, 200, 620))

    # Of as many bytes as the link it takes the place of, so that all others stay where they are.
    content = made(draw)
    start = content.index(b"/A <<")
    end = content.index(b"/Type /Annot")
    stamp = b"/Subtype /Stamp " + entries.encode() + b" /Rect [ 60 600 200 620 ] "
    link = content[start:end]
    assert len(stamp) <= len(link)
    content = content.replace(link, stamp.ljust(len(link)))
    if refused:
        with pytest.raises(ReadingError, match="Stempel"):
            parse(content, "a.pdf")
    else:
        assert lines(content) == ["Erste Zeile"]
