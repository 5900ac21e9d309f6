from __future__ import annotations

import pytest

from aqbgraph.reading.notes import is_mark


@pytest.mark.parametrize(("words", "mark"), [("1", True), ("(12)", True), ("*", True), ("er", False), ("123", False)])
def test_marks_of_notes(words: str, mark: bool) -> None:
    assert is_mark(words) is mark
