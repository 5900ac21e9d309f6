from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, Placed
from aqbgraph.reading.furniture import without_furniture
from aqbgraph.reading.reading import Reading
from aqbgraph.reading.texts import markdown

OPENING = "Das Land fördert mit diesem Geld sehr verschiedene Maßnahmen."
TORN = ("Die Mittel dienen nach dem Willen beider Partner der", "regionalen Ausbildung in allen Gemeinden des Kreises.")
CLOSING = "Diese Vereinbarung wird danach im Internet veröffentlicht."


def read(*paragraphs: str, pages: tuple[int, ...] = ()) -> tuple[Line, ...]:
    text = "\n\n".join(paragraphs)
    return without_furniture(Reading(text, markdown.lines(text), pages=pages))


def marked(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.kind is Kind.FURNITURE]


def test_what_cuts_a_sentence_and_its_like() -> None:
    lines = read(OPENING, "Land Hessen", OPENING, TORN[0], "Land Hessen", TORN[1], CLOSING)
    assert marked(lines) == ["Land Hessen", "Land Hessen"]
    (below,) = (line for line in lines if line.text == TORN[1])
    assert below.gap == 0


def test_what_counts_pages() -> None:
    lines = read(OPENING, "Ziele, Seite 2", OPENING, "Ziele, Seite 3", CLOSING)
    assert marked(lines) == ["Ziele, Seite 2", "Ziele, Seite 3"]


def test_what_stands_at_the_borders_of_pages() -> None:
    paragraphs = (OPENING, "Land Hessen", OPENING, "Land Hessen", CLOSING)
    text = "\n\n".join(paragraphs)
    second, third = text.index(OPENING, 5), text.index(CLOSING)
    assert marked(read(*paragraphs, pages=(second, third))) == ["Land Hessen", "Land Hessen"]
    assert marked(read(*paragraphs, pages=(third,))) == []
    words = tuple(Placed(at, at + 3, page, 0, 0, 1, 1) for page, at in enumerate((0, second, third), start=1))
    found = without_furniture(Reading(text, markdown.lines(text), words))
    assert marked(found) == ["Land Hessen", "Land Hessen"]


@pytest.mark.parametrize("words", ["§ 4", "491.550 Euro", "Budget 2025", "- Lotsen", "1. Lotsen", "12.000"])
def test_content_is_never_marked(words: str) -> None:
    assert marked(read(OPENING, TORN[0], words, TORN[1], words, TORN[0], words, TORN[1], CLOSING)) == []


def test_names_in_title_and_signatures_are_never_marked() -> None:
    lines = read("Odenwaldkreis", OPENING, TORN[0], "Odenwaldkreis", TORN[1], CLOSING, "Odenwaldkreis", "Heike Hofmann")
    assert [line.kind for line in lines if line.text == "Odenwaldkreis"] == [Kind.TEXT, Kind.FURNITURE, Kind.TEXT]
    assert marked(read(OPENING, CLOSING, "Heike Hofmann", "Heike Hofmann", "Landrat")) == []


def test_projects_of_one_name_stay() -> None:
    assert marked(read(OPENING, "Beratung 1", "Beratung 2", "Lotsen", "Lotsen", CLOSING)) == []


def test_no_line_goes() -> None:
    paragraphs = (OPENING, "Land Hessen", TORN[0], "Land Hessen", TORN[1], CLOSING)
    assert [line.text for line in read(*paragraphs)] == list(paragraphs)


def test_what_does_not_go_on_keeps_its_gap() -> None:
    lines = read(OPENING, TORN[0], "Land Hessen", TORN[1], "Land Hessen", CLOSING)
    assert lines[-1].gap == 1
