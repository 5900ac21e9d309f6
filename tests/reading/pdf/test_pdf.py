from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as c
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.errors import ReadingError
from aqbgraph.reading.paper.sheets import Sheet, Word
from aqbgraph.reading.pdf import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Die Zielvereinbarung wird von dem Land und dem Kreis geschlossen."


def made(*pages: Callable[[Canvas], object], size: tuple[float, float] = A4, locked: str = "") -> bytes:
    stream = io.BytesIO()
    encrypt = StandardEncryption(locked) if locked else None
    canvas = Canvas(stream, pagesize=size, invariant=1, encrypt=encrypt)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def text(canvas: Canvas) -> None:
    canvas.drawString(100, 700, TEXT)


def test_words_have_page_and_box() -> None:
    reading = pdf.read(made(text, text), "a.pdf")
    assert [line.text for line in reading.lines] == [TEXT, TEXT]
    first, last = reading.words[0], reading.words[-1]
    assert reading.text[first.start : first.end] == "Die"
    assert (first.page, last.page) == (1, 2)
    assert [(round(width), round(height)) for width, height in reading.sheets] == [(595, 842)] * 2
    assert first.left == pytest.approx(100, abs=1)
    # 700 points above the lower edge of A4, seen from the upper one.
    assert first.top < 841.9 - 700 < first.bottom + 3
    assert first.confidence is None


def unseen(canvas: Canvas) -> None:
    """Words that nobody sees: laid below the page's, off the page, white on white, as small as dots."""
    text(canvas)
    canvas.saveState()
    laid = canvas.beginText(100, 500)
    laid.setTextRenderMode(3)
    laid.textLine("unsichtbar")
    canvas.drawText(laid)
    canvas.restoreState()
    canvas.drawString(100, -40, "darunter")
    canvas.drawString(700, 400, "daneben")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 400, "weiß")
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(100, 300, "klein")


def test_what_nobody_sees_is_not_read() -> None:
    assert [line.text for line in pdf.read(made(unseen), "a.pdf").lines] == [TEXT]


def test_white_words_on_a_dark_ground_are_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(80, 690, 460, 30, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        text(canvas)

    assert [line.text for line in pdf.read(made(page), "a.pdf").lines] == [TEXT]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_measured_as_displayed(rotation: int) -> None:
    """The same words at the same place of the page as it is shown, however it is stored."""
    document = pypdfium2.PdfDocument(made(text))
    page = document[0]
    width, height = page.get_size()
    matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[rotation]
    turned = c.FS_MATRIX(*matrix)
    clip = c.FS_RECTF(0, 5000, 5000, 0)
    c.FPDFPage_TransFormWithClip(page, turned, clip)
    if rotation in (90, 270):
        page.set_mediabox(0, 0, height, width)
    page.set_rotation(rotation)
    c.FPDFPage_GenerateContent(page)
    stream = io.BytesIO()
    document.save(stream)
    reading = pdf.read(stream.getvalue(), "a.pdf")
    assert reading.lines[0].text == TEXT
    assert reading.words[0].left == pytest.approx(100, abs=1)
    assert reading.words[0].bottom == pytest.approx(841.9 - 700, abs=4)


def test_bold_is_told_by_the_font() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(100, 700, "Präambel")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(100, 650, TEXT)

    assert [line.strong for line in pdf.read(made(page), "a.pdf").lines] == [True, False]


def numbered(count: int) -> bytes:
    return made(*[lambda canvas: canvas.drawString(100, 100, "a")] * count)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (made(text, locked="geheim"), "Kennwort"),
        (b"%PDF-1.7\n" + b"x" * 1000, "beschädigt"),
        (made(text)[:400], "beschädigt"),
        (numbered(101), "101 Seiten"),
        (made(lambda _: None), "Alle Seiten sind leer"),
    ],
    ids=["encrypted", "no structure", "cut off", "many pages", "blank"],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        pdf.read(content, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ")


def test_a_file_without_pages() -> None:
    content = re.sub(rb"/Count 1 /Kids \[ \d+ 0 R \]", rb"/Count 0 /Kids [ ]", made(text))
    with pytest.raises(ReadingError, match=r"0 Seiten|beschädigt"):
        pdf.read(content, "a.pdf")


def test_a_huge_page_is_read() -> None:
    reading = pdf.read(made(text, size=(14_000, 14_000)), "a.pdf")
    assert reading.lines[0].text == TEXT


def test_what_is_recognised() -> None:
    assert pdf.recognises(b"%PDF-1.4\n")
    assert pdf.recognises(b"\n" * 900 + b"%PDF-2.0")
    assert not pdf.recognises(b"# Das Format %PDF-x")
    assert not pdf.recognises(b"x" * 1100 + b"%PDF-1.4")


def words(line: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0, 0, 1, 1, 1, 10) for word in line.split())


@pytest.mark.parametrize(
    ("sheet", "unreadable"),
    [
        (Sheet(1, 595, 842, words(TEXT * 9)), False),
        (Sheet(1, 595, 842, words("Seite 3"), picture=True), True),
        (Sheet(1, 595, 842, words(TEXT * 9), picture=True), False),
        (Sheet(1, 595, 842, (), picture=True), True),
        (Sheet(1, 595, 842, ()), False),
        (Sheet(1, 595, 842, words("(cid:12)(cid:7) (cid:9) a " * 9)), True),
        (Sheet(1, 595, 842, words("\ue012\ue013\ue014 a")), True),
        (Sheet(1, 595, 842, words("Rtm ghb oqw xvb nml " * 9)), True),
        (Sheet(1, 595, 842, words("Rtm ghb oqw xvb nml")), False),
    ],
)
def test_which_pages_are_pictures(sheet: Sheet, unreadable: bool) -> None:
    assert pdf.unreadable(sheet) is unreadable


def test_pages_that_are_pictures_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what recognises characters the clerk is told which pages, and what to install."""
    picture = pypdfium2.PdfDocument(made(text))[0].render(scale=1).to_pil()

    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture, 0, 0, *A4)

    monkeypatch.setattr("aqbgraph.reading.pdf.ocr.shutil.which", lambda _: None)
    with pytest.raises(ReadingError, match=r"Seiten 2, 3 .*tesseract-ocr tesseract-ocr-deu"):
        pdf.read(made(text, scan, scan), "a.pdf")
    with pytest.raises(ReadingError, match=r"Seite 1 .* ist ein Bild"):
        pdf.read(made(scan), "a.pdf")
