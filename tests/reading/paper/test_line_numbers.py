from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.paper.test_paper import sheet

from aqbgraph.document import Kind
from aqbgraph.reading.paper import line_numbers
from aqbgraph.reading.paper.paper import compose

if TYPE_CHECKING:
    from aqbgraph.reading.paper.sheets import Sheet

LINES = ("Zielvereinbarung", "zwischen", "dem Land Hessen", "und dem Odenwaldkreis", "491.550 Euro", "2025 Plätze")


def page(number: int, counted: dict[int, str], left: float = 40) -> Sheet:
    lines = [(70.0, 100.0 + 20 * index, text) for index, text in enumerate(LINES)]
    return sheet(number, *((left, 100.0 + 20 * index, text) for index, text in counted.items()), *lines)


def counts(first: int, step: int = 1) -> dict[int, str]:
    return {index: str(first + index) for index in range(len(LINES)) if (first + index) % step == 0}


def kept(*sheets: Sheet) -> list[str]:
    return [word.text for one in line_numbers.parted(sheets)[0] for word in one.words if word.text.isdecimal()]


def test_numbers_of_lines_are_no_words_of_them() -> None:
    reading = compose([page(1, counts(1))], "a.pdf")
    assert [line.text for line in reading.lines if line.kind is not Kind.FURNITURE] == list(LINES)
    assert [line.text for line in reading.lines if line.kind is Kind.FURNITURE] == ["1 2 3 4 5 6"]


@pytest.mark.parametrize(
    "pages",
    [
        (page(1, counts(1)), page(2, counts(7))),
        (page(1, counts(1)), page(2, counts(1))),
        (page(1, counts(0, 2)), page(2, counts(5, 2))),
        tuple(page(number, {1: str(10 * number - 5), 5: str(10 * number)}) for number in (1, 2, 3)),
    ],
    ids=["going on", "anew on each page", "every second", "every fifth"],
)
def test_they_go_on_or_begin_anew(pages: tuple[Sheet, ...]) -> None:
    if pages[0].words[0].text == "0":
        pages = (pages[0]._replace(words=pages[0].words[1:]), *pages[1:])
    assert set(kept(*pages)) == {"2025"}


@pytest.mark.parametrize(
    "pages",
    [
        (page(1, {0: "1", 1: "2", 2: "3", 3: "4"}),),
        (page(1, {0: "1", 1: "2", 2: "4", 3: "5", 4: "6"}),),
        (page(1, counts(1)), page(2, counts(9))),
        (page(1, counts(1), left=80),),
        (page(1, counts(2018)),),
    ],
    ids=["few", "one is missing", "not going on", "within the text", "years"],
)
def test_other_figures_stay(pages: tuple[Sheet, ...]) -> None:
    before = [word.text for one in pages for word in one.words if word.text.isdecimal()]
    assert kept(*pages) == before
