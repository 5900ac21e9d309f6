from __future__ import annotations

import pytest

from aqbgraph.extraction.forms.layouts import AQB, LAYOUTS
from aqbgraph.extraction.forms.rules import Each, Framework, Mentions, Provision, Words
from aqbgraph.vocabulary import vocabulary

KEYS = {"front", *(section.key for section in AQB.sections)}


def test_rules_speak_of_sections_that_exist() -> None:
    assert {rule.section for rule in AQB.rules} <= KEYS
    assert {AQB.measures, AQB.money} <= KEYS


def test_rules_name_concepts_that_exist() -> None:
    frameworks = {entry.key for entry in vocabulary().concepts("frameworks")}
    provisions = {entry.key for entry in vocabulary().concepts("provision-types")}
    assert {rule.key for rule in AQB.rules if isinstance(rule, Framework)} <= frameworks
    assert {rule.key for rule in AQB.rules if isinstance(rule, Provision)} == provisions
    assert all(vocabulary().concepts(rule.scheme) for rule in AQB.rules if isinstance(rule, Mentions))


def test_rules_have_the_groups_they_are_read_by() -> None:
    for rule in AQB.rules:
        if isinstance(rule, Words | Each):
            assert "value" in rule.pattern.groupindex


def test_numbers_lead_to_sections() -> None:
    for number in range(1, 8):
        section = AQB.section(number)
        assert section is not None
        assert section.key == str(number)
    assert AQB.section(8) is None


def test_programmes_exist_and_years_do_not_clash() -> None:
    programmes = {entry.key for entry in vocabulary().instances("Programme")}
    assert {key for layout in LAYOUTS for named in layout.programmes for key in named} <= programmes
    assert 2024 in AQB.years
    assert 2025 in AQB.years


@pytest.mark.parametrize(
    "text",
    ["3", "- 3 -", "Seite 3", "Seite 3 von 5", "S. 3/5", "3 / 5", "HMSI – Seite 3", "Zielvereinbarung AQB Seite 2"],
)
def test_pages(text: str) -> None:
    assert any(pattern.fullmatch(text) for pattern in AQB.pages)


@pytest.mark.parametrize(
    "text", ["§ 4", "2025", "Zielvereinbarung 2025", "491.550 Euro", "Seite an Seite", "Projekt 3"]
)
def test_no_pages(text: str) -> None:
    assert not any(pattern.fullmatch(text) for pattern in (*AQB.pages, *AQB.furniture))


@pytest.mark.parametrize(
    "text",
    ["HMSI, Az. 12-34", "Aktenzeichen: III 5 / 2025", "https://arbeitswelt.hessen.de", "***", "ARBEITSWELT HESSEN"],
)
def test_furniture(text: str) -> None:
    assert any(pattern.fullmatch(text) for pattern in AQB.furniture)
