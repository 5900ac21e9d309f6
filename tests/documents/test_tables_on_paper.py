"""A sample whose measures stand in a table of a PDF, with lines around its cells and without any."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from tests import making

from aqbgraph.document import Kind
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Line

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=8)
LINES: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
TOP: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]


def pdf(style: list[Any], *, by_row: bool) -> bytes:
    """The sample, its list of measures as a table: a row for each type, or for each measure."""
    lines = [line for line in making.lines_of(SAMPLE) if line.kind is not Kind.RULE]
    start = next(n for n, line in enumerate(lines) if line.text.startswith("1. Ausbildungsvorbereitung"))
    end = next(n for n, line in enumerate(lines) if n > start and "Bescheid" in line.text)
    kinds: list[tuple[str, list[str]]] = []
    for line in lines[start:end]:
        if line.kind is Kind.ITEM:
            kinds[-1][1].append(line.text)
        else:
            kinds.append((line.text, []))
    head = ["Maßnahmenart", "Projekt" if by_row else "Projekte"]
    rows = [[kind, name] for kind, names in kinds for name in (names or ["–"])]
    if not by_row:
        rows = [[kind, "<br/>".join(names) or "–"] for kind, names in kinds]
    table = [[Paragraph(cell, PLAIN) for cell in row] for row in (head, *rows)]
    body = paragraphs(lines[:start])
    body.append(Table(table, colWidths=[170, 300], style=[*TOP, *style]))
    body += paragraphs(lines[end:])
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(body)
    return stream.getvalue()


def paragraphs(lines: Sequence[Line]) -> list[Any]:
    return [Paragraph("<br/>".join(line.text for line in block), PLAIN) for block in making.blocks(lines)]


def measures(agreement: Agreement | None) -> list[tuple[str, str]]:
    assert agreement is not None
    return [(one.measure_type.key, one.label) for one in agreement.measures]


@pytest.mark.parametrize("by_row", [True, False])
@pytest.mark.parametrize("style", [LINES, []], ids=["lines", "no lines"])
def test_measures_are_those_of_the_list(style: list[Any], *, by_row: bool) -> None:
    found = extract(parse(pdf(style, by_row=by_row), "a.pdf"))
    assert found.faults == ()
    assert measures(found.agreement) == measures(extract(parse(SAMPLE.encode(), "a.md")).agreement)
