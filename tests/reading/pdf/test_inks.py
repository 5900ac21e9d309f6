from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from tests.reading.pdf.test_ocr import needs_tesseract

from aqbgraph.reading.paper.sheets import Box, Sheet, Word
from aqbgraph.reading.pdf import inks, ocr

if TYPE_CHECKING:
    from pathlib import Path

DPI = 300
GREY, PRINT, BLUE, PAPER = (130, 130, 130), (30, 30, 30), (40, 60, 190), (230, 230, 228)
# Pixels, of half an inch across.
STAMP = (500, 300, 800, 600)


def page(ink: tuple[int, int, int], stamp: tuple[int, int, int, int] = STAMP) -> Image.Image:
    """Bars of print, and a ring that lies over some of them."""
    image = Image.new("RGB", (1200, 900), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse(stamp, outline=ink, width=8)
    for down in range(100, 800, 60):
        draw.rectangle((100, down, 1000, down + 20), fill=PRINT)
    return image


def wiped(image: Image.Image, folder: Path) -> inks.Wiped | None:
    picture = folder / "1.pgm"
    image.convert("L").save(picture, "PPM")
    inks.keep_bright(image, picture)
    assert inks.bright(picture).exists() == (BLUE in {colour for _, colour in image.getcolors() or ()})
    return inks.wiped(picture, DPI)


@pytest.mark.parametrize("ink", [GREY, BLUE])
def test_what_is_lighter_or_coloured_is_wiped(tmp_path: Path, ink: tuple[int, int, int]) -> None:
    found = wiped(page(ink), tmp_path)
    assert found is not None
    shades = {shade for _, shade in found.picture.getcolors() or ()}
    assert shades == {30, 255}
    (ring,) = (box for box in found.inks if box.bottom - box.top > 30)
    left, top, right, bottom = (side * 72 / DPI for side in STAMP)
    assert ring == pytest.approx((left, top, right, bottom), abs=6)


def test_print_alone_is_left(tmp_path: Path) -> None:
    assert wiped(page(PRINT), tmp_path) is None


def test_small_and_large_shades_are_no_stamps(tmp_path: Path) -> None:
    assert wiped(page(GREY, (500, 300, 560, 360)), tmp_path) is None
    shade = Image.new("RGB", (4000, 3000), PAPER)
    ImageDraw.Draw(shade).rectangle((100, 100, 120, 120), fill=PRINT)
    ImageDraw.Draw(shade).ellipse((500, 500, 3500, 2500), outline=GREY, width=20)
    assert wiped(shade, tmp_path) is None


def test_a_grey_page_has_no_brighter_channel(tmp_path: Path) -> None:
    for grey in (page(GREY).convert("L"), page(GREY).convert("L").convert("RGB")):
        inks.keep_bright(grey, tmp_path / "1.pgm")
    assert not inks.bright(tmp_path / "1.pgm").exists()


def word(text: str, left: float, top: float, confidence: float = 95) -> Word:
    return Word(text, left, top, left + 40, top + 10, top + 8, 10, confidence=confidence)


def sheet(*words: Word) -> Sheet:
    return Sheet(1, 600, 800, words)


INK = Box(100, 100, 200, 200)
BESIDE = [word(text, 300, 20 * index) for index, text in enumerate(("Das", "Land", "stellt", "dem", "Kreis"))]
BELOW = [word("Betrag", 110, 110), word("Budget", 110, 150)]


def test_words_below_ink_are_those_read_without_it() -> None:
    read = inks.decided(sheet(*BESIDE, word("EINGE", 120, 110, 40)), sheet(*BESIDE, *BELOW), [INK])
    assert read.words == (*BESIDE, *BELOW)


def test_a_figure_read_otherwise_without_ink_is_not_sure() -> None:
    with_ink = sheet(*BESIDE, word("491.550", 110, 130), word("2O25", 110, 170))
    without = sheet(*BESIDE, *BELOW, word("491.550", 110, 130), word("2025", 110, 170))
    read = {one.text: one.confidence for one in inks.decided(with_ink, without, [INK]).words}
    assert read["491.550"] == 95
    assert read["2025"] == 50


def test_coloured_print_stays() -> None:
    blue = [word("Startklar", 110, 300), word("Werkstatt", 110, 320)]
    colours = Box(100, 295, 200, 335)
    read = inks.decided(sheet(*BESIDE, *BELOW, *blue), sheet(*BESIDE, *BELOW), [INK, colours])
    assert read.words == (*BESIDE, *BELOW, *blue)


@pytest.mark.parametrize(
    ("without", "ink"),
    [
        (sheet(*BESIDE, *BELOW), Box(100, 300, 200, 400)),
        (sheet(*BESIDE, *BELOW[:1]), INK),
        (sheet(*BESIDE[:3], *BELOW), INK),
        (sheet(*BESIDE, *BELOW), Box(0, 0, 600, 800)),
    ],
    ids=["over no print", "over one word", "the rest is worse", "too large"],
)
def test_the_page_stays_as_it_was_read(without: Sheet, ink: Box) -> None:
    before = sheet(*BESIDE, word("EINGE", 120, 110, 40))
    assert inks.decided(before, without, [ink]) is before


@needs_tesseract
def test_a_page_is_read_through_a_stamp() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 200), invariant=1)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(
        ("Das Land stellt im Jahr 2025 dem Landkreis", "insgesamt 491.550 Euro zur Verfügung.")
    ):
        canvas.drawString(30, 120 - 30 * number, line)
    canvas.showPage()
    canvas.save()
    image = pypdfium2.PdfDocument(stream.getvalue())[0].render(scale=DPI / 72).to_pil().convert("RGB")
    over = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(over)
    for ring in (0, 40):
        draw.ellipse((400 + ring, 150 + ring, 800 - ring, 550 - ring), outline=BLUE, width=9)
    for down in range(220, 480, 34):
        draw.line((430, down, 770, down + 40), fill=BLUE, width=7)
    content = io.BytesIO()
    ImageChops.multiply(image, over).save(content, "PNG", dpi=(DPI, DPI))
    text = ocr.read(content.getvalue(), "stempel.png").text
    assert "Das Land stellt im Jahr 2025 dem Landkreis" in text
    assert "insgesamt 491.550 Euro zur Verfügung." in text
