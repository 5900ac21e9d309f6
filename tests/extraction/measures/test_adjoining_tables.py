"""Tables that were damaged: a type between two of them was lost, a row was cut, joined, or lost its lines."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.forms.furniture import is_footer
from aqbgraph.extraction.forms.layouts import AQB
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

END = "Gefördert wird auf Grundlage des Bescheides."
ONE, TWO = "**1. Ausbildungsvorbereitung**", "**2. Ausbildung in anerkannten Ausbildungsberufen**"
FOUR = "**3. Qualifizierungsprojekte zur Arbeitsmarktintegration**"
HEAD = "| Nr. | Projekt | Träger |\n|---|---|---|\n"
A = f"{HEAD}| 1 | Webportal | Kreis |\n| 2 | Jobcafé | Verein |\n| 3 | Startklar | Stadt |"
B = f"{HEAD}| 1 | Pflege plus | Kreis |"
C = f"{HEAD}| 1 | Tour | Kreis |"
WHOLE = f"{ONE}\n\n{A}\n\n{TWO}\n\n{B}\n\n{FOUR}\n\n{C}"
TYPED = (
    "| Maßnahmenart | Projekt |\n|---|---|\n| Ausbildungsvorbereitung | Webportal |\n"
    "| Ausbildungsvorbereitung | Jobcafé |\n| Ausbildung in anerkannten Ausbildungsberufen | Tour |"
)


def read(text: str) -> tuple[list[str], int]:
    """The measures with their types, and how many faults."""
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    return [f"{one.heading.concept.key} {one.passage.text}" for one in found.measures], len(found.faults)


def test_each_table_is_of_the_type_above_it() -> None:
    assert read(WHOLE) == (["1 Webportal", "1 Jobcafé", "1 Startklar", "2 Pflege plus", "3 Tour"], 0)


@pytest.mark.parametrize("left", ["\n\n\n", "\n\n"])
def test_a_table_whose_type_was_lost_is_of_no_other(left: str) -> None:
    found, _ = read(WHOLE.replace(f"\n\n{TWO}\n\n", left))
    assert "1 Pflege plus" not in found


def test_a_head_without_its_only_row_does_not_make_a_type_empty() -> None:
    document = parse(f"{WHOLE.replace('| 1 | Pflege plus | Kreis |', '')}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    assert [heading.concept.key for heading in found.headings] == ["1", "3"]
    assert len(found.aside) == 1


@pytest.mark.parametrize(
    ("row", "damaged"),
    [
        ("| 2 | Jobcafé | Verein |", "2 Jobcafé Verein"),
        ("| 2 | Jobcafé | Verein |", "| 2 | Job\ncafé | Verein |"),
        ("| 2 | Jobcafé | Verein |", "| 2 | Jobcafé Mitte\nVerein | Ort |"),
        ("| 2 | Jobcafé | Verein |", "| 2 | Jobcafé | Verein\nMitte |"),
        ("| 2 | Jobcafé | Verein |\n", "| 2 | Jobcafé | Verein | "),
    ],
)
def test_a_damaged_row_is_left_out_and_the_others_are_what_they_are(row: str, damaged: str) -> None:
    found, faults = read(WHOLE.replace(row, damaged))
    assert faults == 0
    assert "1 Webportal" in found
    assert {"2 Pflege plus", "3 Tour"} <= set(found)
    assert set(found) <= {"1 Webportal", "1 Startklar", "2 Pflege plus", "3 Tour"}


@pytest.mark.parametrize("number", range(1, 4))
def test_a_type_that_was_cut_in_its_cell_is_not_empty(number: int) -> None:
    words = ["Ausbildung", "in", "anerkannten", "Ausbildungsberufen"]
    cut = f"{' '.join(words[:number])}\n{' '.join(words[number:])}"
    document = parse(f"{TYPED.replace(' '.join(words), cut)}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda line: line.startswith("Gefördert wird"))
    filled = {one.heading.concept.key for one in found.measures}
    assert found.faults or {heading.concept.key for heading in found.headings} == filled


def test_the_footer_of_a_page_is_no_row() -> None:
    text = f"{HEAD}| 1 | Webportal | Kreis |\nHMSI | Referat III 4 | 65187 Wiesbaden\n"
    *_, row, footer = parse(text.encode(), "x.md").lines
    assert [bool(line.cells) for line in (row, footer)] == [True, True]
    assert not is_footer(row, AQB)
    assert is_footer(footer, AQB)


NAMES = "| Projekt | Träger | Betrag |\n|---|---|---|\n"


@pytest.mark.parametrize("row", ["| Job\nCafé | Verein | 5.000 € |", "| Job Café\nVerein | 5.000 € |"])
def test_half_a_name_in_the_first_column_is_none(row: str) -> None:
    found, faults = read(f"{ONE}\n\n{NAMES}| Webportal | Kreis | 3.000 € |\n{row}\n| Tour | Ort | 2.000 € |")
    assert not {"1 Job", "1 Café", "1 Verein", "1 Job Café"} & set(found)
    assert faults or "1 Tour" in found


def test_below_a_row_to_which_a_type_was_joined_nothing_is_of_the_type_above() -> None:
    row = "| Webportal | Kreis | 3.000 € |"
    joined = f"{row} {TWO}\n\n{NAMES}| Tour | Ort | 2.000 € |"
    found, faults = read(f"{ONE}\n\n{NAMES}| Startklar | Kreis | 1.000 € |\n{joined}")
    assert "1 Tour" not in found or faults
