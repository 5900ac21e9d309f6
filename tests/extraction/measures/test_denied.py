"""Projects of which a sentence says that they are not paid for."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

LIST = "**1. Ausbildungsvorbereitung**\n\n- Neue Wege\n- „Startklar“\n- Tour\n\n"


def read(sentence: str) -> list[str]:
    document = parse(f"{LIST}{sentence}\n".encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert len(found.measures) + len(found.aside) == 3
    return [one.passage.text for one in found.measures]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Projekt „Neue Wege“ wird in diesem Jahr nicht gefördert.",
        "Die Maßnahme Neue Wege entfällt in diesem Jahr.",
        "Im Herbst wurde beschlossen: „Neue Wege“ ist\nersatzlos gestrichen und läuft aus.",
        "Nicht gefördert wird das Projekt „Neue Wege“.",
        "Auf das Projekt Neue Wege wird verzichtet.",
        "Das Projekt „Neue Wege“ des Vereins, der es trug, findet nicht statt.",
        "Das Land teilt mit, dass das Projekt „Neue Wege“ nicht gefördert wird.",
    ],
)
def test_they_are_left_out(sentence: str) -> None:
    assert read(sentence) == ["„Startklar“", "Tour"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Förderung der Projekte beginnt nicht vor dem Bescheid.",
        "Das Projekt „Neue Wege“ wird auch in diesem Jahr gefördert. Anderes geschieht nicht ohne Antrag.",
        "Das Projekt „Neue Wege“ wird nicht nur hier, sondern auch im Nachbarkreis gefördert.",
        "Mit dem Projekt „Neue Wege“ werden Menschen erreicht, die nicht mehr zur Schule gehen.",
        "Für das Projekt „Neue Wege“ werden zwei Fachkräfte eingestellt.",
        "Damit sollen Neue Wege nicht versperrt, sondern geöffnet werden.",
    ],
)
def test_other_sentences_say_nothing(sentence: str) -> None:
    assert read(sentence) == ["Neue Wege", "„Startklar“", "Tour"]


def test_however_many_sentences_stand_before_it() -> None:
    sentences = "Fahrtkosten trägt das Land nicht.\n\n" * 30
    assert read(sentences + "Das Projekt „Neue Wege“ entfällt.") == [
        "„Startklar“",
        "Tour",
    ]
