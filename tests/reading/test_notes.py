from __future__ import annotations

import pytest

from aqbgraph.reading.notes import Piece, is_mark, without


@pytest.mark.parametrize(("words", "mark"), [("1", True), ("(12)", True), ("*", True), ("er", False), ("123", False)])
def test_marks_of_notes(words: str, mark: bool) -> None:
    assert is_mark(words) is mark


@pytest.mark.parametrize(
    ("before", "raised", "behind"),
    [
        ("491.550,", "50", " Euro"),
        ("491.550", "50", " Euro"),
        ("", "4", "91.550 Euro"),
        ("49", "1", ".550 Euro"),
        ("Garten 500 m", "2", ""),
        ("U", "25", " Aktiv"),
        ("Fit", "4", "Job"),
    ],
)
def test_what_belongs_to_a_number_or_a_word_stays(before: str, raised: str, behind: str) -> None:
    pieces = [Piece(before, bold=True), Piece(raised, bold=True, raised=True), Piece(behind, bold=False)]
    assert without(pieces) == [(before, True), (raised, True), (behind, False)]


@pytest.mark.parametrize(
    ("before", "raised", "behind"),
    [
        ("491.550", "1", " Euro"),
        ("491.550,00", "1)", " Euro"),
        ("Tour", "1", ", Start"),
        ("", "1", " Bis zum Ende des Jahres"),
        ("Tour", "1, [2]", ""),
    ],
)
def test_marks_are_no_words(before: str, raised: str, behind: str) -> None:
    pieces = [
        Piece(before, bold=True),
        *(Piece(one, bold=True, raised=True) for one in raised),
        Piece(behind, bold=True),
    ]
    assert "".join(words for words, _ in without(pieces)) == before + behind
