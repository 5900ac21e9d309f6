"""Synthetic agreements as files: Markdown, text, HTML, Word, PDF with a text layer, scans. Same blocks, same bytes.

Word files are written as the parts of their ZIP archive (ECMA-376), for a library would take most of the time;
PDF with reportlab, scans with pypdfium2 and Pillow, which the tests have too.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from worded import Block

DPI = 300
_BOLD = frozenset({"title", "front", "heading", "clause", "sub", "bold", "type"})
_MARKED = re.compile(r"[\\`*_\[\]<>|]")
_EPOCH = time.gmtime(315_532_800)  # 1980, the first day a ZIP archive knows


def markdown(blocks: Sequence[Block]) -> bytes:
    """As the samples are."""
    return ("\n\n".join(map(_as_markdown, blocks)) + "\n").encode()


# How a block is written; every other is its lines, broken.
_MARKDOWN = {
    "title": "## {0}",
    "heading": "### **{0}**",
    "clause": "## **{0}**\n\n### **{1}**",
    "sub": "#### **{0}**",
    "front": "**{0}**",
    "bold": "**{0}**",
    "type": "**{0}**",
    "item": "- {0}",
}
_HTML = {
    "title": "<h1>{0}</h1>",
    "heading": "<h2>{0}</h2>",
    "clause": "<h2>{0}</h2>\n<h3>{1}</h3>",
    "sub": "<h4>{0}</h4>",
    "front": "<p><b>{0}</b></p>",
    "bold": "<p><b>{0}</b></p>",
    "type": "<p><b>{0}</b></p>",
    "item": "<ul><li>{0}</li></ul>",
}


def _as_markdown(block: Block) -> str:
    lines = [_MARKED.sub(r"\\\g<0>", line) for line in block.lines]
    form = _MARKDOWN.get(block.kind)
    return form.format(*lines) if form else "  \n".join(lines)


def text(blocks: Sequence[Block]) -> bytes:
    """Plain paragraphs."""
    shown = (f"- {block.lines[0]}" if block.kind == "item" else "\n".join(block.lines) for block in blocks)
    return ("\n\n".join(shown) + "\n").encode()


def html(blocks: Sequence[Block]) -> bytes:
    """A page."""
    body = "\n".join(map(_as_html, blocks)).replace("</ul>\n<ul>", "\n")
    head = f'<head><meta charset="utf-8"><title>{escape(blocks[0].lines[0])}</title></head>'
    return f'<!DOCTYPE html>\n<html lang="de">\n{head}\n<body>\n{body}\n</body>\n</html>\n'.encode()


def _as_html(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    form = _HTML.get(block.kind)
    return form.format(*lines) if form else f"<p>{'<br>'.join(lines)}</p>"


_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="word/document.xml" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_WORD = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>"""


def word(blocks: Sequence[Block]) -> bytes:
    """A Word document with bold runs and line breaks, its bullets typed."""
    body = "".join(paragraph for block in blocks for paragraph in _as_word(block))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _WORD.format(body)),
        ):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH[:6]), content)
    return stream.getvalue()


def _as_word(block: Block) -> Iterator[str]:
    style = "<w:rPr><w:b/></w:rPr>" if block.kind in _BOLD else ""
    apart = block.kind == "clause"
    for lines in ((line,) for line in block.lines) if apart else (block.lines,):
        shown = [f"• {line}" if block.kind == "item" else line for line in lines]
        runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in shown)
        yield f"<w:p><w:r>{style}{runs}</w:r></w:p>"


_MARGIN, _SIZE, _LEADING = 72, 11, 14.5


def pdf(blocks: Sequence[Block]) -> bytes:
    """Pages of A4 with wrapped paragraphs, bold headings and page numbers."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  # most mixes of formats have no PDF
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    stream = io.BytesIO()
    width, height = A4
    canvas = Canvas(stream, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(blocks[0].lines[0])
    line = height - _MARGIN
    for block in blocks:
        font = "Helvetica-Bold" if block.kind in _BOLD else "Helvetica"
        indent = 18 if block.kind == "item" else 0
        rows = [row for said in block.lines for row in simpleSplit(said, font, _SIZE, width - 2 * _MARGIN - indent)]
        if line - len(rows) * _LEADING < _MARGIN:
            canvas.drawCentredString(width / 2, 36, str(canvas.getPageNumber()))
            canvas.showPage()
            line = height - _MARGIN
        canvas.setFont(font, _SIZE)
        for number, row in enumerate(rows):
            if indent and not number:
                canvas.drawString(_MARGIN + 4, line, "•")
            canvas.drawString(_MARGIN + indent, line, row)
            line -= _LEADING
        # Items apart as paragraphs are: in a dense list Tesseract takes bullets for specks.
        line -= _LEADING / 2
    canvas.drawCentredString(width / 2, 36, str(canvas.getPageNumber()))
    canvas.save()
    return stream.getvalue()


def scan(blocks: Sequence[Block]) -> bytes:
    """The pages as pictures in a PDF file, a little askew."""
    import pypdfium2  # noqa: PLC0415  # as above
    from PIL import Image  # noqa: PLC0415

    pages = []
    for page in pypdfium2.PdfDocument(pdf(blocks)):
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        pages.append(picture.rotate(0.2, resample=Image.Resampling.BICUBIC, fillcolor=255))
    stream = io.BytesIO()
    note = {"title": blocks[0].lines[0], "creationDate": _EPOCH, "modDate": _EPOCH}
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, **note)
    return stream.getvalue()


# By name: the suffix of the file, and what writes it.
PAPERS: dict[str, tuple[str, Callable[[Sequence[Block]], bytes]]] = {
    "markdown": (".md", markdown),
    "text": (".txt", text),
    "html": (".html", html),
    "docx": (".docx", word),
    "pdf": (".pdf", pdf),
    "scan": (".pdf", scan),
}
