"""Measures in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.extraction.measures.tables import unfolded
from aqbgraph.extraction.measures.unclear_rows import unclear
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

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
TYPE_RIGHT = "| Projekt | Maßnahmenart |\n|---|---|\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}| {ONE} | Webportal |\n| {ONE} | Jobcafé |\n| {TWO} | Pflege plus |",
        f"{HEAD}| 1. {ONE} | Webportal |\n| | Jobcafé |\n| 2. {TWO} | Pflege plus |",
        f"{NUMBERS}| 1 | {ONE} |\n| 1.1 | Webportal |\n| 1.2 | Jobcafé |\n| 2 | {TWO} |\n| 2.1 | Pflege plus |",
        f"{TRACK}| {ONE} | Webportal | Kreis |\n| | Jobcafé | Verein |\n| {TWO} | Pflege plus | Stadt |",
        f"**1. {ONE}**\n\n{ALONE}| Webportal |\n| Jobcafé |\n\n**2. {TWO}**\n\n{ALONE}| Pflege plus |",
        f"{HEAD}| {ONE} | - Webportal<br/>- Jobcafé |\n| {TWO} | • Pflege plus |",
        f"{HEAD}| {ONE} | 1. Webportal<br>2. Jobcafé |\n| {TWO} | Pflege plus |",
        f"{TYPE_RIGHT}| Webportal | {ONE} |\n| Jobcafé | {ONE} |\n| Pflege plus | {TWO} |",
        f"{HEAD}| {ONE} | Webportal |\n| | Jobcafé |\n| {TWO} | Pflege plus |\n| Summe | 3 |",
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
        (f"{HEAD}| {ONE} | - Webportal<br>Jobcafé |", "endet eine Zeile"),
        (f"{ONE}\n\n- Webportal\n\n{NUMBERS}| 2 | Tour |", "„Tour“ steht in einer Tabelle unter einer Liste"),
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


def page(rows: str) -> str:
    return f"<!doctype html><html><body><table>{rows}</table>"


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td rowspan=2>{ONE}<td>Webportal<tr><td>Jobcafé<tr><td>{TWO}<td>Pflege plus",
        f"<tr><th>Maßnahmenart<th>Projekt<th>Träger<tr><td rowspan=2>1. {ONE}<td>Webportal<td rowspan=3>Kreis"
        f"<tr><td>Jobcafé<tr><td>2. {TWO}<td>Pflege plus",
        # A head of two rows; a project of two carriers; a row over all columns.
        f"<tr><th rowspan=2>Maßnahmenart<th colspan=2>Projekt<tr><th>Titel<th>Träger<tr><td colspan=3>{ONE}"
        "<tr><td rowspan=2><td rowspan=2>Webportal<td>Kreis<tr><td>Verein<tr><td><td>Jobcafé<td>Stadt"
        f"<tr><td>{TWO}<td>Pflege plus<td>Kreis",
        f"<tr><td>{ONE}<td>Webportal<tr><td>{ONE}<td>Jobcafé<tr><td>{TWO}<td colspan=2>Pflege plus",
        # A type over two columns of projects.
        f"<tr><th colspan=2>{ONE}<th>{TWO}<tr><td>Webportal<td>Jobcafé<td>Pflege plus",
        # A project over two rows and one over two columns of one type.
        f"<tr><th colspan=2>{ONE}<th>{TWO}<tr><td colspan=2>Webportal<td rowspan=2>Pflege plus<tr><td>Jobcafé<td>",
        f"<tr><th>{ONE}<th>{THREE}<th>{FOUR}<th>{TWO}<tr><td>Webportal<td>–<td>–<td rowspan=2>Pflege plus"
        "<tr><td>Jobcafé<td colspan=2>entfällt",
    ],
)
def test_cells_that_span_rows_and_columns(rows: str) -> None:
    assert read(page(rows)) == ["1 Webportal", "1 Jobcafé", "2 Pflege plus"]


@pytest.mark.parametrize(
    "rows",
    [
        # One project below two types; two names below one head.
        f"<tr><th>{ONE}<th>{TWO}<tr><td colspan=2>Webportal",
        f"<tr><th>Art<th colspan=2>Projekt<tr><td>{ONE}<td>A-12<td>Webportal",
    ],
)
def test_cells_of_which_nothing_tells_what_they_name(rows: str) -> None:
    document = parse(page(rows).encode(), "x.html")
    found = listing(document, document.lines, lambda _: False)
    assert any("steht in mehreren Spalten" in fault.message for fault in found.faults)
    assert found.measures == []


def test_a_span_ends_with_its_group_of_rows() -> None:
    """HTML, 4.9.12: no cell reaches out of its group; else the second table's rows would fall to the type above."""
    rows = f"<tbody><tr><td rowspan=9>{ONE}<td>Webportal</tbody><tbody><tr><td>{TWO}<td>Pflege plus</tbody>"
    assert read(page(rows)) == ["1 Webportal", "2 Pflege plus"]
    zero = f"<tbody><tr><td rowspan=0>{ONE}<td>Webportal<tr><td>Jobcafé</tbody><tbody><tr><td>{TWO}<td>Pflege plus"
    assert read(page(zero)) == ["1 Webportal", "1 Jobcafé", "2 Pflege plus"]


