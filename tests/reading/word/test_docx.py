from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as office
import pytest
from docx.enum.text import WD_BREAK
from lxml import etree

from aqbgraph.document import Kind
from aqbgraph.errors import ReadingError
from aqbgraph.reading.word import docx
from aqbgraph.reading.word.styles import Lists, Style, W

NAMESPACE = W.strip("{}")


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def body(xml: str) -> bytes:
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{xml}</w:body></w:document>'
    return changed(saved(office.Document()), {"word/document.xml": document.encode()})


def shown(content: bytes) -> list[tuple[str, str, str, int]]:
    reading = docx.read(content, "a.docx")
    return [(line.kind.value, line.marker, line.text, line.gap) for line in reading.lines]


def test_headings_items_breaks_and_footers() -> None:
    document = office.Document()
    document.add_heading("Zielsteuerung", 2)
    paragraph = document.add_paragraph("ein")
    paragraph.add_run("\u00adgebunden").add_break(WD_BREAK.LINE)
    paragraph.add_run("unten")
    document.add_paragraph("a", style="List Bullet")
    document.add_paragraph("b", style="List Bullet")
    document.add_paragraph("c", style="List Number")
    document.sections[0].footer.paragraphs[0].text = "Seite 1"
    assert shown(saved(document)) == [
        ("heading", "", "Zielsteuerung", 0),
        ("text", "", "eingebunden", 1),
        ("text", "", "unten", 0),
        ("item", "•", "a", 1),
        ("item", "•", "b", 0),
        ("item", "1.", "c", 0),
        ("furniture", "", "Seite 1", 1),
    ]


def test_lists_of_word_that_are_set_in_by_their_style() -> None:
    """Each is a list of its own, whose only level is the first."""
    document = office.Document()
    for words, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Number 3"), ("d", "List Bullet")):
        document.add_paragraph(words, style=style)
    assert [line.level for line in docx.read(saved(document), "a.docx").lines] == [1, 2, 3, 1]


def test_bold_by_run_and_by_style() -> None:
    document = office.Document()
    document.add_paragraph().add_run("a").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("a").bold = True
    mixed.add_run(" b")
    document.styles["Normal"].font.bold = True
    document.add_paragraph("c")
    reading = docx.read(saved(document), "a.docx")
    assert [line.strong for line in reading.lines] == [True, True, True]
    document.styles["Normal"].font.bold = False
    reading = docx.read(saved(document), "a.docx")
    assert [line.strong for line in reading.lines] == [True, False, False]


def test_tables_and_tabs() -> None:
    document = office.Document()
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = text
    table.rows[1].cells[1].add_paragraph("e")
    document.add_paragraph("Erste Person\t\tZweite Person")
    lines = docx.read(saved(document), "a.docx").lines
    assert [[cell.text for cell in line.cells] or line.text for line in lines] == [
        ["a", "b"],
        "c",
        "d",
        "e",
        ["Erste Person", "Zweite Person"],
    ]


def test_numbers_that_word_makes_are_counted() -> None:
    numbering = f"""<w:numbering xmlns:w="{NAMESPACE}">
      <w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
    lists = Lists.of(etree.fromstring(numbering))
    labels = [lists.label(Style(list_id="7", list_level=level))[1] for level in (0, 1, 1, 0, 1)]
    assert labels == ["§ 4", "a)", "b)", "§ 5", "a)"]


def test_a_paragraph_sign_that_word_makes_is_part_of_the_text() -> None:
    numbering = f"""<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>
      <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    content = body(f"<w:p>{listed}<w:r><w:t>Ziele</w:t></w:r></w:p>")
    content = changed(content, {"word/numbering.xml": numbering.encode()})
    assert shown(content) == [("heading", "", "§ 1 Ziele", 0)]


def test_hidden_text_is_none_and_text_boxes_are_read_once() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>im Kasten</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r><w:r><w:t>a</w:t></w:r>"
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [row[2] for row in shown(body(xml))] == ["a", "im Kasten"]


def test_a_switch_that_is_off_strikes_nothing() -> None:
    xml = '<w:p><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p>'
    assert [row[2] for row in shown(body(xml))] == ["a"]


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


ENTITIES = f"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="{NAMESPACE}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (archive(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}), "OpenDocument"),
        (archive(xl__workbook=b""), "Excel"),
        (archive(a=b"b"), "Archiv"),
        (b"PK\x03\x04" + b"\0" * 100, "beschädigt"),
        (docx._OLE + b"\0" * 100, "älteres Office-Dokument"),
        (docx._OLE + "EncryptedPackage".encode("utf-16-le"), "verschlüsselt"),
        (changed(saved(office.Document()), {"word/vbaProject.bin": b"x"}), "Makros"),
        (changed(saved(office.Document()), {"word/document.xml": ENTITIES.encode()}), "DTD"),
        (changed(saved(office.Document()), {"word/document.xml": b"<w:document"}), "beschädigt"),
        (
            changed(saved(office.Document()), {"word/document.xml": b" " * 4_000_000}),
            r"“, ausgepackt, ist größer als 3\.000\.000 Byte",
        ),
        (body("<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>"), "nachverfolgte Änderungen"),
        (body("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>a b</w:t></w:r></w:p>"), "„a b“ durchgestrichen"),
        (body("<w:p><w:r><w:rPr><w:dstrike/></w:rPr><w:t>a</w:t></w:r></w:p>"), "„a“ durchgestrichen"),
        (body("<w:p/>"), "keinen Text"),
        (body("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30), "Mehr als 20 Tabellen"),
        (body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 20_001), "mehr als 20000 Zeilen"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        docx.read(content, "a.docx")
    assert str(caught.value).startswith("a.docx: ")


def test_furniture_alone_is_no_text() -> None:
    document = office.Document()
    document.sections[0].footer.paragraphs[0].text = "Seite 1"
    with pytest.raises(ReadingError, match="keinen Text"):
        docx.read(saved(document), "a.docx")


def test_kinds_of_lines_are_the_words_own() -> None:
    """A dash that was typed makes an item as one that Word makes."""
    document = office.Document()
    document.add_paragraph("- Projekt")
    (line,) = docx.read(saved(document), "a.docx").lines
    assert (line.kind, line.marker, line.text) == (Kind.ITEM, "-", "Projekt")
