"""Letter-spaced headings of a page."""

from __future__ import annotations

from aqbgraph.reading.paper.sheets import Word
from aqbgraph.reading.paper.spaced import closed

SIZE = 10.0


def spaced(text: str, *, between: float = 4.5, words: float = 12, base: float = 100) -> list[Word]:
    """Each letter as a word five points wide."""
    found, left = [], 60.0
    for letter in text:
        if letter == " ":
            left += words - between
            continue
        found.append(Word(letter, left, base - 7, left + 5, base + 2, base, SIZE))
        left += 5 + between
    return found


def texts(words: list[Word]) -> list[str]:
    return [word.text for word in closed(words)]


def test_letters_are_words_again() -> None:
    assert texts(spaced("Ziele des Landes")) == ["Ziele", "des", "Landes"]
    whole = closed(spaced("Ziele"))[0]
    assert (whole.left, whole.right) == (60, 60 + 5 * 5 + 4 * 4.5)


def test_lines_are_not_joined() -> None:
    assert texts([*spaced("Ziele"), *spaced("Mittel", base=120)]) == ["Ziele", "Mittel"]


def test_single_letters_among_words_stay() -> None:
    plain = [
        Word(text, 60 + 40 * n, 93, 90 + 40 * n, 102, 100, SIZE) for n, text in enumerate(("Die", "Kurse", "a", "b"))
    ]
    assert texts(plain) == ["Die", "Kurse", "a", "b"]
    assert texts(spaced("A B C", words=8)) == ["A", "B", "C"]
