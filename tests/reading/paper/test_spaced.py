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


def test_amounts_are_numbers_again() -> None:
    assert texts(spaced("491.550 Euro")) == ["491.550", "Euro"]
    assert texts(spaced("1.491.550,00 €")) == ["1.491.550,00", "€"]
    unit = Word("Euro", 200, 93, 220, 102, 100, SIZE)
    assert texts([*spaced("491.550"), unit]) == ["491.550", "Euro"]


def test_figures_that_are_no_amount_stay() -> None:
    for figures in ("12345", "1.23456", "11.8.2025", "491.550 1", "1 2 3 4 5", "491 550"):
        assert texts(spaced(figures)) == list(figures.replace(" ", ""))
    # Two numbers, of which nobody knows where one ends.
    apart = spaced("491.550")
    assert texts([word._replace(left=word.left + 9 * n, right=word.right + 9 * n) for n, word in enumerate(apart)]) == [
        *"491.550"
    ]
    figure = Word("12", 40, 93, 55, 102, 100, SIZE)
    assert texts([figure, *spaced("491.550")]) == ["12", *"491.550"]


def test_a_unit_behind_a_figure_is_one_word() -> None:
    def line(*words: str) -> list[str]:
        return texts([Word(text, 60 + 40 * n, 93, 90 + 40 * n, 102, 100, SIZE) for n, text in enumerate(words)])

    assert line("2.950.400", "Eu", "ro", "aus") == ["2.950.400", "Euro", "aus"]
    assert line("2.950.400", "E", "u", "r", "o") == ["2.950.400", "Euro"]
    assert line("2.950.400", "Euro") == ["2.950.400", "Euro"]
    assert line("Eu", "ro") == ["Eu", "ro"]
    assert line("50", "Eu", "roba") == ["50", "Eu", "roba"]
