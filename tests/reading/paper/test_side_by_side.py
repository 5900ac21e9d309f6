from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.reading.paper.paper import compose
from aqbgraph.reading.paper.rows import Strip
from aqbgraph.reading.paper.sheets import Sheet, Word
from aqbgraph.reading.paper.side_by_side import over_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOVE = [(700, "Wiesbaden, den", "Erbach, den 11. August"), (740, "Heike Hofmann", "Frank Matiaske")]
BELOW = [(60, "Staatsministerin", "Landrat"), (74, "Ministerium", "des Kreises")]


def words(base: float, left: float, text: str) -> list[Word]:
    made = []
    for word in text.split():
        made.append(Word(word, left, base - 7, left + 5 * len(word), base + 2, base, 10.0))
        left += 5 * len(word) + 3
    return made


def page(number: int, rows: Sequence[tuple[float, str, str]], *, left: float = 70, foot: str = "") -> Sheet:
    found = [word for base, one, other in rows for word in (*words(base, left, one), *words(base, left + 250, other))]
    return Sheet(number, 595, 842, (*found, *words(810, 280, foot)))


def texts(*sheets: Sheet) -> list[str]:
    return [line.text for line in compose(sheets, "a.pdf").lines if line.kind.value != "furniture"]


def test_two_signatures_go_on_over_the_page() -> None:
    assert texts(page(1, ABOVE, foot="Seite 1"), page(2, BELOW, foot="Seite 2")) == [
        "Wiesbaden, den",
        "Heike Hofmann",
        "Staatsministerin",
        "Ministerium",
        "Erbach, den 11. August",
        "Frank Matiaske",
        "Landrat",
        "des Kreises",
    ]


def test_columns_parted_elsewhere_are_others() -> None:
    found = texts(page(1, ABOVE), page(2, BELOW, left=270))
    assert found.index("Frank Matiaske") < found.index("Ministerium")


def strips(number: int, count: int, gutter: tuple[float, float] | None = (200.0, 300.0)) -> list[Strip]:
    return [
        Strip(number, tuple(words(14 * line, 70, f"{side}{number}.{line}")), 595, gutter=gutter, right_side=side == "r")
        for side in "lr"
        for line in range(count)
    ]


def test_columns_that_fill_their_pages_are_read_page_by_page() -> None:
    pages = [strips(1, 40), strips(2, 40)]
    assert over_pages(pages) == [strip for page in pages for strip in page]


def test_a_line_across_ends_what_stands_side_by_side() -> None:
    pages = [[*strips(1, 2), *strips(1, 1, None)], strips(2, 2)]
    assert over_pages(pages) == [strip for page in pages for strip in page]
    assert over_pages([[], strips(1, 2), []]) == strips(1, 2)
