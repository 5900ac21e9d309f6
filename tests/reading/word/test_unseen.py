"""Words that a Word document holds and does not show."""

from __future__ import annotations

import io
from typing import Any

import docx as office
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from aqbgraph.errors import ReadingError
from aqbgraph.reading.word import docx

WHITE = RGBColor(255, 255, 255)


def shown(document: Any) -> list[str]:
    stream = io.BytesIO()
    document.save(stream)
    return [line.text for line in docx.read(stream.getvalue(), "a.docx").lines]


def test_words_too_small_to_be_seen() -> None:
    document = office.Document()
    paragraph = document.add_paragraph("Webportal")
    paragraph.add_run(" geheim").font.size = Pt(1)
    paragraph.add_run(" klein").font.size = Pt(6)
    assert shown(document) == ["Webportal klein"]


@pytest.mark.parametrize(("raised", "text"), [("1", "Webportal"), ("[2]", "Webportal"), ("er", "Webportaler")])
def test_the_mark_of_a_note(raised: str, text: str) -> None:
    document = office.Document()
    document.add_paragraph("Webportal").add_run(raised).font.superscript = True
    assert shown(document) == [text]


def test_white_words_are_refused() -> None:
    document = office.Document()
    document.add_paragraph("Webportal").add_run(" geheim").font.color.rgb = WHITE
    with pytest.raises(ReadingError, match="„geheim“ in Weiß auf Weiß"):
        shown(document)


def test_white_words_on_a_ground() -> None:
    document = office.Document()
    paragraph = document.add_paragraph("Webportal")
    paragraph.runs[0].font.color.rgb = WHITE
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="003366"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(shade))
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].add_run("Projekt").font.color.rgb = WHITE
    assert shown(document) == ["Webportal", "Projekt"]
