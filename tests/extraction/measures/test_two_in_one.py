from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

HEAD = "**1. Ausbildungsvorbereitung**\n\n"


def told(*items: str) -> list[str]:
    return listing_of("".join(f"- {item}\n" for item in items))


def listing_of(items: str) -> list[str]:
    document = parse((HEAD + items).encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    # A fault where nothing else is left of the type says the same once more.
    assert all(fault.message.startswith(tuple(one.why for one in found.aside)) for fault in found.faults)
    return [one.why for one in found.aside]


@pytest.mark.parametrize(
    "items",
    [
        ("Geflüchtete I", "Geflüchtete II - Übergangsmanagement"),
        ("Let's work - Geflüchtete I", "Geflüchtete II"),
        ("Integration 2025", "Digital Praxis 2025 - Beratung on Tour"),
        ('"Aktiv in den Job - (Junge-Mütter-Projekt)"', "Tour"),
        ("Startklar - Werkstatt Gelnhausen", "Tour"),
        ("Startklar; - Werkstatt Gelnhausen", "MInA - Migranten in Arbeit"),
        ("BASS Studenten*innen - Beratung und Unterstützung", "Tour"),
        ("Sprachförderung im Lager für Ältere 2025 - Erprobung Gartenbau", "Tour"),
        ("TZ-Ausbildung Webportal TZ-Ausbildung Bewerbercenter", "TZ-Ausbildung Chancenmarkt"),
        ("Startklar \uf0b7 Werkstatt", "Tour"),
        ("BASS Studenten - Beratung und\n  Unterstützung", "Tour"),
        ("Startklar •Werkstatt", "Tour"),
    ],
)
def test_two_items_on_one_line(items: tuple[str, ...]) -> None:
    (message,) = told(*items)
    assert "nennt wohl zwei Projekte" in message


@pytest.mark.parametrize(
    "items",
    [
        ("DREIplus - Wiedererlangung der Erwerbsfähigkeit", "Geflüchtete I", "Geflüchtete II"),
        ("BUILD - Begrüßen und Integrieren - Leben in Deutschland 2025", "MInA - Migranten in Arbeit 2025"),
        ("Jobstart 2025 - Integration", "Tour"),
        ("Kompass - das Projekt für alle", "Tour"),
        ("Die Werkstatt für alle, Die", "Die Tour"),
        ("Kompass - Für Frauen", "Tour"),
        ("Kompass - Jugend", "Leuchtturm - Alter"),
        ("Kurs - Modul 1", "Kurs - Modul 2"),
        ("Schritt für Schritt in Arbeit", "Schritt halten"),
        ("Sprachkurs (A1) - Grundstufe", "Sprachkurs (A2) - Aufbaustufe"),
    ],
)
def test_a_dash_within_a_name(items: tuple[str, ...]) -> None:
    assert told(*items) == []


def test_numbered_items_on_one_line() -> None:
    (said,) = listing_of("1. Tour\n2. Webportal 3. Chancenmarkt\n")
    assert said.startswith("„Webportal 3. Chancenmarkt“")
    assert listing_of("1. Tour\n2. Kurs 7. Klasse\n") == []


def test_a_year_within_a_name_of_a_list_without_bullets() -> None:
    (said,) = listing_of("Digital Praxis 2025 Beratung on Tour\nWebportal\nKurs 2025 für alle\n")
    assert said.startswith("„Digital Praxis 2025 Beratung on Tour“")


def test_of_other_bullets_a_dash_is_none() -> None:
    assert listing_of("• Startklar - Werkstatt Gelnhausen\n• Tour\n") == []


def test_on_a_printed_page_no_two_items_become_one() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for number, line in enumerate(
        ("1. Ausbildungsvorbereitung", "- Neue Wege ins Handwerk", "- Startklar - Werkstatt Gelnhausen", "- Tour")
    ):
        canvas.drawString(60, 700 - 16 * number, line)
    canvas.save()
    document = parse(stream.getvalue(), "a.pdf")
    found = listing(document, document.lines, lambda _: False)
    assert [measure.passage.text for measure in found.measures] == [
        "Neue Wege ins Handwerk",
        "Startklar - Werkstatt Gelnhausen",
        "Tour",
    ]
    assert not found.aside


@pytest.mark.parametrize("name", ["AQA-Metall § 5", "AQA-Metall § 5 Zielsteuerung"])
def test_the_next_clause_on_the_line_of_an_item(name: str) -> None:
    (message,) = told(name, "Tour")
    assert "beginnt ein Paragraf" in message


def test_a_paragraph_of_a_law_within_a_name() -> None:
    assert told("Coaching nach § 5", "Teilhabe § 16i SGB II") == []


@pytest.mark.parametrize("items", ["1.1 Startklar 1.2 Brücke\n", "1. Startklar 2. Brücke\n"])
def test_the_number_that_follows_within_a_name(items: str) -> None:
    assert [why for why in listing_of(items) if "Startklar" in why]


@pytest.mark.parametrize("items", ["1.1 Werkstatt 1.0\n1.2 Tour\n", "1. Werkstatt 2 Räder\n2. Tour\n"])
def test_other_numbers_within_a_name(items: str) -> None:
    assert listing_of(items) == []
