"""Measures in tables."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures import listing
from aqbgraph.reading.readers import parse

END = "Gefördert wird auf Grundlage des Bescheides."
ONE, TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"


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


def test_the_last_word_of_a_paragraph_is_no_head_of_a_table() -> None:
    """Wrapped so that "Projekte:" stands alone, it is still the end of its sentence."""
    text = f"Der Kreis finanziert diese\nProjekte:\n\n{ONE}\n\n- Webportal\n\n{END}\n"
    document = parse(text.encode(), "x.txt")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    assert [line.text for line in found.prose] == ["Der Kreis finanziert diese", "Projekte:", END]
    assert [measure.passage.text for measure in found.measures] == ["Webportal"]
