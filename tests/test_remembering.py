"""What is remembered, and that it stays within its bounds."""

from __future__ import annotations

import pytest

from aqbgraph.remembering import LONGEST, MOST, Kept, remembered


def test_the_same_words_are_worked_out_once() -> None:
    asked: list[str] = []

    def size(words: str) -> int:
        asked.append(words)
        return len(words)

    recalled = remembered(size)
    assert [recalled("ab"), recalled("ab"), recalled("c")] == [2, 2, 1]
    assert asked == ["ab", "c"]


def test_none_is_a_result_too() -> None:
    asked: list[str] = []
    recalled = remembered(asked.append)
    recalled("a")
    recalled("a")
    assert asked == ["a"]


def test_what_is_refused_is_refused_again() -> None:
    recalled = remembered(int)
    for _ in range(2):
        with pytest.raises(ValueError, match="no number"):
            recalled("no number")


def test_neither_many_words_nor_long_ones_fill_the_memory() -> None:
    kept = Kept(len)
    assert kept["a" * (LONGEST + 1)] == LONGEST + 1
    assert not kept
    for number in range(MOST + 10):
        assert kept[str(number)] == len(str(number))
        assert len(kept) <= MOST
