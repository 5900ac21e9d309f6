"""Agreements on two budgets, each with a list of its own: abbreviated names, and measures without any type."""

from __future__ import annotations

from pathlib import Path

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[1] / "documents/two-budgets-2018/document.md").read_text("utf-8")
INTRODUCED = "Mitteln des Ausbildungs- und Qualifizierungsbudgets 2018 und des Arbeitsmarktbudgets 2018 folgende"
SECOND = "Der Main - Kinzig - Kreis finanziert mit den Mitteln des Arbeitsmarktbudgets 2018 folgende Projekte:"
TYPE = "Qualifizierungsprojekte zur Arbeitsmarktintegration und Fachkräftesicherung"
END = "## § 5 Qual"


def agreement(first: str, second: str) -> str:
    assert INTRODUCED in SAMPLE
    text = SAMPLE.replace(INTRODUCED, f"Mitteln des {first} folgende")
    return text.replace(END, f"{SECOND}\n\n{second}\n\n{END}")


def read(text: str) -> Extraction:
    return extract(parse(text.encode(), "x.md"))


def listed(extraction: Extraction) -> list[tuple[str | None, str]]:
    assert extraction.agreement is not None, [str(fault) for fault in extraction.faults]
    return [(measure.programme, measure.label) for measure in extraction.agreement.measures]


FIRST = [("aqb", "Startklar"), ("aqb", "Werkstatt Gelnhausen"), ("aqb", "Pflege plus")]


def test_the_abbreviation_of_a_budget_names_it() -> None:
    for name in ("AQB 2018", "AQB", "Ausbildungs- und Qualifizierungsbudgets 2018"):
        extraction = read(agreement(name, f"{TYPE}\n\n- Jobwerk"))
        assert listed(extraction) == [*FIRST, ("arbeitsmarktbudget", "Jobwerk")], name


def test_measures_without_any_type_are_left_out_and_told(tmp_path: Path) -> None:
    text = agreement("AQB 2018", "- Jobwerk\n- Zweite „Chance“")
    extraction = read(text)
    assert listed(extraction) == FIRST
    passages = {passage.quote: passage.advice for passage in extraction.accounting.unread if passage.left}
    assert list(passages) == ["Jobwerk", "Zweite „Chance"]
    assert 'in „x.korrekturen.toml“ steht: [[hinzufuegen]] massnahme = "Jobwerk", art = "…"' in passages["Jobwerk"]
    sheet = tmp_path / "x.korrekturen.toml"
    said = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Urschrift"\n'
    sheet.write_text(f'[[hinzufuegen]]\nmassnahme = "Jobwerk"\nart = "3"\n{said}', "utf-8")
    corrected = extract(parse(text.encode(), "x.md"), read_sheet(Companion(sheet, sheet.name)))
    assert "Jobwerk" in [label for _, label in listed(corrected)]


def test_where_a_type_follows_one_was_lost() -> None:
    extraction = read(agreement("AQB 2018", f"- Jobwerk\n\n{TYPE}\n\n- Zweite Chance"))
    assert listed(extraction) == [*FIRST, ("arbeitsmarktbudget", "Zweite Chance")]
    assert ['massnahme = "Jobwerk", art = "…"' in one.message for one in extraction.left_out] == [True]


def test_without_a_second_budget_a_measure_needs_its_type() -> None:
    extraction = read(SAMPLE.replace("1. Ausbildungsvorbereitung\n", ""))
    assert extraction.agreement is not None
    assert "Startklar" not in {one.label for one in extraction.agreement.measures}
    assert any(
        "Über „Startklar“ fehlt vermutlich eine Zwischenüberschrift" in one.message for one in extraction.left_out
    )


LISTED = f"""I. Projekte aus dem Ausbildungs- und Qualifizierungsbudget 2018

Ausbildungsvorbereitung

- Startklar

II. Projekte aus dem Arbeitsmarktbudget 2018

{TYPE}

- Jobwerk
"""


def of_lines(text: str) -> Extraction:
    start = SAMPLE.index("1. Ausbildungsvorbereitung")
    return read(SAMPLE[:start] + text + "\n" + SAMPLE[SAMPLE.index(END) :])


def test_lines_that_name_the_budgets_are_of_the_list() -> None:
    assert listed(of_lines(LISTED)) == [("aqb", "Startklar"), ("arbeitsmarktbudget", "Jobwerk")]


def test_below_such_a_line_no_type_of_the_other_list_goes_on() -> None:
    extraction = of_lines(LISTED.replace(f"{TYPE}\n\n", ""))
    assert listed(extraction) == [("aqb", "Startklar")]
    assert ['massnahme = "Jobwerk", art = "…"' in one.message for one in extraction.left_out] == [True]


def test_a_type_that_was_joined_to_such_a_line() -> None:
    joined = LISTED.replace(f"2018\n\n{TYPE}", f"2018 {TYPE}")
    assert listed(of_lines(joined)) == [("aqb", "Startklar"), ("arbeitsmarktbudget", "Jobwerk")]
