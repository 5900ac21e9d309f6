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
    ("pattern", "said", "field", "unclear"),
    [
        (r"(?<=Erbach, den) 11\. 08\. 2025", "kein Tag", "signature-local signedOn", ("signed_on",)),
        (r"Frank Matiaske\n", "kein Name", "signature-local signatoryName", ("signatory_name",)),
        (
            r"Erbach, den 11\. 08\. 2025\n",
            "kein Ort und kein Tag",
            "signature-local signedAt",
            ("signed_at", "signed_on"),
        ),
        # What a stroke left of the place.
        (r"(?m)^Er(?=bach, den)", "kein Ort", "signature-local signedAt", ("signed_at",)),
    ],
)
def test_what_a_scan_does_not_show_is_told(
    document: Document, pattern: str, said: str, field: str, unclear: tuple[str, ...]
) -> None:
    lost = without(document, pattern)
    found = extract(lost)
    assert found.faults == ()
    assert found.agreement is not None
    assert {one.key: one.unclear for one in found.agreement.signatures} == {
        "signature-state": (),
        "signature-local": unclear,
    }
    (told,) = found.left_out
    assert said in told.what
    assert field in told.entry
    written = extract(replace(lost, recognised=False))
    assert not written.left_out
    assert written.agreement is not None
    assert [one.unclear for one in written.agreement.signatures] == [(), ()]


def test_what_a_scan_shows_is_not(document: Document) -> None:
    assert not extract(replace(document, recognised=True)).left_out


def test_a_sheet_supplies_it(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text(SHEET, "utf-8")
    lost = without(document, r"(?<=Erbach, den) 11\. 08\. 2025")
    found = extract(lost, read_sheet(Companion(path, path.name)))
    assert (found.faults, found.left_out) == ((), ())
    assert found.agreement is not None
    assert [one.unclear for one in found.agreement.signatures] == [(), ()]
