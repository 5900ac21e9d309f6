"""One page, recognised as an image in each way there is; how whole documents fare is in tests/documents."""

from __future__ import annotations

import io
import os
import shutil
from difflib import SequenceMatcher
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests import making

from aqbgraph.errors import ReadingError
from aqbgraph.reading import confined
from aqbgraph.reading.pdf import ocr, pdf, signs
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.reading import Reading

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("CI"), reason="Tesseract is not installed"
)
LINES = (
    "Die Zielvereinbarung gilt für das Jahr 2025.",
    "Das Land stellt dem Landkreis 491.550 Euro zur Verfügung.",
    "Rechtskreise SGB II, III, VIII, XII und AsylbLG",
)
SIZE = (400.0, 200.0)


@cache
def text_page() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=SIZE, invariant=1)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(30, 150 - 40 * number, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@cache
def picture() -> Image.Image:
    (page,) = making.Scanner(angle=0, noise=2).pages(text_page())
    return page


def words(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def same_places(reading: Reading) -> None:
    """The words stand where the text layer has them."""
    known = pdf.read(text_page(), "a.pdf").words
    assert len(known) == len(reading.words)
    for there, here in zip(known, reading.words, strict=True):
        assert abs(there.left - here.left) < 3
        assert abs(there.right - here.right) < 3
        assert abs(there.bottom - here.bottom) < 6


@needs_tesseract
def test_a_scan_in_a_pdf_file() -> None:
    reading = pdf.read(making.Scanner(angle=0.3, noise=2).pdf(text_page()), "a.pdf")
    assert words(reading) == list(LINES)
    assert all(word.confidence is not None and 0 <= word.confidence <= 100 for word in reading.words)
    same_places(reading)


@needs_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_images(form: str) -> None:
    document = parse(making.image(picture(), form), "a")
    assert [line.text for line in document.lines] == list(LINES)
    assert document.source.media_type == f"image/{form.lower()}"
    assert document.words[0].page == 1


@needs_tesseract
def test_a_page_upside_down_is_read_and_measured_as_displayed() -> None:
    reading = ocr.read(making.image(picture().rotate(180), "PNG"), "a.png")
    assert words(reading) == list(LINES)
    first = reading.words[0]
    assert first.left > SIZE[0] / 2
    assert first.top > SIZE[1] / 2


@needs_tesseract
@pytest.mark.parametrize("angle", [-5, -2.5, -1, 1, 2.5, 5, 90, 92, 178, 180, 270])
def test_a_page_askew_is_read_and_its_boxes_are_those_of_the_page_as_scanned(angle: float) -> None:
    """Anticlockwise. The box of the amount covers the amount as drawn."""
    drawn = pdf.read(text_page(), "a.pdf")
    page = picture().rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    reading = pdf.read(making.pages([page], "PDF", resolution=making.DPI), "a.pdf")
    assert SequenceMatcher(None, " ".join(words(reading)), " ".join(LINES)).ratio() > 0.97
    ((width, height),) = reading.sheets
    assert abs(width - page.width * 72 / making.DPI) < 0.5
    assert abs(height - page.height * 72 / making.DPI) < 0.5
    (there,) = (word for word in drawn.words if drawn.text[word.start : word.end] == "491.550")
    (here,) = (word for word in reading.words if reading.text[word.start : word.end] == "491.550")
    for x in (there.left, there.right):
        # What is drawn of figures stands between their base and their height.
        for y in (there.bottom - 0.25 * (there.bottom - there.top), there.top + 0.35 * (there.bottom - there.top)):
            across, down = x - SIZE[0] / 2, y - SIZE[1] / 2
            turned = (
                page.width * 36 / 300 + across * cos(radians(angle)) + down * sin(radians(angle)),
                page.height * 36 / 300 - across * sin(radians(angle)) + down * cos(radians(angle)),
            )
            assert here.left - 2 < turned[0] < here.right + 2
            assert here.top - 2 < turned[1] < here.bottom + 2
    assert (here.right - here.left) * (here.bottom - here.top) < 2.5 * 45 * 14


@needs_tesseract
def test_what_straightens_a_page_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a PDF file is drawn without Pillow; read askew it would be misread."""
    content = making.Scanner(angle=3, noise=2).pdf(text_page())
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    with pytest.raises(ReadingError, match=r"Seite 1 liegt schief \(3°\).*Pillow.*aqbgraph.ocr"):
        pdf.read(content, "a.pdf")


@needs_tesseract
def test_a_straight_page_is_recognised_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """To look which way each page lies takes no time: the words that are read anyway tell."""
    commands: list[tuple[str, ...]] = []

    def counted(command: Sequence[str], *rest: Any, **others: Any) -> bytes:
        commands.append(tuple(command))
        return confined.run(command, *rest, **others)

    monkeypatch.setattr(ocr, "run", counted)
    ocr.read(making.image(picture(), "PNG"), "a.png")
    assert [command[command.index("-l") + 1] for command in commands if "-l" in command] == ["deu", "deu+eng"]
    assert not any("--psm" in command for command in commands)


@needs_tesseract
def test_two_pages_of_a_tiff_file() -> None:
    stream = io.BytesIO()
    picture().save(stream, "TIFF", save_all=True, append_images=[picture()], dpi=(300, 300))
    assert {word.page for word in ocr.read(stream.getvalue(), "a.tiff").words} == {1, 2}


@needs_tesseract
def test_a_page_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0.01)
    with pytest.raises(ReadingError, match=r"a\.png, Seite 1: Das Lesen dauerte länger"):
        ocr.read(making.image(picture(), "PNG"), "a.png")


def pages_of_tiff(count: int) -> bytes:
    stream = io.BytesIO()
    blank = Image.new("L", (300, 300), 255)
    blank.save(stream, "TIFF", save_all=True, append_images=[blank] * (count - 1), dpi=(300, 300))
    return stream.getvalue()


def pages_of_pdf(count: int) -> bytes:
    stream = io.BytesIO()
    blank = Image.new("L", (300, 300), 255)
    blank.save(stream, "PDF", save_all=True, append_images=[blank] * (count - 1))
    return stream.getvalue()


@pytest.mark.parametrize("content", [pages_of_tiff(20), pages_of_pdf(20)], ids=["TIFF", "PDF"])
def test_a_few_pages_are_drawn_at_once(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred large pages would fill gigabytes of disk."""
    seen: list[str] = []
    most = 0

    def recognised(command: list[str], *_: object, **__: object) -> bytes:
        nonlocal most
        picture = Path(command[1])
        seen.append(picture.name)
        most = max(most, len(list(picture.parent.iterdir())))
        return b""

    monkeypatch.setattr("aqbgraph.reading.pdf.ocr.tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(ocr, "_require", lambda *_: None)
    monkeypatch.setattr(ocr, "run", recognised)
    with pytest.raises(ReadingError):
        parse(content, "a")
    assert seen == [f"{number}.pgm" for number in range(1, 21)]
    assert most == 8
    assert list(tmp_path.iterdir()) == []


def test_a_document_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page in its time, all together not; the pages are told."""
    now = 0.0

    def slow(*_: object, **__: object) -> bytes:
        nonlocal now
        now += 80
        return b""

    monkeypatch.setattr(ocr, "_require", lambda *_: None)
    monkeypatch.setattr(ocr, "monotonic", lambda: now)
    monkeypatch.setattr(ocr, "run", slow)
    with pytest.raises(ReadingError, match=r"^a: Die Texterkennung dauerte länger als 15 Minuten .*Seite 13 von 20"):
        parse(pages_of_tiff(20), "a")
    assert now < ocr.SECONDS_A_DOCUMENT + ocr.SECONDS_A_PAGE


def test_the_last_page_gets_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now, given = 0.0, []

    def slow(*_: object, seconds: float, **__: object) -> bytes:
        nonlocal now
        given.append(seconds)
        now += 85
        return b""

    monkeypatch.setattr(ocr, "_require", lambda *_: None)
    monkeypatch.setattr(ocr, "monotonic", lambda: now)
    monkeypatch.setattr(ocr, "run", slow)
    with pytest.raises(ReadingError):
        parse(pages_of_tiff(20), "a")
    assert given == [ocr.SECONDS_A_PAGE] * 10 + [50]


def test_each_page_leaves_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    notes: list[tuple[str, ...]] = []
    with signs.watched() as folder:

        def watched(*_: object, **__: object) -> bytes:
            notes.append(signs.seen(folder))
            return b""

        monkeypatch.setattr(ocr, "_require", lambda *_: None)
        monkeypatch.setattr(ocr, "run", watched)
        with pytest.raises(ReadingError):
            parse(pages_of_tiff(2), "scan.tiff")
        assert notes == [(f"scan.tiff: Texterkennung, Seite {page} von 2",) for page in (1, 2)]
        assert signs.seen(folder) == ()


@needs_tesseract
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "nicht lesbar"),
        (making.image(Image.new("L", (300, 300), 255), "PNG")[:60], "nicht lesbar"),
        (making.image(Image.new("1", (7000, 6000), 1), "PNG"), "mehr als 40 Millionen Bildpunkte"),
        (making.image(Image.new("L", (600, 600), 255), "PNG"), "kein Text zu erkennen"),
    ],
    ids=["no image", "cut off", "too large", "blank"],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        ocr.read(content, "a.png")


@pytest.mark.parametrize(
    ("missing", "message"),
    [("tesseract", "fehlt Tesseract.*tesseract-ocr"), ("deu", "Sprachpaket Deutsch"), ("PIL", "Pillow.*aqbgraph.ocr")],
)
def test_what_is_not_installed_is_named(missing: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "aqbgraph.reading.pdf.ocr.shutil.which", lambda _: None if missing == "tesseract" else "/usr/bin/tesseract"
    )
    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"eng"} if missing == "deu" else {"deu", "eng"}))
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    with pytest.raises(ReadingError, match=message):
        ocr.read(making.image(Image.new("L", (9, 9)), "PNG"), "a.png")


def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aqbgraph.reading.pdf.ocr.tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(ocr, "_require", lambda *_: None)

    def broken(*_: object, **__: object) -> bytes:
        raise ReadingError("x")

    monkeypatch.setattr(ocr, "run", broken)
    with pytest.raises(ReadingError):
        ocr.read(making.image(picture(), "PNG"), "a.png")
    assert list(tmp_path.iterdir()) == []


def test_children_do_not_outlive_their_time() -> None:
    with pytest.raises(ReadingError, match="länger als 0 Sekunden"):
        confined.run(["sleep", "30"], "a", seconds=0.05)
