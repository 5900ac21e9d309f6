from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.errors import ReadingError
from aqbgraph.reading.paper.sheets import Sheet, Word
from aqbgraph.reading.pdf import ocr
from aqbgraph.reading.pdf.recognised_before import asked_again, compared
from aqbgraph.reading.readers import parse


def sheet(*texts: str, confidence: float | None = None, picture: bool = True) -> Sheet:
    """A page with one word below the other, or beside it where it begins with a blank."""
    words, base, left = [], 100.0, 60.0
    for text in texts:
        base, left = (base, left + 60) if text.startswith(" ") else (base + 20, 60.0)
        words.append(
            Word(text.strip(), left, base - 8, left + 50, base + 2, base, 10, confidence=confidence),
        )
    return Sheet(1, 595, 842, tuple(words), picture=picture, hidden=confidence is None)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("491.550", "491.550", 100),
        ("491.550", "491,550", 100),
        ("491.550", "497.550", 30),
        ("491.55O", "491.550", 30),
        ("2025", "2O25", 30),
        ("Matiaske", "Matiaske,", None),
        ("Matiaskc", "Matiaske", 30),
        ("–", "-", None),
    ],
)
def test_words_that_are_read_otherwise_are_not_sure(before: str, now: str, expected: float | None) -> None:
    (word,) = compared(sheet(before), sheet(now, confidence=95)).words
    assert (word.text, word.confidence) == (before, expected)


def test_words_parted_otherwise_are_the_same() -> None:
    words = compared(sheet("11.", " 08.", " 2025"), sheet("11.08.", " 08.2025", " 2025", confidence=95)).words
    assert [word.confidence for word in words] == [100, 100, 100]


def test_a_figure_that_we_do_not_find_is_not_sure() -> None:
    first, second = compared(sheet("491.550", "2025"), sheet("491.550", confidence=95)).words
    assert (first.confidence, second.confidence) == (100, 30)


def test_where_we_read_nothing_nothing_is_said() -> None:
    page = sheet("491.550")
    assert compared(page, sheet(confidence=95)) == page
    assert compared(page, sheet("491.550", confidence=95)._replace(turned=90)) == page


def test_pages_whose_words_lie_over_a_picture_are_read_again() -> None:
    assert asked_again(sheet("491.550", " Euro"))
    assert asked_again(sheet("Präambel"))
    assert not asked_again(sheet("491.550", " Euro", picture=False))
    assert not asked_again(sheet("491.550", " Euro", confidence=95))


def scan() -> bytes:
    """A picture with words laid over it invisibly, as programs store what they recognised."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 255)), 0, 0, 595, 842)
    for number in range(6):
        words = canvas.beginText(60, 700 - 40 * number)
        words.setFont("Helvetica", 12)
        words.setTextRenderMode(3)
        words.textOut("Der Kreis erhält im Jahr insgesamt 491.550 Euro aus dem Budget")
        canvas.drawText(words)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("fails", [True, False])
def test_a_scan_that_was_recognised_before(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    def recognised(_content: bytes, numbers: list[int], _name: str) -> list[Sheet]:
        if fails:
            raise ReadingError("Die Texterkennung dauerte zu lange.")
        return [sheet("Kreis", confidence=95)._replace(number=number) for number in numbers]

    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"deu"}))
    monkeypatch.setattr(ocr, "recognise_pdf", recognised)
    document = parse(scan(), "a.pdf")
    figures = {word.confidence for word in document.words if "491" in document.text[word.start : word.end]}
    assert figures == ({None} if fails else {30})
