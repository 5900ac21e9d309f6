"""What a scan leaves open: main matters refuse the document, secondary ones are left out; a sheet settles both."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aqbgraph.agreement import SheetEvidence
from aqbgraph.document import Placed
from aqbgraph.errors import Doubtful
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document
    from aqbgraph.extraction.extractor import Extraction

SAID = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Mit dem Scan verglichen"\n'
BUENDNIS = "framework-buendnis-fuer-ausbildung"


def scanned(document: Document, *unsure: str) -> Document:
    """The document as if it were a scan, of which the words named were badly to be read."""
    words = []
    start = 0
    for word in document.text.split():
        start = document.text.index(word, start)
        confidence = 40.0 if word.strip("*.,“") in unsure else 95.0
        words.append(Placed(start, start + len(word), 2, 1, 288, 2, 300, confidence))
        start += len(word)
    return replace(document, words=tuple(words), recognised=True)


def edited(document: Document, old: str, new: str) -> Document:
    assert old in document.text
    return parse(document.text.replace(old, new).encode(), document.source.name)


def corrected(document: Document, tmp_path: Path, *entries: str) -> Extraction:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text("".join(entries), "utf-8")
    return extract(document, read_sheet(Companion(path, path.name)))


def entry(verb: str, angabe: str, gelesen: str, richtig: str = "") -> str:
    value = f'richtig = "{richtig}"\n' if richtig else ""
    return f'[[{verb}]]\nangabe = "{angabe}"\ngelesen = "{gelesen}"\n{value}{SAID}'


def made(extraction: Extraction) -> Agreement:
    assert extraction.agreement is not None, [str(fault) for fault in extraction.faults]
    return extraction.agreement


MAIN = [
    ("491.550", "Der Betrag .*„[*]*491.550[*]*“ auf Seite 2 .*40 von 100", "budget-aqb amount", "491.550"),
    ("08", "Das Datum .*„08.“", "signature-local signedOn", "11.08.2025"),
    ("2025", "Das Jahr .*2025", "agreement year", "2025"),
    ("Odenwaldkreis", "Der Name der Partei .*Odenwaldkreis", "agreement localParty", "Odenwaldkreis"),
]


@pytest.mark.parametrize(("unsure", "message", "fact", "read"), MAIN)
def test_a_main_matter_refuses_the_document(
    document: Document, unsure: str, message: str, fact: str, read: str
) -> None:
    faults = extract(scanned(document, unsure, "Odenwaldkreises" if "kreis" in unsure else unsure)).faults
    fault = next(fault for fault in faults if re.search(message, fault.message))
    assert isinstance(fault, Doubtful)
    assert f"in „{document.source.name.removesuffix('.md')}.korrekturen.toml“ eintragen" in fault.message
    assert f'[[bestaetigen]] angabe = "{fact}", gelesen = "{read}"' in fault.message
    assert str(fault).startswith(f"{document.source.name}, Seite 2, 10 cm von oben: ")


@pytest.mark.parametrize(("fact", "read"), [(fact, read) for _, _, fact, read in MAIN])
def test_confirming_publishes_it(document: Document, tmp_path: Path, fact: str, read: str) -> None:
    """The very line that the message tells."""
    scan = scanned(document, "491.550", "08", "2025", "Odenwaldkreis", "Odenwaldkreises")
    entries = [entry("bestaetigen", one, said) for _, _, one, said in MAIN]
    entries.append(entry("bestaetigen", "signature-state signedOn", "02.08.2025"))
    assert corrected(scan, tmp_path, *(one for one in entries if fact not in one)).agreement is None
    agreement = made(corrected(scan, tmp_path, *entries))
    node, _, field = fact.partition(" ")
    (one,) = (one for one in agreement.corrections if (one.corrects, one.field) == (node, field))
    assert one.confirms
    assert one.read_value == read
    assert agreement.budgets[0].amount == Decimal(491550)
    local = next(one for one in agreement.signatures if one.key == "signature-local")
    assert local.signed_on == date(2025, 8, 11)
    assert [isinstance(item, SheetEvidence) for item in local.evidence if item.supports == "signedOn"] == [False, True]


def test_correcting_a_doubtful_day_publishes_it(document: Document, tmp_path: Path) -> None:
    sheet = entry("berichtigen", "signature-local signedOn", "11.08.2025", "12.08.2025")
    agreement = made(corrected(scanned(document, "08"), tmp_path, sheet))
    assert [one.signed_on for one in agreement.signatures if one.key == "signature-local"] == [date(2025, 8, 12)]
    assert not agreement.corrections[0].confirms


def test_confirming_another_value_is_told(document: Document, tmp_path: Path) -> None:
    sheet = entry("bestaetigen", "budget-aqb amount", "491.560")
    extraction = corrected(scanned(document, "491.550"), tmp_path, sheet)
    assert any(
        "passt nicht mehr zur Quelle: Gelesen ist jetzt „491550“" in fault.message for fault in extraction.faults
    )
    sheet = entry("bestaetigen", "signature-local signedOn", "12.08.2025")
    assert corrected(scanned(document), tmp_path, sheet).agreement is None


def test_what_is_certain_may_be_confirmed(document: Document, tmp_path: Path) -> None:
    agreement = made(corrected(scanned(document), tmp_path, entry("bestaetigen", "amount", "491.550")))
    assert agreement.corrections[0].confirms


def test_years_of_a_framework_are_left_out_and_told(document: Document) -> None:
    scan = scanned(document, "2029")
    extraction = extract(scan)
    (found,) = (one for one in made(extraction).frameworks if one.key == BUENDNIS)
    assert (found.start_year, found.end_year) == (2025, None)
    assert "2029" not in found.label
    assert {item.supports for item in found.evidence} == {"label", "startYear"}
    (passage,) = (passage for passage in extraction.accounting.unread if passage.left)
    assert passage.quote == "2029"
    assert passage.spot is not None
    assert passage.spot.page == 2
    assert f'[[bestaetigen]] angabe = "{BUENDNIS} endYear", gelesen = "2029"' in passage.advice


@pytest.mark.parametrize(
    ("verb", "value", "year", "named"), [("bestaetigen", "", 2029, True), ("berichtigen", "2028", 2028, False)]
)
def test_years_of_a_framework_are_settled(
    document: Document, tmp_path: Path, verb: str, value: str, year: int, named: bool
) -> None:
    sheet = entry(verb, f"{BUENDNIS} endYear", "2029", value)
    extraction = corrected(scanned(document, "2029"), tmp_path, sheet)
    (found,) = (one for one in made(extraction).frameworks if one.key == BUENDNIS)
    assert (found.start_year, found.end_year) == (2025, year)
    assert ("2029" in found.label) is named
    assert extraction.accounting.unread == ()


def test_a_legal_code_that_does_not_exist_is_left_out_of_a_scan(document: Document, tmp_path: Path) -> None:
    text = edited(document, "VIII,", "VII,")
    assert [fault.message for fault in extract(text).faults] == [
        "Den Rechtskreis „VII“ gibt es nicht (ontology/legal-codes.ttl)."
    ]
    extraction = extract(scanned(text))
    assert [code.key for code in made(extraction).legal_codes] == ["sgb-ii", "sgb-iii", "sgb-xii", "asylblg"]
    (reason,) = (passage.advice for passage in extraction.accounting.unread if passage.left)
    assert "Texterkennung verlesen (sie gibt dem Wort 95 von 100)" in reason
    assert '[[berichtigen]] angabe = "agreement legalCodes", gelesen = "VII", richtig = "…"' in reason
    sheet = entry("berichtigen", "agreement legalCodes", "VII", "SGB VIII")
    settled = corrected(scanned(text), tmp_path, sheet)
    assert "sgb-viii" in [code.key for code in made(settled).legal_codes]
    assert [passage for passage in settled.accounting.unread if passage.left] == []


def test_a_legal_code_named_twice_in_a_scan_is_told(document: Document, tmp_path: Path) -> None:
    scan = scanned(edited(document, "SGB II, III,", "SGB II, II,"))
    extraction = extract(scan)
    assert [code.key for code in made(extraction).legal_codes] == ["sgb-ii", "sgb-viii", "sgb-xii", "asylblg"]
    (reason,) = (passage.advice for passage in extraction.accounting.unread if passage.left)
    assert "„SGB II“ steht zweimal da" in reason
    sheet = f'[[hinzufuegen]]\nangabe = "agreement legalCodes"\nrichtig = "SGB III"\n{SAID}'
    assert "sgb-iii" in [code.key for code in made(corrected(scan, tmp_path, sheet)).legal_codes]


def test_one_legal_code_may_be_corrected_to_another(document: Document, tmp_path: Path) -> None:
    sheet = entry("berichtigen", "agreement legalCodes", "SGB XII", "SGB VIII")
    assert corrected(scanned(document), tmp_path, sheet).agreement is None
    sheet = entry("berichtigen", "agreement legalCodes", "SGB III", "SGB III")
    assert corrected(scanned(document), tmp_path, sheet).agreement is not None


def test_an_authority_nobody_knows_is_left_out_of_a_scan(document: Document, tmp_path: Path) -> None:
    text = edited(document, "Regierungspräsidium Kassel", "Regierungspräsidium Knsscl")
    assert extract(text).agreement is None
    assert made(extract(scanned(text))).grant_decision is None
    sheet = entry("berichtigen", "issuingAuthority", "Regierungspräsidium Knsscl", "Regierungspräsidium Kassel")
    assert made(corrected(scanned(text), tmp_path, sheet)).grant_decision is not None


def test_faults_of_a_scan_name_their_cause(document: Document) -> None:
    (fault,) = extract(scanned(edited(document, "491.550", "491.55"))).faults
    assert "Vermutlich hat sich die Texterkennung verlesen" in fault.message
    assert "als [[berichtigen]] eintragen" in fault.message


def test_places_within_a_message_are_places_on_paper(document: Document) -> None:
    text = edited(document, "Budgets 2025", "Budgets 2024")
    (fault,) = (fault for fault in extract(scanned(text)).faults if "Verschiedene" in fault.message)
    assert "Zeile" not in str(fault)
    assert "Seite 2, 10 cm von oben: 2024" in fault.message
    assert "Zeile" in str(extract(text).faults[0])


def test_other_words_may_be_unsure(document: Document) -> None:
    assert extract(scanned(document, "Schlüssel", "Webportal")).faults == ()


def test_read_for_certain_in_one_place_is_certain(document: Document) -> None:
    """The party is named in the title, in § 4 and further on; the year, too."""
    words = list(scanned(document).words)
    first = next(index for index, word in enumerate(words) if document.text[word.start : word.end] == "**2025**")
    words[first] = words[first]._replace(confidence=10.0)
    assert extract(replace(document, words=tuple(words), recognised=True)).faults == ()


def test_a_text_layer_is_not_doubted(document: Document) -> None:
    words = tuple(word._replace(confidence=None) for word in scanned(document).words)
    extraction = extract(replace(document, words=words))
    assert extraction.faults == ()
    assert extraction.agreement is not None
