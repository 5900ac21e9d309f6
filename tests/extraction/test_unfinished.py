"""A draft is no agreement; and "Entwurf" is a word like any other where it marks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
TITLE = "## Zielvereinbarung"


def messages(text: str) -> list[str]:
    return [fault.message for fault in extract(parse(text.encode(), "a.md")).faults]


@pytest.mark.parametrize(
    "mark",
    [
        "Entwurf",
        "ENTWURF",
        "- Entwurf -",
        "E N T W U R F",
        "Entwurf (Stand: 12.03.2025)",
        "2. Entwurf vom 3. März 2025",
        "Vorläufiger Entwurf, nicht final",
        "Entwurfsfassung Version 3",
        "DRAFT v2",
        "Entwurf der Zielvereinbarung",
        "Entwurf: Zielvereinbarung 2025",
        "Zielvereinbarung 2025 (Entwurf)",
        "Zielvereinbarung – ENTWURF, Stand 1.2.2025",
        "Zielvereinbarung 2025 im Entwurf",
    ],
)
def test_a_draft_is_refused(mark: str) -> None:
    (message,) = messages(SAMPLE.replace(TITLE, f"{mark}\n\n{TITLE}", 1))
    assert mark.lstrip("- ").removeprefix("2. ") in message
    assert "“: Das ist ein Entwurf, keine geschlossene Vereinbarung." in message


@pytest.mark.parametrize("after", ["## § 4\n", "**1. Ausbildungsvorbereitung**\n", "- Beratung on Tour\n"])
def test_a_mark_on_any_page(after: str) -> None:
    assert after in SAMPLE
    assert any("Das ist ein Entwurf" in message for message in messages(SAMPLE.replace(after, f"{after}\nENTWURF\n\n")))


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("- Beratung on Tour", "- Entwurf"),
        ("- Beratung on Tour", "- Entwurf einer Strategie"),
        ("## **§ 6**", "Gemeinsam wird der Entwurf einer Strategie erarbeitet.\n\n## **§ 6**"),
        ("## **§ 6**", "Entwurf einer Strategie für das Jahr 2025\n\n## **§ 6**"),
        ("## **§ 6**", "Der Landkreis legt dem HMSI den Entwurf\neiner Strategie vor.\n\n## **§ 6**"),
        ("## **§ 6**", "Der Entwurf der Zielvereinbarung lag dem Kreisausschuss vor.\n\n## **§ 6**"),
    ],
)
def test_a_word_like_any_other(words: str, others: str) -> None:
    assert words in SAMPLE
    assert not any("Entwurf, keine" in message for message in messages(SAMPLE.replace(words, others, 1)))
