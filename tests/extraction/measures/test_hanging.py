"""Names that lines were lost of, or that other lines were joined to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.items import CUT_OFF, DROPPED, OTHERS, TWO_LINES, unlikely
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing


def read(items: str) -> Listing:
    document = parse(f"**1. Ausbildungsvorbereitung**\n\n{items}\n".encode(), "a.md")
    return listing(document, document.lines, lambda _: False)


def names(found: Listing) -> list[str]:
    return [one.passage.text for one in found.measures]


@pytest.mark.parametrize("end", ["und", "oder", "sowie"])
def test_a_name_that_ends_with_a_conjunction_lost_its_end(end: str) -> None:
    found = read(f"- Beratung im SGB XII {end}\n- Tour\n- Startklar")
    assert names(found) == ["Tour", "Startklar"]
    assert [one.why.endswith(CUT_OFF) for one in found.aside] == [True]


def test_a_conjunction_between_the_names_of_a_list_is_none_of_them() -> None:
    assert names(read("- Beratung, \n- Werkstatt und\n- Tour.")) == ["Beratung", "Werkstatt", "Tour"]


@pytest.mark.parametrize(
    "name",
    [
        "Beratung on Tour - 5 -",
        "Beratung on Tour Seite 3 von 7",
        "Beratung on Tour gez.",
        "Aktiv Ausbildungs- und Qualifizierungsbudget 2024 (Mütter)",
        "12 Plätze, 1.3. bis 30.11.",
        "Beratung on Tour[^1] [^1]: Verein",
        "Coaching dem Arbeitsmarktbudget 2017",
        "Beratung und Hessisches Ministerium für Soziales Tour",
    ],
)
def test_what_stands_beside_the_list_is_of_no_name(name: str) -> None:
    assert unlikely(name).endswith(TWO_LINES)


@pytest.mark.parametrize("name", ["S -", "Beratung -"])
def test_no_name_ends_with_a_dash(name: str) -> None:
    assert unlikely(name).endswith(CUT_OFF)


@pytest.mark.parametrize(
    "name", ["Job 4.0", "Werkstatt 50", "Seite an Seite", "Beratung zum Arbeitsmarktbudget", "A - B"]
)
def test_such_words_in_names(name: str) -> None:
    assert unlikely(name) == ""


def test_a_type_over_two_lines_that_was_joined_to_an_item() -> None:
    found = read("- Tour 3. Qualifizierungsprojekte zur\nArbeitsmarktintegration, Fachkräftesicherung\n- Startklar")
    assert [fault.place.line for fault in found.faults if fault.place] == [3]


@pytest.mark.parametrize(
    "line",
    [
        "Land Hessen – HMSI",
        "Zielvereinbarung 2025 Odenwaldkreis",
        "Telefon 0611 3219-0",
        "Stand: 12.03.2025",
        "Seite 3 von 7",
    ],
)
def test_a_footer_in_a_list_without_bullets_is_no_measure(line: str) -> None:
    found = read(f"Startklar\n{line}\nTour")
    assert line not in names(found)


@pytest.mark.parametrize("name", ["Stand: up", "HMSI-Projekt", "Telefontraining", "Seite an Seite", "Straße 24"])
def test_no_footers(name: str) -> None:
    assert unlikely(name) == ""


@pytest.mark.parametrize("name", ["Tour (entfällt)", "Tour – gestrichen", "Tour (entfällt 2025)"])
def test_a_project_that_may_have_been_dropped(name: str) -> None:
    assert unlikely(name).endswith(DROPPED)


@pytest.mark.parametrize("name", ["weitere Projekte nach Bedarf", "u. a. m.", "usw.", "und weitere kleinere Maßnahmen"])
def test_projects_that_have_no_name(name: str) -> None:
    assert unlikely(name).endswith(OTHERS)


@pytest.mark.parametrize(
    "name", ["<span style='display:none'>x</span>Tour", "<i hidden>x</i>Tour", "Weiterbildung", "Weitere Wege gehen"]
)
def test_words_that_are_hidden(name: str) -> None:
    assert ("auskommentiert" in unlikely(name)) is name.startswith("<")


@pytest.mark.parametrize("line", ["Wege zurück in den\nBeruf", "Start ins\nBerufsleben", "Elternzeit als\nChance"])
def test_half_a_phrase_of_a_list_without_bullets_is_left_out_with_the_next_line(line: str) -> None:
    found = read(f"Startklar\n{line}\nJobcafé")
    assert not found.faults
    assert names(found) == ["Startklar", "Jobcafé"]
    assert len(found.aside) == 2


def test_a_conjunction_where_no_other_type_has_any_is_half_a_name() -> None:
    document = parse(
        "**1. Ausbildungsvorbereitung**\n\n- Startklar\n- Jobcafé\n\n**2. Ausbildung in anerkannten "
        "Ausbildungsberufen**\n\n- Rückkehr im ländlichen Raum und\n- Tour\n".encode(),
        "a.md",
    )
    assert names(listing(document, document.lines, lambda _: False)) == ["Startklar", "Jobcafé", "Tour"]
