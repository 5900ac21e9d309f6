"""A list without bullets: read where each line can only be an item."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

PLAIN_ONE, PLAIN_TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"
ONE, TWO = f"**1. {PLAIN_ONE}**", f"**2. {PLAIN_TWO}**"
END = "Gefördert wird auf Grundlage des Bescheides."


def read(text: str) -> list[str]:
    document = parse(f"{text}\n\n{END}\n".encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))
    return (
        [f"{measure.heading.concept.key} {measure.passage.text}" for measure in found.measures]
        if not found.faults
        else []
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\nWebportal\n\nJobcafé 2025\n\n{TWO}\n\n„Pflege plus“",
        f"{ONE}\nWebportal\nJobcafé 2025\n{TWO}\n„Pflege plus“",
        f"{ONE}\n\nWebportal\nJobcafé 2025\n\n{TWO}\n\n„Pflege plus“",
        f"{PLAIN_ONE}\nWebportal\nJobcafé 2025\n\n{PLAIN_TWO}\n„Pflege plus“",
    ],
)
def test_lines_are_items(text: str) -> None:
    assert read(text) == ["1 Webportal", "1 Jobcafé 2025", "2 „Pflege plus“"]


def test_a_long_paragraph_is_one_item() -> None:
    name = "Beratung und Begleitung von Menschen auf dem Weg in eine Ausbildung in Teilzeit"
    assert read(f"{ONE}\n\n{name}\n\nJobcafé") == [f"1 {name}", "1 Jobcafé"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\nBeratung und Begleitung von Menschen auf dem Weg in eine Ausbildung\nIn Teilzeit",
        f"{ONE}\nBeratung und\nBegleitung",
        f"{ONE}\nBeratung\nfür alle",
        f"{ONE}\n\nBeratung\nBegleitung\n\nJobcafé",
        f"{ONE}\n\n- Webportal\n\nJobcafé",
        "Ausbildungsvorbereitung\n\nWebportal\n\nQualifizierungsprojekte\n\nJobcafé",
    ],
)
def test_what_may_be_read_otherwise_is_refused(text: str) -> None:
    assert read(text) == []


def test_a_list_for_each_budget() -> None:
    text = (
        f"Ausbildungsbudget:\n\n{ONE}\n\nWebportal\n\n{TWO}\n\nVerbund\n\n"
        f"Der Kreis finanziert mit den Mitteln des Arbeitsmarktbudgets 2018 folgende Projekte:\n\n"
        f"**3. Qualifizierungsprojekte zur Arbeitsmarktintegration**\n\nPflege plus\n\nHolzwerkstatt\n\n{END}\n"
    )
    document = parse(text.encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END, by_budget=True)
    assert found.faults == []
    assert [(one.budget.programme if one.budget else "", one.passage.text) for one in found.measures] == [
        ("ausbildungsbudget", "Webportal"),
        ("ausbildungsbudget", "Verbund"),
        ("arbeitsmarktbudget", "Pflege plus"),
        ("arbeitsmarktbudget", "Holzwerkstatt"),
    ]


def test_a_bullet_in_the_list_of_one_budget_makes_all_of_them_marked_ones() -> None:
    text = f"Ausbildungsbudget:\n\n{ONE}\n\n- Webportal\n\nArbeitsmarktbudget:\n\n{TWO}\n\nVerbund\n\n{END}\n"
    document = parse(text.encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END, by_budget=True)
    assert [one.passage.text for one in found.measures] == ["Webportal"]
    assert ["„Verbund“ steht ohne Aufzählungszeichen" in one.why for one in found.aside] == [True]
    assert [heading.concept.key for heading in found.untold] == ["2"]


def test_lines_that_end_with_semicolons_are_no_sentence() -> None:
    assert read(f"{ONE}\n\nWebportal\n\n{TWO}\n\nBegleitung in der Pflege;\nCoaching im Hotel und Gaststätten.") == [
        "1 Webportal",
        "2 Begleitung in der Pflege",
        "2 Coaching im Hotel und Gaststätten",
    ]
