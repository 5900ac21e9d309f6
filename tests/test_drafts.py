"""The mark of a draft and the words that only look like it."""

from __future__ import annotations

import re

import pytest

from aqbgraph.drafts import MARK


@pytest.mark.parametrize(
    "words",
    [
        "Entwurf",
        "ENTWURF",
        "E\u00a0N T W U R F",
        "Arbeitsentwurf",
        "Vor-Entwurf",
        "ZV_Entwurf2",
        "Entwurf2025",
        "2.Entwurf",
        "Entwurfsfassung",
        "DRAFT_v2",
    ],
)
def test_marks(words: str) -> None:
    assert re.search(MARK, words, re.IGNORECASE)


@pytest.mark.parametrize(
    "words", ["Gesetzentwurf", "Entwurfsplanung", "Entwürfe", "entwerfen", "drafting", "entwurfen"]
)
def test_words_that_mark_nothing(words: str) -> None:
    assert not re.search(MARK, words, re.IGNORECASE)
