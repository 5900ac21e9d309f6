"""Two lines of a list of letters, or of one number for all, that became one."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE = "**1. Ausbildungsvorbereitung**\n\n"


def read(*items: str) -> list[str]:
    document = parse((ONE + "\n".join(items) + "\n").encode(), "a.md")
    return [one.passage.text for one in listing(document, document.lines, lambda _: False).measures]


@pytest.mark.parametrize(
    "items",
    [
        ("a) Startklar", "b) Brücke c) Tour", "d) Café"),
        ("(a) Startklar", "(b) Brücke (c) Tour", "(d) Café"),
        ("1. Startklar", "1. Brücke 1. Tour", "1. Café"),
    ],
)
def test_such_a_line_is_left_out(items: tuple[str, ...]) -> None:
    assert read(*items) == ["Startklar", "Café"]


@pytest.mark.parametrize("name", ["Plan B", "Vitamin C) und mehr", "Kurs (b) für alle", "Die 1. Stelle"])
def test_letters_and_numbers_that_are_not_the_next_say_nothing(name: str) -> None:
    assert read("- Startklar", f"- {name}", "- Café") == ["Startklar", name, "Café"]
