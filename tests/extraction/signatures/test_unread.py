from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
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


DAY = "Erbach, den 11. 08. 2025"
PLACE_AND_DAY = ("signed_at", "signed_on")


def scanned(document: Document, line: str) -> Document:
    assert DAY in document.text
    return replace(parse(document.text.replace(DAY, line).encode(), document.source.name), recognised=True)


@pytest.mark.parametrize(
    ("line", "words", "unclear"),
    [
        ("Erbach, den 31. 02. 2025", "31. 02. 2025", ("signed_on",)),
        ("Erbach, den 89. April 2025", "89. April 2025", ("signed_on",)),
        ("Erbach, den 09, April 2025", "09, April 2025", ("signed_on",)),
        ("Erbach, den 1/08.", "1/08.", ("signed_on",)),
        ("Erbach, den 3", "3", ("signed_on",)),
        # A stroke lies across the place as well; a day that shows is not known to be whole.
        ("Er ch den 11. 08. 2025", "Er ch den 11. 08. 2025", PLACE_AND_DAY),
        ("rbac„den 27. 00. 2025", "rbac„den 27. 00. 2025", PLACE_AND_DAY),
        ("rba=.den 89. April 2025", "rba=.den 89. April 2025", PLACE_AND_DAY),
        ("11. 08. 2025", "11. 08. 2025", PLACE_AND_DAY),
    ],
)
def test_a_day_of_a_scan_that_nobody_can_read_is_left_out(
    document: Document, line: str, words: str, unclear: tuple[str, ...]
) -> None:
    scan = scanned(document, line)
    found = extract(scan)
    assert found.faults == ()
    assert found.agreement is not None
    state, local = found.agreement.signatures
    whole = extract(document).agreement
    assert whole is not None
    assert state == whole.signatures[0]
    assert (local.signatory_name, local.signed_on, local.unclear) == ("Frank Matiaske", None, unclear)
    (told,) = found.left_out
    assert f"„{words}“" in told.what
    assert "signature-local signedOn" in told.entry
    assert any(row.left and row.quote in words for row in found.accounting.unread)
    assert extract(replace(scan, recognised=False)).faults


@pytest.mark.parametrize(
    "line",
    [
        # Words of a column beside it lie in the day.
        "Erbach, den 11. DER 08. LANDRAT 2025",
        # Two days: of whom which is.
        "rbac„den 27. 00. 2025 Wie„den 2. 8. 2025",
        # The year is what is wrong, of the day or of the agreement.
        "Erbach, den 11. 08. 2019",
    ],
)
def test_what_may_be_more_than_a_day_refuses_a_scan(document: Document, line: str) -> None:
    assert extract(scanned(document, line)).faults


def test_a_day_of_nobody_refuses_a_scan(document: Document) -> None:
    """Below it nothing says who has signed."""
    text = document.text[: document.text.index(DAY)] + "Eing% den 27. 00. 2025\n\nIIIMAX Beispiel\n"
    faults = extract(replace(parse(text.encode(), document.source.name), recognised=True)).faults
    assert any("keiner Unterschrift zuzuordnen" in fault.message for fault in faults)


def test_who_signed_above_a_broken_day_has_no_name_from_below_it(document: Document) -> None:
    scan = scanned(document, "rbac„den 27. 00. 2025")
    text = scan.text.replace("Heike Hofmann", "% § /").replace("Odenwaldkreis\n", "Odenwaldkreis\n\nFrank Matiaske\n")
    found = extract(replace(parse(text.encode(), document.source.name), recognised=True))
    assert found.agreement is not None
    assert found.agreement.signatures[0].signatory_name is None


@pytest.mark.parametrize("sheet", [SHEET, SHEET.replace("ergaenzen", "berichtigen") + 'gelesen = "31. 02. 2025"\n'])
def test_a_sheet_says_what_the_day_is(document: Document, tmp_path: Path, sheet: str) -> None:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text(sheet, "utf-8")
    found = extract(scanned(document, "Erbach, den 31. 02. 2025"), read_sheet(Companion(path, path.name)))
    assert (found.faults, found.left_out) == ((), ())
    assert found.agreement is not None
    local = found.agreement.signatures[1]
    assert (local.signed_on, local.signed_at, local.unclear) == (date(2025, 8, 11), "Erbach", ())


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
