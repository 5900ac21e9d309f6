"""Files that are not the one agreement they look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

DOCUMENTS = Path(__file__).parents[2] / "documents"
TEXT = (DOCUMENTS / "two-budgets-2018" / "document.md").read_text("utf-8")


def messages(text: str) -> list[str]:
    return [fault.message for fault in extract(parse(text.encode(), "a.md")).faults]


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Änderungsvereinbarung zur Zielvereinbarung", "die Änderung"),
        ("1. Nachtrag zur Zielvereinbarung", "die Änderung"),
        ("Zweite Ergänzung der Zielvereinbarung", "die Änderung"),
        ("Geänderte Zielvereinbarung", "die Änderung"),
        ("Zielvereinbarung (1. Änderung)", "die Änderung"),
        ("Muster-Zielvereinbarung", "das Muster"),
        ("Sachbericht zur Zielvereinbarung", "ein Schriftstück"),
        ("Anlage zur Zielvereinbarung", "ein Schriftstück"),
    ],
)
def test_another_document(title: str, what: str) -> None:
    (message,) = messages(TEXT.replace("Zielvereinbarung", title, 1))
    assert message.startswith(f"„{title}“: Das ist {what}")


@pytest.mark.parametrize("title", ["Zielvereinbarung", "Zielvereinbarung (Abschrift)", "Abschrift"])
def test_the_agreement_itself(title: str) -> None:
    assert messages(TEXT.replace("# **Zielvereinbarung", f"# {title}\n\n## **Zielvereinbarung")) == []


def test_a_second_agreement() -> None:
    (first, *_) = extract(parse(f"{TEXT}\n{TEXT}".encode(), "a.md")).faults
    assert first.message.startswith("Hier beginnt eine zweite Zielvereinbarung.")
    assert first.place is not None
    assert first.place.line == TEXT.count("\n") + 5


def test_the_header_of_a_page_is_no_second_agreement() -> None:
    assert messages(TEXT.replace("## § 3\n", "Zielvereinbarung 2018\n\n## § 3\n")) == []
