"""Measures in tables."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures import listing
from aqbgraph.reading.readers import parse

END = "Gefördert wird auf Grundlage des Bescheides."
ONE, TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"
THREE, FOUR = (
    "Qualifizierungsprojekte zur Arbeitsmarktintegration",
    "Weiterbildungen für Fachpersonal der Gebietskörperschaften",
)


def read(text: str) -> list[str]:
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    assert found.faults == []
    return [f"{measure.heading.concept.key} {measure.passage.text}" for measure in found.measures]


HEAD = "| Maßnahmenart | Projekt |\n| --- | --- |\n"
NUMBERS = "| Nr. | Projekt |\n|---|---|\n"
TRACK = "| Maßnahmenart | Projekt | Träger |\n|---|---|---|\n"
ALONE = "| Projekt |\n|---|\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| {ONE} | Webportal |\n| {ONE} | Jobcafé |\n| {TWO} | Pflege plus |",
        f"{HEAD}| 1. {ONE} | Webportal |\n| | Jobcafé |\n| 2. {TWO} | Pflege plus |",
        f"{NUMBERS}| 1 | {ONE} |\n| 1.1 | Webportal |\n| 1.2 | Jobcafé |\n| 2 | {TWO} |\n| 2.1 | Pflege plus |",
        f"{TRACK}| {ONE} | Webportal | Kreis |\n| | Jobcafé | Verein |\n| {TWO} | Pflege plus | Stadt |",
        f"**1. {ONE}**\n\n{ALONE}| Webportal |\n| Jobcafé |\n\n**2. {TWO}**\n\n{ALONE}| Pflege plus |",
    ],
)
def test_rows_are_measures(text: str) -> None:
    assert read(text) == ["1 Webportal", "1 Jobcafé", "2 Pflege plus"]


@pytest.mark.parametrize(
    "text",
    [
        f"| {ONE} | {TWO} |\n|---|---|\n| Webportal | Pflege plus |\n| Jobcafé | |",
        f"| Nr. | 1. {ONE} | 2. {TWO} |\n|---|---|---|\n| 1 | Webportal | Pflege plus |\n| 2 | Jobcafé | – |",
        f"| {ONE} | {THREE} |\n|---|---|\n| Webportal | |\n| Jobcafé | |\n| {TWO} | {FOUR} |\n| Pflege plus | |",
    ],
)
def test_columns_of_types(text: str) -> None:
    assert read(text) == ["1 Webportal", "1 Jobcafé", "2 Pflege plus"]


def test_a_type_between_the_rows_keeps_the_columns() -> None:
    html = (
        f"<html><table><tr><th>Projekt</th><th>Träger</th></tr><tr><td colspan=2>{ONE}</td></tr><tr><td>Webportal</td>"
        f"<td>Verein</td></tr><tr><td colspan=2>{TWO}</td></tr><tr><td>Pflege plus</td><td>Stadt</td></tr></table>"
    )
    document = parse(html.encode(), "x.html")
    found = listing(document, document.lines, lambda _: False)
    assert found.faults == []
    assert [measure.passage.text for measure in found.measures] == ["Webportal", "Pflege plus"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}| {ONE} | Webportal<br>Jobcafé |", "In der Zelle „Webportal Jobcafé“ endet eine Zeile"),
        (f"**{ONE}**\n\n| Webportal | Verein |\n|---|---|\n| Jobcafé | Stadt |", "steht in mehreren Spalten"),
        (f"| {ONE} | {TWO} |\n|---|---|\n\n- Webportal\n- Pflege plus", "steht in mehreren Spalten"),
        (f"{ONE}\n\n- Webportal | Verein", "steht in mehreren Spalten"),
    ],
)
def test_what_has_more_than_one_reading_is_refused(text: str, message: str) -> None:
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    first, *_ = listing(document, document.lines, lambda words: words.startswith("Gefördert wird")).faults
    assert message in first.message


def test_a_name_over_two_lines_of_its_cell_is_one() -> None:
    assert read(f"{HEAD}| {ONE} | Webportal für<br>junge Menschen |") == ["1 Webportal für junge Menschen"]


def test_the_last_word_of_a_paragraph_is_no_head_of_a_table() -> None:
    """Wrapped so that "Projekte:" stands alone, it is still the end of its sentence."""
    text = f"Der Kreis finanziert diese\nProjekte:\n\n{ONE}\n\n- Webportal\n\n{END}\n"
    document = parse(text.encode(), "x.txt")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    assert [line.text for line in found.prose] == ["Der Kreis finanziert diese", "Projekte:", END]
    assert [measure.passage.text for measure in found.measures] == ["Webportal"]
