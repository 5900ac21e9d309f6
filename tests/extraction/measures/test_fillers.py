"""What stands in a list where a project would."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.fillers import points_elsewhere, says_none

NONE = [
    *("entfällt", "Entfällt.", "(entfällt)", "entfällt in 2025", "–", "./.", "-", "0", "k. A.", "n. n.", "keine"),
    *("derzeit keine", "kein Projekt", "Keine Maßnahme in 2025", "keine Projekte vorgesehen", "nicht belegt"),
    *("Es sind keine Projekte geplant", "In dieser Maßnahmenart werden keine Projekte umgesetzt."),
]
ELSEWHERE = [
    *("siehe oben", "s. o.", "siehe Anlage 2", "wie Vorjahr", "wird noch festgelegt", "noch offen", "folgt", "…"),
    *("____", "XXX", "in Planung", "noch nicht bekannt"),
]
PROJECTS = [
    *("Keine Angst vor Mathe", "Kein Abschluss ohne Anschluss", "Offene Werkstatt", "0815", "Folgt dem Wind"),
    *("Alpha", "Neue Wege gehen", "Siehe da: Arbeit", "Anlage plus", "50plus", "Leerstand nutzen"),
]


@pytest.mark.parametrize("words", NONE)
def test_there_is_no_project(words: str) -> None:
    assert says_none(words)
    assert not points_elsewhere(words)


@pytest.mark.parametrize("words", ELSEWHERE)
def test_the_project_is_not_named_here(words: str) -> None:
    assert points_elsewhere(words)
    assert not says_none(words)


@pytest.mark.parametrize("words", PROJECTS)
def test_names_of_projects(words: str) -> None:
    assert not says_none(words)
    assert not points_elsewhere(words)
