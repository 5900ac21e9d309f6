from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.document import Document

SHEET = """
[[ergaenzen]]
angabe = "signature-local signedOn"
richtig = "11.08.2025"
wer = "Fachstelle"
wann = 2026-03-02
warum = "Mit der Urschrift verglichen"
"""


def without(document: Document, pattern: str) -> Document:
    text = re.sub(pattern, "", document.text)
    assert text != document.text
    return replace(parse(text.encode(), document.source.name), recognised=True)


@pytest.mark.parametrize(
    ("pattern", "said", "field"),
    [
        (r"(?<=Erbach, den) 11\. 08\. 2025", "kein Tag", "signature-local signedOn"),
        (r"Frank Matiaske\n", "kein Name", "signature-local signatoryName"),
        (r"Erbach, den 11\. 08\. 2025\n", "kein Ort und kein Tag", "signature-local signedAt"),
    ],
)
def test_what_a_scan_does_not_show_is_told(document: Document, pattern: str, said: str, field: str) -> None:
    lost = without(document, pattern)
    found = extract(lost)
    assert found.faults == ()
    (told,) = found.left_out
    assert said in told.what
    assert field in told.entry
    assert not extract(replace(lost, recognised=False)).left_out


def test_what_a_scan_shows_is_not(document: Document) -> None:
    assert not extract(replace(document, recognised=True)).left_out


def test_a_sheet_supplies_it(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text(SHEET, "utf-8")
    lost = without(document, r"(?<=Erbach, den) 11\. 08\. 2025")
    found = extract(lost, read_sheet(Companion(path, path.name)))
    assert (found.faults, found.left_out) == ((), ())
