"""The list of § 5. A case is the list as it stands in the document; what would be filed wrongly is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

ONE, TWO = (
    "**1. Ausbildungsvorbereitung**",
    "**2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen**",
)
THREE = "Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung"
FOUR = (
    "Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen Verantwortung für "
    "Benachteiligte im Kontext der Arbeitsmarktförderung"
)
END = "Gefördert wird nach dem Bescheid."


def read(text: str) -> Listing:
    document = parse(text.encode(), "list.md")
    return listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))


def found(text: str) -> list[tuple[str, str]]:
    listed = read(text)
    assert listed.faults == []
    return [(measure.heading.concept.key, measure.passage.text) for measure in listed.measures]


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "+ ", "• ", "– ", "· ", "▪ ", "\uf0b7 ", "\\- ", "-", "a) ", "1) ", "    - "]
)
def test_bullets(bullet: str) -> None:
    text = f"{ONE}\n\n{bullet}Webportal\n{bullet}Chancenmarkt\n\n{END}"
    assert found(text) == [("1", "Webportal"), ("1", "Chancenmarkt")]


@pytest.mark.parametrize(
    "heading", [f"#### {THREE}", f"**3. {THREE}**", THREE, f"3. {THREE}", THREE.replace(", ", ",\n")]
)
def test_headings(heading: str) -> None:
    number = "3" in heading
    above = f"{ONE}\n\n- A\n\n{TWO}\n\n- B\n\n" if number else ""
    assert found(f"{above}{heading}\n\n- C\n\n{END}")[-1] == ("3", "C")


def test_a_type_without_a_measure() -> None:
    listed = read(f"{ONE}\n\n- A\n\n{TWO}\n\n**3. {THREE}**\n\n- C\n\n{END}")
    assert listed.faults == []
    used = {measure.heading.concept.key for measure in listed.measures}
    assert [heading.concept.key for heading in listed.headings if heading.concept.key not in used] == ["2"]


def test_lines_without_bullets_before_a_sentence_leave_no_type_empty() -> None:
    below = f"Pflege plus\nWebportal, Beratung und Unterstützung im SGB XII und AsylbLG {END}"
    listed = read(f"{ONE}\n\nJobcafé\n\n{TWO}\n\n{below}")
    assert [one.passage.text for one in listed.measures] == ["Jobcafé"]
    assert [[line.text for line in one.lines] for one in listed.aside] == [
        ["Pflege plus", "Webportal, Beratung und Unterstützung im SGB XII und AsylbLG"]
    ]
    assert [line.text for line in listed.prose] == [END]


def test_a_sentence_on_the_next_line_ends_a_list_without_bullets() -> None:
    assert found(f"{ONE}\nWebportal\nJobcafé\n{END}") == [("1", "Webportal"), ("1", "Jobcafé")]


def test_what_is_told_of_an_item_that_may_be_two() -> None:
    text = (
        f"{ONE}\n\n- Webportal\n- Beratung\n\non Tour\n\n  - Träger: Muster\n  - 12 Plätze\n- Pflege\n\n{TWO}\n\n{END}"
    )
    assert [name for _, name in found(text)] == ["Webportal", "Pflege"]


def test_ends_of_names_beside_names_that_are_loose() -> None:
    text = f"{ONE}\n\n- a) Webportal;\nb)\nJobcafé;\n- c) Pflegewerkstatt.\n\n{TWO}\n\n{END}"
    assert [name for _, name in found(text)] == ["c) Pflegewerkstatt"]


def test_a_row_of_columns_of_types_cut_in_two() -> None:
    head = f"| {ONE.strip('*')} | {TWO.strip('*')} |\n|---|---|\n"
    assert read(f"{head}| Webportal | Pflege\nplus |\n| Jobcafé | |\n\n{END}").faults
    assert read(f"{head}| Webportal | Pflege plus |\nJobcafé\n\n{END}").faults


def test_the_name_of_the_next_budget_joined_to_an_item() -> None:
    text = f"Ausbildungsbudget\n\n{ONE}\n\n- Webportal Arbeitsmarktbudget\n\n{TWO}\n\n- Pflege\n\n{END}"
    document = parse(text.encode(), "x.md")
    listed = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"), by_budget=True)
    assert [(one.passage.text, one.budget and one.budget.programme) for one in listed.measures] == [
        ("Webportal", "ausbildungsbudget"),
        ("Pflege", "arbeitsmarktbudget"),
    ]


def test_halves_of_a_quotation_with_nothing_between_are_left_out() -> None:
    text = f'{ONE}\n\n- Webportal - "Aktiv in den Job\n- (Junge-Mütter-Projekt)"\n- Pflege\n\n{TWO}\n\n{END}'
    assert found(text) == [("1", "Pflege")]
    between = text.replace("Job\n", "Job\n- Jobcafé\n")
    assert read(between).faults


def test_a_name_that_ends_within_a_phrase_is_left_out() -> None:
    listed = read(f"{ONE}\n\n- Webportal\n- Neue Wege für\n\n{TWO}\n\n{END}")
    assert [one.passage.text for one in listed.measures] == ["Webportal"]
    assert [one.lines[0].text for one in listed.aside] == ["Neue Wege für"]


def test_a_type_below_a_row_is_no_part_of_its_cells() -> None:
    table = f"| Maßnahmenart | Projekte |\n|---|---|\n| {ONE.strip('*')} | Webportal |\n{TWO.strip('*')[3:]}  Jobcafé"
    assert "Webportal" in [one.passage.text for one in read(f"{table}\n\n{END}").measures]


def test_a_bullet_before_the_sentence_below_the_list_makes_no_measure_of_it() -> None:
    assert found(f"{ONE}\n\n- A\n- B\n- {END}") == [("1", "A"), ("1", "B")]
