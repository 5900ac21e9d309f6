"""Files that call themselves a draft where no page shows it, and watermarks."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from tests import making

from aqbgraph.document import Kind
from aqbgraph.errors import ReadingError
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from aqbgraph.reading.unfinished import refuse_draft

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
PICT = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:'
    'vml"><v:shape type="#_x0000_t136"><v:textpath string="ENTWURF"/></v:shape></w:pict>'
)


@pytest.mark.parametrize(
    "title",
    [
        "Entwurf",
        "ZV_Entwurf_v3.docx",
        "Zielvereinbarung 2025 (ENTWURF)",
        "Entwurf der Zielvereinbarung",
        "Entwurf einer Zielvereinbarung",
        "Vorentwurf ZV",
        "draft",
        "Arbeitsentwurf",
        "Diskussionsentwurf",
        "ZV_Entwurf2",
        "Entwurf2025",
        "Microsoft Word - Entwurf_ZV_2025.docx",
        "Entwurf, nicht final",
        "Entwurf (noch nicht unterzeichnet)",
        "Entwurf_nicht_final",
        "Entwurf, keine Endfassung",
        "Entwurf zur Reinschrift",
        "Finaler Entwurf",
        "Final Draft",
        "Entwurf, zu unterzeichnen",
        "Entwurf, wird am 3.5. unterzeichnet",
    ],
)
def test_titles_of_drafts(title: str) -> None:
    with pytest.raises(ReadingError, match=r"a\.pdf: Die Datei heißt in ihren Eigenschaften .*Ein Entwurf ist keine"):
        refuse_draft(("Vereinbarung", title), "a.pdf")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Zielvereinbarung 2025",
        "Entwurf einer Strategie",
        "Entwurf_einer_Strategie",
        "Entwurfsplanung",
        "Entwürfe",
        "Gesetzentwurf",
        "kein Entwurf mehr",
        "nicht mehr Entwurf",
        "Endfassung, ersetzt Entwurf vom 3.4.",
        "Microsoft Word - Entwurf_ZV_2025_final_unterzeichnet.docx",
        "Entwurf_ZV_2025_final.docx",
        "ZV Entwurf (gezeichnet)",
        "Reinschrift Entwurf ZV",
        "Entwurf ZV, unterzeichnete Fassung",
    ],
)
def test_titles_of_agreements(title: str) -> None:
    refuse_draft((title,), "a.pdf")


def pdf(title: str, watermark: str = "") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for number, text in enumerate(line.text for line in making.lines_of(SAMPLE) if line.text.strip()):
        canvas.drawString(60, 780 - 17 * (number % 40), text)
        if number % 40 == 39:
            _watermark(canvas, watermark)
            canvas.showPage()
    _watermark(canvas, watermark)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _watermark(canvas: Canvas, words: str) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 90)
    canvas.setFillGray(0.85)
    canvas.translate(150, 250)
    canvas.rotate(50)
    canvas.drawString(0, 0, words)
    canvas.restoreState()


def word(title: str, watermark: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    if watermark:
        document.sections[0].header.paragraphs[0].add_run()._r.append(parse_xml(PICT))
    for line in making.lines_of(SAMPLE):
        document.add_paragraph(line.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def html(title: str) -> bytes:
    return making.html(SAMPLE).replace("<title>Vereinbarung</title>", f"<title>{title}</title>").encode()


@pytest.mark.parametrize("make", [pdf, word, html])
def test_the_title_of_a_file(make: object) -> None:
    assert callable(make)
    with pytest.raises(ReadingError, match="„Entwurf ZV 2025“: Ein Entwurf ist keine Vereinbarung"):
        parse(make("Entwurf ZV 2025"), "a")
    assert parse(make("Zielvereinbarung 2025"), "a").lines


def test_the_status_of_a_word_document() -> None:
    document = docx.Document()
    document.core_properties.content_status = "Draft"
    document.add_paragraph("Zielvereinbarung")
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(ReadingError, match="„Draft“"):
        parse(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("make", [pdf, word])
def test_a_watermark(make: object) -> None:
    assert callable(make)
    faults = extract(parse(make("ZV", "ENTWURF"), "a")).faults
    assert any("„ENTWURF“: Das ist ein Entwurf" in fault.message for fault in faults), faults
    assert not any("Entwurf" in fault.message for fault in extract(parse(make("ZV"), "a")).faults)


def test_a_watermark_of_word_is_of_the_page() -> None:
    (line,) = (line for line in parse(word("ZV", "ENTWURF"), "a.docx").lines if line.text == "ENTWURF")
    assert line.kind is Kind.FURNITURE
