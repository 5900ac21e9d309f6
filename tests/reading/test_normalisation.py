from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import identity
from aqbgraph.reading.normalisation import STEPS, composed, figured, normalised, parted, spaced, visible


def test_letters_and_marks_are_composed() -> None:
    passage = composed(identity("Mu\u0308ller"))
    assert passage.text == "Müller"
    assert passage.span(1, 2) == (1, 3)


def test_what_cannot_be_seen_is_dropped() -> None:
    passage = visible(identity("Aus\u00adbildung\u200b"))
    assert passage.text == "Ausbildung"
    assert passage.span(3, 4) == (4, 5)


@pytest.mark.parametrize("text", ["a b", " a  b ", "a\u00a0b", "\ta \u202f b\n"])
def test_white_space(text: str) -> None:
    assert spaced(identity(text)).text == "a b"


def test_ligatures() -> None:
    passage = parted(identity("Pﬂege"))
    assert passage.text == "Pflege"
    assert [passage.span(index, index + 1) for index in (0, 1, 2, 3)] == [(0, 1), (1, 2), (1, 2), (2, 3)]


def test_digits_of_other_widths() -> None:
    assert figured(identity("\uff14\uff19\uff11.550 ²")).text == "491.550 ²"


@pytest.mark.parametrize("text", ["Main - Kinzig - Kreis", "Ausbildungs- und Qualifizierungsbudget", "a – b"])
def test_what_stays(text: str) -> None:
    assert normalised(identity(text)).text == text


@given(st.text(max_size=60))
def test_guarantees(text: str) -> None:
    for step in STEPS:
        passage = step(identity(text))
        spans = [passage.span(index, index + 1) for index in range(len(passage.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
    passage = normalised(identity(text))
    assert passage.text == passage.text.strip()
    assert "  " not in passage.text
    assert normalised(identity(passage.text)).text == passage.text
    assert unicodedata.is_normalized("NFC", passage.text) or any(unicodedata.combining(letter) for letter in text)
