"""Makes files of other kinds from a sample: HTML, Word, PDF with a text layer, scans. Nothing of it is committed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
from docx.enum.text import WD_BREAK
from PIL import Image, ImageChops
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from aqbgraph.document import Kind
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from aqbgraph.document import Line

DPI = 300
HEADER = "Zielvereinbarung – Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"


def lines_of(markdown: str) -> tuple[Line, ...]:
    """The lines of a sample."""
    return parse(markdown.encode(), "sample.md").lines


def bold(line: Line) -> bool:
    return line.strong or line.kind is Kind.HEADING


def html(markdown: str) -> str:
    """A page with a script, navigation, lists, and line breaks within paragraphs."""
    return f"""<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Vereinbarung</title><style>p {{ margin: 0 }}</style></head>
<body><nav><ul><li>Startseite</li><li>Suche</li></ul></nav><main>
{"".join(_html(lines_of(markdown)))}
</main><script>document.write("491.000 Euro")</script></body></html>"""


def _html(lines: Sequence[Line]) -> Iterator[str]:
    opened = ""
    for line in lines:
        if line.kind is Kind.RULE:
            continue
        words = escape(line.text)
        words = f"<b>{words}</b>" if line.strong else words
        kept = "li" if line.kind is Kind.ITEM else "p" if line.kind is Kind.TEXT else ""
        if opened == "p" and kept == "p" and not line.gap:
            yield f"<br>\n{words}"
            continue
        if opened and opened != kept:
            yield f"</{opened}></ul>\n" if opened == "li" else f"</{opened}>\n"
        if kept == "li":
            yield f"<ul><li>{words}" if opened != "li" else f"</li>\n<li>{words}"
        elif kept == "p":
            yield f"</p>\n<p>{words}" if opened == "p" else f"<p>{words}"
        else:
            yield f"<h{line.level}>{words}</h{line.level}>\n"
        opened = kept
    yield f"</{opened}>" if opened != "li" else "</li></ul>"


def word(markdown: str) -> bytes:
    """A Word document with styles for headings and lists, bold runs, a running footer, a soft hyphen."""
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "Seite 1 von 4"
    paragraph: Any = None
    for line in lines_of(markdown):
        if line.kind is Kind.RULE:
            continue
        if line.kind is Kind.HEADING:
            document.add_heading(line.text, line.level)
            continue
        if line.kind is Kind.ITEM:
            paragraph = document.add_paragraph(style="List Bullet")
        elif line.gap or paragraph is None:
            paragraph = document.add_paragraph()
        else:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(line.text.replace("vereinbarung", "verein\u00adbarung")).bold = line.strong
    return _saved(document)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(markdown: str, *, columns: bool = True, size: float = 11) -> bytes:
    """Pages of A4 with wrapped paragraphs, bold headings, a running header, page numbers; signatures side by side."""
    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=size, leading=1.3 * size, spaceAfter=0.8 * size)
    head = ParagraphStyle("head", plain, fontName="Helvetica-Bold", spaceBefore=size, alignment=TA_CENTER)
    item = ParagraphStyle("item", plain, leftIndent=18, bulletIndent=4, spaceAfter=2)
    styles = {Kind.TEXT: plain, Kind.HEADING: head, Kind.ITEM: item}
    lines = [line for line in lines_of(markdown) if line.kind is not Kind.RULE]
    first = next(number for number, line in enumerate(lines) if line.text.startswith("Wiesbaden, den"))
    body: list[Flowable] = []
    for block in blocks(lines[:first]):
        words = "<br/>".join(_marked(line) for line in block)
        body.append(Paragraph(words, styles[block[0].kind], bulletText="•" if block[0].kind is Kind.ITEM else None))
    body.extend(_signatures(lines[first:], plain, columns=columns))
    stream = io.BytesIO()
    template = SimpleDocTemplate(stream, pagesize=A4, topMargin=70, bottomMargin=70, invariant=1)
    template.build(body, onFirstPage=_running, onLaterPages=_running)
    return stream.getvalue()


def blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Paragraphs: lines without a blank line between them."""
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.kind is not Kind.TEXT):
            yield block
            block = []
        block.append(line)
    yield block


def _marked(line: Line) -> str:
    return f"<b>{escape(line.text)}</b>" if bold(line) else escape(line.text)


def _signatures(lines: Sequence[Line], style: ParagraphStyle, *, columns: bool) -> list[Flowable]:
    second = next(n for n, line in enumerate(lines) if n and ", den" in line.text)
    left, right = ([Paragraph(_marked(line), style) for line in part] for part in (lines[:second], lines[second:]))
    if not columns:
        return [*left, *right]
    return [Table([[left, right]], colWidths=[250, 220], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]


def _running(canvas: Canvas, _: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, A4[1] - 40, HEADER)
    canvas.drawCentredString(A4[0] / 2, 36, f"Seite {canvas.getPageNumber()}")


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned: by how many degrees it lies askew, and how strong the noise is."""

    angle: float = 0.3
    noise: float = 10

    def pages(self, document: bytes) -> list[Image.Image]:
        """The pages of a PDF file as pictures in shades of grey."""
        return [self._scanned(page) for page in pypdfium2.PdfDocument(document)]

    def _scanned(self, page: pypdfium2.PdfPage) -> Image.Image:
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(self.angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        # The noise repeats a small patch; a generator with a seed of its own would be slow in Python.
        patch = bytes((index * index * 7919 >> 7) % 256 for index in range(picture.width))
        noise = (
            Image.frombytes("L", (picture.width, 1), patch)
            .resize(picture.size)
            .point(lambda value: 128 + (value - 128) * self.noise / 128)
        )
        return ImageChops.add(picture, noise, 1, -128)

    def pdf(self, document: bytes) -> bytes:
        """The pages as a PDF file that holds pictures only."""
        return self._file(document, "PDF", resolution=DPI)

    def tiff(self, document: bytes) -> bytes:
        """The pages as a TIFF file."""
        return self._file(document, "TIFF", dpi=(DPI, DPI))

    def _file(self, document: bytes, form: str, **options: Any) -> bytes:
        return pages(self.pages(document), form, **options)


def pages(pictures: Sequence[Image.Image], form: str, **options: Any) -> bytes:
    """Pictures as the pages of a file."""
    first, *others = pictures
    stream = io.BytesIO()
    first.save(stream, form, save_all=True, append_images=others, **options)
    return stream.getvalue()


def image(picture: Image.Image, form: str) -> bytes:
    """A picture as a file of an image."""
    stream = io.BytesIO()
    picture.save(stream, form, dpi=(DPI, DPI))
    return stream.getvalue()
