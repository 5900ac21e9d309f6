"""A draft is no agreement; and "Entwurf" is a word like any other where it marks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import making

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLES = Path(__file__).parents[3] / "examples/agreements"
SAMPLE = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
SIGNED = (SAMPLES / "2024-werra-meissner-kreis.md").read_text("utf-8")
TITLE = "## Zielvereinbarung"


BUDGET = "Das HMSI stellt dem Landkreis Werra-Meißner-Kreis im Jahr 2024"


def messages(text: str, name: str = "a.md") -> list[str]:
    return [fault.message for fault in extract(parse(text.encode(), name)).faults]


def marked(text: str, name: str = "a.md") -> bool:
    return any("Das ist ein Entwurf" in message for message in messages(text, name))


def plain(text: str) -> str:
    return "\n\n".join(line.text for line in parse(text.encode(), "a.md").lines)


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
        "VERTRAULICH – ENTWURF",
        "Entwurf – vertraulich",
        "Entwurf (nicht unterzeichnet)",
        "Diskussionsentwurf",
        "Arbeits-Entwurf 2",
        "ZV Entwurf2",
        "Entwurf2025",
        "Entwurf zur Abstimmung",
        "Entwurf für die interne Abstimmung, Stand 3. Mai",
        "Überarbeiteter Entwurf",
        "Status: Entwurf",
        "Stand 3. Mai 2025 – Entwurf",
        "Zielvereinbarung Entwurf",
        "E\u00a0N\u00a0T\u00a0W\u00a0U\u00a0R\u00a0F",
        "E&nbsp;N&nbsp;T&nbsp;W&nbsp;U&nbsp;R&nbsp;F",
        "**Ent**wurf",
    ],
)
def test_a_draft_is_refused(mark: str) -> None:
    (message,) = messages(SAMPLE.replace(TITLE, f"{mark}\n\n{TITLE}", 1))
    shown = mark.replace("&nbsp;", "\u00a0").replace("*", "").lstrip("- ").removeprefix("2. ")
    assert " ".join(shown.split()) in " ".join(message.split())
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


ALONE = [
    "VERTRAULICH – ENTWURF",
    "Entwurf – vertraulich",
    "Entwurf (nicht unterzeichnet)",
    "Diskussionsentwurf",
    "Entwurf zur Abstimmung",
    "Überarbeiteter Entwurf",
    "E\u00a0N\u00a0T\u00a0W\u00a0U\u00a0R\u00a0F",
    "## Entwurf",
    "| Entwurf | Stand 3. Mai 2024 |\n|---|---|\n| Az. | 12 |",
    "| Entwurf | |\n|---|---|\n| Az. | 12 |",
]


@pytest.mark.parametrize("mark", ALONE)
def test_a_mark_in_a_line_of_its_own(mark: str) -> None:
    assert marked(SIGNED.replace(BUDGET, f"{mark}\n\n{BUDGET}", 1))


@pytest.mark.parametrize("mark", ALONE[:7])
def test_a_mark_in_plain_text(mark: str) -> None:
    text = plain(SIGNED)
    assert BUDGET in text
    assert marked(text.replace(BUDGET, f"{mark}\n\n{BUDGET}", 1), "a.txt")


def test_a_mark_among_the_lines_of_the_title() -> None:
    assert marked(SIGNED.replace("**2024**\n", "**2024**\nEntwurf vom 3. Mai\n", 1))
    assert marked(SAMPLE.replace(TITLE, f"| Az. | 12 |\n|---|---|\n| Status | Entwurf |\n\n{TITLE}", 1))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Der Beirat berät den\nEntwurf vom 3. Mai 2024.",
        "Das ersetzt den bisherigen\nEntwurf.",
        "Grundlage ist der vorgelegte\nEntwurf des HMSI vom 3. Mai.",
        "Es gibt einen\nEntwurf\nvom 3. Mai dazu.",
        "Entwurf vom 3. Mai 2024\nist die Grundlage.",
        "Der Beirat berät den\n\nEntwurf des HMSI vom 3. Mai 2024.",
    ],
)
def test_a_sentence_over_several_lines(sentence: str, name: str) -> None:
    text = SIGNED if name == "a.md" else plain(SIGNED)
    assert BUDGET in text
    assert messages(text.replace(BUDGET, f"{sentence}\n\n{BUDGET}", 1), name) == messages(text, name)


def test_a_sentence_on_paper_whose_line_ends_early() -> None:
    """Nothing but its words says there that the sentence goes on."""
    for words, refused in (("Entwurf vom 3. Mai 2024", False), ("ENTWURF, STAND 3. MAI", True), ("Entwurf", True)):
        content = making.pdf(SIGNED.replace(BUDGET, f"Der Beirat berät den\n{words}\n\n{BUDGET}", 1))
        faults = extract(parse(content, "a.pdf")).faults
        assert any("Das ist ein Entwurf" in fault.message for fault in faults) is refused, words


@pytest.mark.parametrize(
    "words",
    [
        "## Entwurf einer Strategie",
        "### § 3 Entwurf und Umsetzung",
        "Entwurf und Umsetzung",
        "Gesetzentwurf",
        "| Projekt | Entwurf |\n|---|---|\n| Entwurf | 12 |",
        "| Entwurf | Fassung |\n|---|---|\n| März | Mai |",
    ],
)
def test_headings_and_tables_that_mark_nothing(words: str) -> None:
    assert not marked(SIGNED.replace(BUDGET, f"{words}\n\n{BUDGET}", 1))
