"""Bullets that tell of the measure above are none themselves, in whatever form the list comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.details import is_detail, is_labelled
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

END = "Gefördert wird auf Grundlage des Bescheides."
TYPE = "Ausbildungsvorbereitung"
DETAILS = ("Träger: Verein Muster", "Laufzeit: 1.1. bis 31.12.2025", "12 Plätze", "Das Projekt richtet sich an Eltern.")


def read(items: str, name: str = "x.md") -> Listing:
    document = parse(f"{TYPE}\n\n{items}\n\n{END}\n".encode(), name)
    return listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))


def found(items: str) -> list[str]:
    listed = read(items)
    assert listed.faults == []
    return [measure.passage.text for measure in listed.measures]


@pytest.mark.parametrize("details", [DETAILS[:1], DETAILS])
@pytest.mark.parametrize(
    ("outer", "inner"), [("- ", "    - "), ("- ", "  - "), ("1. ", "   - "), ("• ", "   – "), ("* ", "\t* ")]
)
def test_details_set_in(outer: str, inner: str, details: tuple[str, ...]) -> None:
    below = "".join(f"{inner}{detail}\n" for detail in details)
    second = outer.replace("1", "2")
    assert found(f"{outer}Webportal\n{below}{second}Jobcafé\n{below}") == ["Webportal", "Jobcafé"]


def test_details_of_html() -> None:
    inner = "".join(f"<li>{detail}</li>" for detail in DETAILS)
    items = f"<ul><li>Webportal<ul>{inner}</ul></li><li>Jobcafé</li></ul>"
    page = f"<html><p>{TYPE}</p>{items}<p>{END}</p>"
    document = parse(page.encode(), "x.html")
    listed = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    assert listed.faults == []
    assert [measure.passage.text for measure in listed.measures] == ["Webportal", "Jobcafé"]


def test_a_label_is_enough_where_the_layout_tells_nothing() -> None:
    assert found("- Webportal\n- Träger: Verein Muster\n- Jobcafé\n- Zielgruppe: Junge Menschen") == [
        "Webportal",
        "Jobcafé",
    ]


@pytest.mark.parametrize("note", ["[^1]: Träger: Verein für Arbeit", "[^1]: Bis Juni\nmit 12 Plätzen"])
def test_the_text_of_a_footnote_is_no_measure(note: str) -> None:
    assert found(f"- Webportal[^1]\n\n{note}\n\n- Jobcafé") == ["Webportal", "Jobcafé"]


def test_details_over_several_lines() -> None:
    assert found("- Webportal\n  - Träger: Verein für Arbeit,\n    Bildung und Kultur\n- Jobcafé") == [
        "Webportal",
        "Jobcafé",
    ]


@pytest.mark.parametrize(
    "items",
    [
        "- Webportal\n    - Teil A",
        "- Sprache:\n    - Träger: Verein",
        "- Übergang Schule und Beruf\n    - Startklar\n    - Werkstatt",
        "- Webportal\n    - Träger: Verein\n    - Werkstatt",
        "- Webportal\n  - proAktiv",
        "- Webportal\n  - Mit Energie in Ausbildung",
        "- Webportal\n  - In Arbeit",
        "- Webportal\n  - für Menschen ohne Abschluss",
        "- Webportal\n  - Start: Berufsorientierung",
        "- Webportal\n  - Ziel: Ausbildung",
        "- Webportal\n  - Wir schaffen das jetzt!",
        "- Webportal\n  - Ausbildung für Eltern mit Zukunft.",
        "- Webportal\n  - 100 Stunden Deutsch",
        "- Webportal\n  - 12 Monate Zukunft",
        "- Webportal\n  - 12 Personen, ein Weg",
    ],
)
def test_what_may_be_a_measure_is_asked_about(items: str) -> None:
    assert any("eingerückt" in fault.message for fault in read(items).faults)


@pytest.mark.parametrize(
    "words", ["Start: Berufsorientierung", "Ziel: Ausbildung", "Kooperation: Schule und Betrieb", "Inhalt: Leben"]
)
def test_a_label_that_a_project_may_be_called_by_is_one_at_the_same_level(words: str) -> None:
    assert found(f"- Webportal\n- {words}\n- Jobcafé") == ["Webportal", words, "Jobcafé"]


@pytest.mark.parametrize(
    "words",
    [
        "Träger: Verein",
        "Maßnahmeträger: Verein",
        "Laufzeit: 2025",
        "Zielgruppe: Eltern",
        "Zielgruppe (m/w/d): Eltern",
        "Teilnehmende: 12",
        "Teilnehmer/-innen: 12",
        "Plätze: 12",
        "Anzahl der Plätze: 12",
        "Ansprechpartnerin: Frau Muster",
        "Kooperationspartner: Kammer",
        "Durchführungsort: Erbach",
        "Fördersumme: 12.000 Euro",
    ],
)
def test_labels_that_no_project_is_called_by(words: str) -> None:
    assert found(f"- Webportal\n- {words}\n- Jobcafé") == ["Webportal", "Jobcafé"]


def test_details_are_in_the_account_and_are_no_fact() -> None:
    """They are no running text either: an amount in them is none of the budget."""
    listed = read("- Webportal\n    - Fördersumme: 12.000 Euro\n- Jobcafé")
    assert all("12.000" not in line.text for line in listed.prose)


@pytest.mark.parametrize(
    "words", ["Startklar: Arbeit und Beruf", "MInA - Migranten in Arbeit", "Zielgerade", "Ort der Begegnung", "Kurs: A"]
)
def test_names_of_measures(words: str) -> None:
    assert not is_labelled(words)
    assert not is_detail(words)


@pytest.mark.parametrize("words", ["Teilnehmendenplätze: 24", "Kurse jährlich: 3", "Kosten: rund 12.000 Euro"])
def test_a_number_with_its_label_that_is_set_in(words: str) -> None:
    assert found(f"- Webportal\n  - {words}\n- Jobcafé") == ["Webportal", "Jobcafé"]


@pytest.mark.parametrize("words", ["Startklar: 100.000 Euro", "Sprachkurs: 20 Plätze", "Neue Wege: 2 Kurse"])
def test_what_may_be_a_measure_of_a_group_is_asked_about(words: str) -> None:
    assert read(f"- Webportal\n  - {words}\n- Jobcafé").faults


@pytest.mark.parametrize("words", ["Träger: Verein Muster", "Plätze: 12", "Laufzeit: 1.1. bis 31.12.2025"])
def test_a_detail_of_a_measure_that_was_lost_is_none_itself(words: str) -> None:
    listed = read(f"  - {words}\n- Jobcafé")
    assert [measure.passage.text for measure in listed.measures] == ["Jobcafé"]
    assert [one.lines[0].text for one in listed.aside] == [words]
