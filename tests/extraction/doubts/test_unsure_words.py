from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aqbgraph.document import Placed
from aqbgraph.extraction.doubts.unsure_words import in_name
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.document import Document


def scanned(text: str, confidences: dict[str, float]) -> Document:
    """A document as if it were a scan, some of its words recognised with these confidences, all others well."""
    document = parse(text.encode(), "a.md")
    words, start = [], 0
    for word in document.text.split():
        start = document.text.index(word, start)
        confidence = confidences.get(word.strip("*.,“"), 95.0)
        words.append(Placed(start, start + len(word), 1, 1, 1, 2, 2, confidence))
        start += len(word)
    return replace(document, words=tuple(words), recognised=True)


@pytest.mark.parametrize(
    ("name", "confidences", "expected"),
    [
        ("Neue Wege", {}, None),
        ("Neue Wege", {"Wege": 40}, None),
        ("Neue Wege", {"Wege": 30}, "Wege"),
        ("Neue – Wege", {"–": 5}, None),
        ("Geflüchtete II", {}, None),
        ("Geflüchtete II", {"II": 80}, "II"),
        ("Aktivierung im SGB XII", {"XII": 60}, None),
        ("Aktivierung im SGB III", {"III": 80}, "III"),
        ("Aktivierung im SGB XI", {}, "XI"),
        ("Aktivierung im SGB VI", {}, "VI"),
        ("Aktivierung im SGB IX", {}, None),
        ("Aktivierung im SGB V", {}, None),
        ("Aktivierung im SGB XH und AsylbLG", {}, "XH"),
        ("Hilfe nach SGB XII/II", {}, None),
        ("Beratung zum SGB und mehr", {}, None),
        # No letters: recognition has them at 44, as sure as it is of right words.
        ("1/-Ausbildung Markt", {}, "1/-Ausbildung"),
        ("Werk|statt Nord", {}, "Werk|statt"),
        ("Qabo-Markt", {"Qabo-Markt": 44}, "Qabo-Markt"),
        ("Qabo-Markt", {"Qabo-Markt": 54}, None),
        ("Hilfe nach AsyIbLG", {"AsyIbLG": 41}, None),
        ("Jugend-Werkstatt", {"Jugend-Werkstatt": 44}, None),
    ],
)
def test_words_that_are_not_sure(name: str, confidences: dict[str, float], expected: str | None) -> None:
    found = in_name(scanned(name, confidences), name, (0, len(name)))
    assert (found.read if found else None) == expected


def test_in_a_text_that_was_not_recognised_all_are() -> None:
    document = replace(scanned("Aktivierung im SGB XI", {"SGB": 1}), recognised=False)
    assert in_name(document, document.text, (0, len(document.text))) is None


@pytest.mark.parametrize(
    ("old", "new", "left_out"),
    [
        ("Aktivierung im SGB XII", "Aktivierung im SGB XI", "SGB XI"),
        ("Frank Matiaske", "Frank Matiaskc", "Frank Matiaskc"),
    ],
)
def test_a_name_with_such_a_word_is_left_out_and_told(document: Document, old: str, new: str, left_out: str) -> None:
    found = extract(scanned(document.text.replace(old, new), {"Matiaskc": 30}))
    assert found.agreement is not None
    names = [one.label for one in found.agreement.measures] + [one.signatory_name for one in found.agreement.signatures]
    assert not any(left_out in (name or "") for name in names)
    assert any(left_out in one.what for one in found.left_out)
