"""The marks beside the values of an agreement: each leads to its sentence, and where it was corrected to that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.extraction.extractor import extract
from aqbgraph.publication.agreements.marks import Marks
from aqbgraph.publication.frame.views import Link
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.agreement import Agreement, Evidence

SAMPLE = Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md"
SAID = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Urschrift"\n'
ENTRIES = {
    "amount": '[[berichtigen]]\nangabe = "amount"\ngelesen = "491.550"\nrichtig = "491.560"\n',
    "day": '[[streichen]]\nangabe = "signature-local signedOn"\ngelesen = "11.08.2025"\n',
    "year": '[[bestaetigen]]\nangabe = "year"\ngelesen = "2025"\n',
    "label": '[[berichtigen]]\nangabe = "measure-3-2 label"\ngelesen = "MInA - Migranten in Arbeit 2025"\n'
    'richtig = "X"\n',
    "type": '[[berichtigen]]\nangabe = "measure-3-3 measureType"\ngelesen = "3"\nrichtig = "4"\n',
    "added": '[[hinzufuegen]]\nmassnahme = "Kompass"\nart = "1"\n',
    "code": '[[streichen]]\nangabe = "legalCodes"\ngelesen = "SGB XII"\n',
    "more": '[[bestaetigen]]\nangabe = "legalCodes"\ngelesen = "SGB XII"\n',
    "framework": '[[berichtigen]]\nangabe = "framework-buendnis-fuer-ausbildung endYear"\ngelesen = "2029"\n'
    'richtig = "2028"\n',
}


def corrected(tmp_path: Path, *names: str) -> tuple[Agreement, Marks]:
    path = tmp_path / "a.korrekturen.toml"
    path.write_text("".join(ENTRIES[name] + SAID for name in names), "utf-8")
    found = extract(parse(SAMPLE.read_bytes(), "a.md"), read_sheet(Companion(path, path.name)))
    assert found.agreement is not None, [str(fault) for fault in found.faults]
    return found.agreement, Marks(found.agreement)


def marked(agreement: Agreement, marks: Marks) -> set[tuple[str, str, str]]:
    """Node and field of each value with the mark of a correction, and its words."""
    parts: list[tuple[str, Sequence[Evidence]]] = [("agreement", agreement.evidence)]
    parts += [(node.key, node.evidence) for node in agreement.nodes]
    return {
        (key, item.supports, mark.corrected.text)
        for key, evidence in parts
        for item in evidence
        if (mark := marks.first(evidence, item.supports, item.value)).corrected
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("amount", {("budget-aqb", "amount", "berichtigt")}),
        ("day", {("signature-local", "signedOn", "gestrichen")}),
        ("year", {("agreement", "year", "bestätigt")}),
        ("label", {("measure-3-2", "label", "berichtigt")}),
        ("added", {("measure-1-4", "label", "ergänzt"), ("measure-1-4", "measureType", "ergänzt")}),
        ("code", set()),
        ("framework", {("framework-buendnis-fuer-ausbildung", "endYear", "berichtigt")}),
    ],
)
def test_the_corrected_value_and_no_other_is_marked(
    tmp_path: Path, name: str, expected: set[tuple[str, str, str]]
) -> None:
    agreement, marks = corrected(tmp_path, name)
    assert marked(agreement, marks) == expected


def test_the_mark_leads_to_the_correction(tmp_path: Path) -> None:
    agreement, marks = corrected(tmp_path, "amount")
    mark = marks.first(agreement.budgets[0].evidence, "amount")
    assert mark.corrected == Link(f"#{agreement.corrections[0].fragment}", "berichtigt")
    assert mark.href.startswith("#evidence-amount-")


def test_of_several_values_the_one_meant_is_marked(tmp_path: Path) -> None:
    agreement, marks = corrected(tmp_path, "more")
    codes = {code.key: marks.first(agreement.evidence, "legalCodes", code).corrected for code in agreement.legal_codes}
    assert {key for key, link in codes.items() if link} == {"sgb-xii"}
    assert marks.first(agreement.evidence, "legalCodes", Concept("legal-codes", "sgb-xii")).corrected is not None


def test_another_type_is_marked_at_the_measure_alone(tmp_path: Path) -> None:
    """The heading of the type is that of its neighbours, too."""
    agreement, marks = corrected(tmp_path, "type")
    found = [measure.label for measure in agreement.measures if marks.first(measure.evidence, "label").corrected]
    assert len(found) == 1
    others = [one for one in agreement.measures if one.label not in found]
    assert not any(marks.first(measure.evidence, "measureType").corrected for measure in others)


def test_a_thing_as_a_whole_bears_the_mark_of_any_field(tmp_path: Path) -> None:
    agreement, marks = corrected(tmp_path, "framework")
    links = [marks.first(framework.evidence).corrected for framework in agreement.frameworks]
    assert len([link for link in links if link]) == 1