def test_a_type_may_be_left_out_where_each_row_tells_its_own() -> None:
    head = "| Nr. | Projekt | Maßnahmenart |\n|---|---|---|\n"
    three = "3. Qualifizierungsprojekte zur Arbeitsmarktintegration"
    rows = f"| 1 | Web | 1. {ONE} |\n| 2 | Café | 1. {ONE} |\n| 3 | Tour | {three} |\n"
    document = parse(f"{head}{rows}\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    assert (found.faults, found.aside) == ([], [])
    assert [one.passage.text for one in found.measures] == ["Web", "Café", "Tour"]
    some = rows.replace(f"Café | 1. {ONE}", "Café |")
    document = parse(f"{head}{some}\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    assert [one.passage.text for one in found.measures] == ["Tour"]
    assert ["fehlt vermutlich eine Zwischenüberschrift" in one.why for one in found.aside] == [True, True]


def listed(text: str) -> Listing:
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    return listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))


@pytest.mark.parametrize("head", [HEAD, TYPE_RIGHT])
def test_a_type_that_is_none_files_nothing_under_the_one_above(head: str) -> None:
    cells = [(ONE, "Webportal"), ("Sprachförderung und Integration", "Jobcafé"), (TWO, "Pflege plus")]
    rows = (f"| {kind} | {name} |" if head is HEAD else f"| {name} | {kind} |" for kind, name in cells)
    found = listed(head + "\n".join(rows))
    assert [fault.message for fault in found.faults if "Sprachförderung" in fault.message]
    assert "Jobcafé" not in [one.passage.text for one in found.measures]


def test_a_column_without_any_type_is_of_something_else() -> None:
    table = "| Projekt | Art |\n|---|---|\n"
    found = read(f"**1. {ONE}**\n\n{table}| Webportal | Kurs |\n\n**2. {TWO}**\n\n{table}| Jobcafé | Beratung |")
    assert found == ["1 Webportal", "2 Jobcafé"]


def test_a_sum_in_between_is_none() -> None:
    rows = f"| {ONE} | Webportal | 9 |\n| Zwischensumme | | 9 |\n| {TWO} | Pflege plus | 7 |"
    assert read(TRACK + rows) == ["1 Webportal", "2 Pflege plus"]


def test_a_footnote_is_no_measure() -> None:
    found = listed(f"{HEAD}| {ONE} | Webportal |\n| {TWO} | Pflege plus |\n| | 1) vorbehaltlich der Zustimmung |")
    assert [one.passage.text for one in found.measures] == ["Webportal", "Pflege plus"]
    assert [one.why for one in found.aside if "Fußnote" in one.why]


def test_an_item_below_a_table_may_be_a_footnote() -> None:
    found = listed(f"{HEAD}| {ONE} | Webportal |\n| {TWO} | Pflege plus |\n\n1) vorbehaltlich der Zustimmung")
    assert [one.passage.text for one in found.measures] == ["Webportal", "Pflege plus"]
    assert [one.why for one in found.aside if "Fußnote" in one.why]


ON_PAPER = (ONE, "Webportal"), (TWO, "Pflege plus")


def on_paper(head: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    """What is said of rows of a page, of which each cell is given."""
    lines = []
    for number, row in enumerate((head, *rows)):
        text = " | ".join(row)
        document = parse(f"{text}\n".encode(), "x.txt")
        line = document.lines[0]
        starts = [sum(len(cell) + 3 for cell in row[:at]) for at in range(len(row))]
        cells = tuple(line.passage.cut(at, at + len(cell)) for at, cell in zip(starts, row, strict=True))
        lines.append(line._replace(number=number + 1, cells=cells if len(cells) > 1 else ()))
    return [why for one in unfolded(lines, on_paper=True) if (why := unclear(one))]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (("Maßnahmenart", "Träger Projekt"), ((ONE, "Verein Webportal"),)),
        (("Maßnahmenart", "Träger", "Projekt"), ((ONE, "Verein", "Webportal"), (ONE, "Verein Jobcafé"))),
        (("Maßnahmenart", "Projekt"), ((ONE, "Webportal"), ("Kompetenzzentrum",), ("", "Sprache"))),
        (("Maßnahmenart", "Projekt"), ((ONE,), ("Webportal",))),
    ],
)
def test_columns_of_a_page_that_were_read_as_one_are_refused(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    assert on_paper(("Maßnahmenart", "Projekt"), *ON_PAPER) == []
    assert on_paper(("Maßnahmenart", "Name des Projekts"), *ON_PAPER) == []
    assert on_paper(head, *rows)
