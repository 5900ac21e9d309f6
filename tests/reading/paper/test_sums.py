from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.reading.readers import parse

NAMES = ["Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget"]


def lines(rows: list[tuple[str, str]], *, right: bool = False) -> list[str]:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    for number, (one, other) in enumerate(rows):
        canvas.drawString(60, 700 - 15 * number, one)
        (canvas.drawRightString if right else canvas.drawString)(480 if right else 400, 700 - 15 * number, other)
    canvas.drawString(250, 600, "§ 4")
    canvas.save()
    return [line.text.replace("\t", " ") for line in parse(stream.getvalue(), "a.pdf").lines]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("head", [[], [("Budget", "Betrag")]])
@pytest.mark.parametrize("sums", [["1.023.400 Euro", "500.000 Euro"], ["1.023.400,00", "500.000,-"]])
def test_sums_stand_beside_what_they_are_for(sums: list[str], head: list[tuple[str, str]], right: bool) -> None:
    rows = [*head, *zip(NAMES, sums, strict=True)]
    assert lines(rows, right=right) == [*[" ".join(row) for row in rows], "§ 4"]


def test_names_beside_names_are_columns() -> None:
    rows = [("Wiesbaden, den 2. 8. 2025", "Erbach, den 11. 8. 2025"), ("Heike Hofmann", "Frank Matiaske")]
    assert [line for line in lines(rows) if line != "§ 4"] == [*[row[0] for row in rows], *[row[1] for row in rows]]
