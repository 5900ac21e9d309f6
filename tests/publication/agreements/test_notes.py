"""What readers of an agreement are told before they rely on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.extraction.extractor import extract
from aqbgraph.graph.findings import Finding
from aqbgraph.publication.agreements.notes import notes
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.publication.agreements.agreement_views import Note

SAMPLE = Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md"
BASE = "https://w3id.org/aqb/"
DOCUMENT = f"{BASE}agreement/2025/odenwaldkreis"


def finding(focus: str, value: str | None = None) -> Finding:
    return Finding("Warning", f"{DOCUMENT}#{focus}", None, "Das fehlt.", "This is missing.", "x", value)


def told(made: tuple[Note, ...]) -> list[tuple[str, str, str]]:
    return [(note.text, note.about.id if note.about else "", note.about.text if note.about else "") for note in made]


def test_an_agreement_without_faults_has_none() -> None:
    found = extract(parse(SAMPLE.read_bytes(), "a.md"))
    assert found.agreement
    assert notes(found.agreement, found.accounting, (), GERMAN) == ()


def test_findings_name_what_they_are_on() -> None:
    found = extract(parse(SAMPLE.read_bytes(), "a.md"))
    assert found.agreement
    findings = (
        finding("signature-local"),
        finding("budget-aqb"),
        finding("agreement", f"{BASE}party/odenwaldkreis#party"),
        finding("agreement"),
    )
    assert told(notes(found.agreement, found.accounting, findings, GERMAN)) == [
        ("Das fehlt.", "signature-local", "Odenwaldkreis"),
        ("Das fehlt.", "budget-aqb", "Budget"),
        ("Das fehlt.", "fact-local-party", "Odenwaldkreis"),
        ("Das fehlt.", "", ""),
    ]
    assert [note.text for note in notes(found.agreement, found.accounting, findings[:1], ENGLISH)] == [
        "This is missing."
    ]


def test_rounded_amounts_and_open_passages_are_said() -> None:
    text = SAMPLE.read_text("utf-8").replace("insgesamt\n\n**491.550", "insgesamt rund\n\n**491.000")
    text = text.replace("## **§ 7**", "Der Kreis baut eine Halle.\n\n## **§ 7**")
    found = extract(parse(text.encode(), "a.md"))
    assert found.agreement
    budgets = tuple(replace(budget, approximate=True) for budget in found.agreement.budgets)
    made = told(notes(replace(found.agreement, budgets=budgets), found.accounting, (), GERMAN))
    assert made[0] == ("Das Budget ist in der Quelle eine gerundete Zahl.", "budget-aqb", "Budget")
    count = len(found.accounting.unread)
    assert count
    assert made[-1][0].startswith(f"{count} Stelle")
    assert made[-1][1] == "accounting"


def test_what_is_left_out_is_said_apart_from_what_was_not_understood() -> None:
    text = SAMPLE.read_text("utf-8").replace("- MInA - Migranten", "- MInA - Mlgranten")
    found = extract(parse(text.encode(), "a.md"))
    assert found.agreement, found.faults
    assert told(notes(found.agreement, found.accounting, (), GERMAN)) == [
        (
            "1 Angabe der Quelle ist nicht sicher zu lesen. Sie fehlt hier, bis sie geklärt ist.",
            "accounting",
            "Offene Stellen",
        )
    ]


def test_corrections_and_confirmations_are_told_apart(tmp_path: Path) -> None:
    sheet = tmp_path / "a.korrekturen.toml"
    said = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Urschrift"\n'
    sheet.write_text(
        f'[[berichtigen]]\nangabe = "amount"\ngelesen = "491.550"\nrichtig = "491.560"\n{said}'
        f'[[bestaetigen]]\nangabe = "year"\ngelesen = "2025"\n{said}',
        "utf-8",
    )
    found = extract(parse(SAMPLE.read_bytes(), "a.md"), read_sheet(Companion(sheet, sheet.name)))
    assert found.agreement, found.faults
    assert [text for text, _, _ in told(notes(found.agreement, found.accounting, (), GERMAN))] == [
        "1 Angabe ist von Hand berichtigt.",
        "1 zweifelhafte Lesung ist von Hand bestätigt.",
    ]
