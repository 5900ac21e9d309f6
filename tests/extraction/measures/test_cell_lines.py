"""Lines of a cell that are measures of their own, and those that may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

ONE, TWO = "1. Ausbildungsvorbereitung", "2. Ausbildung in anerkannten Ausbildungsberufen"
END = "Gefördert wird auf Grundlage des Bescheides."


def read(first: str, second: str) -> Listing:
    text = f"| Maßnahmenart | Projekte |\n|---|---|\n| {ONE} | {first} |\n| {TWO} | {second} |\n\n{END}\n"
    document = parse(text.encode(), "x.md")
    return listing(document, document.lines, lambda words: words == END)


def names(found: Listing) -> list[str]:
    return [f"{one.heading.concept.key} {one.passage.text}" for one in found.measures]


def test_lines_with_room_for_the_next_word_end() -> None:
    found = read("Jobcafé<br>Lernwerkstatt Süd<br>Beratung und Begleitung auf dem Weg in die Ausbildung", "Tour")
    assert (found.faults, found.aside) == ([], [])
    assert names(found) == [
        "1 Jobcafé",
        "1 Lernwerkstatt Süd",
        "1 Beratung und Begleitung auf dem Weg in die Ausbildung",
        "2 Tour",
    ]


def test_a_line_that_ends_with_a_year_ends() -> None:
    found = read("Beratung und Begleitung am Übergang 2025<br>Jobcafé", "Tour")
    assert names(found) == ["1 Beratung und Begleitung am Übergang 2025", "1 Jobcafé", "2 Tour"]


@pytest.mark.parametrize(
    "cell",
    [
        "Beratung und<br>Begleitung",
        "Beratung<br>für alle",
        "Beratung (Einzelne<br>Gruppen)",
        "Beratung von Menschen im Übergang<br>Begleitung von Menschen im Beruf",
    ],
)
def test_what_may_go_on_is_set_aside_and_told(cell: str) -> None:
    found = read(f"{cell}<br>Jobcafé 2025<br>Tour", "Pflege")
    assert "1 Begleitung" not in names(found)
    assert not any(one.startswith(("1 für", "1 Gruppen")) for one in names(found))
    assert "1 Tour" in names(found)


@pytest.mark.parametrize(
    "below", ["Erbach", "Bad Homburg v. d. Höhe", "Nord", "Südstadt", "II", "Plus", "Stadt Kassel"]
)
def test_a_place_below_a_name_may_be_a_part_of_it(below: str) -> None:
    found = read(f"Jobcafé<br>{below}", "Tour und Beratung auf dem Weg in eine Ausbildung")
    assert names(found) == ["2 Tour und Beratung auf dem Weg in eine Ausbildung"]
    assert found.aside or found.faults


@pytest.mark.parametrize("below", ["(Träger: Werkhof)", "2025", "10.000 €", "Träger: Werkhof", "„Rückenwind“"])
def test_what_tells_of_the_line_above_is_no_measure(below: str) -> None:
    found = read(f"Jobcafé Süd<br>{below}", "Tour und Beratung auf dem Weg in eine Ausbildung")
    assert names(found) == ["2 Tour und Beratung auf dem Weg in eine Ausbildung"]
    assert found.aside or found.faults


def test_where_nothing_certain_is_left_of_a_type_nothing_is_said_of_it() -> None:
    found = read("Beratung von Menschen im Übergang<br>Begleitung von Menschen im Beruf", "Pflege")
    assert found.faults == []
    assert all("endet eine Zeile" in one.why for one in found.aside)
    assert len(found.untold) == 1
