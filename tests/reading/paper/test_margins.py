from __future__ import annotations

import pytest

from aqbgraph.reading.paper.margins import running
from aqbgraph.reading.paper.rows import Strip
from aqbgraph.reading.paper.sheets import Sheet, Word


def pages(*lines: list[tuple[float, str]], sure: float | None = None) -> list[str]:
    """The running lines of pages whose lines stand at the given heights."""
    made = []
    for number, page in enumerate(lines, start=1):
        strips = [
            Strip(number, (Word(text, 70, base - 7, 300, base + 2, base, 10, confidence=sure),), 500)
            for base, text in page
        ]
        made.append((Sheet(number, 595, 842, ()), strips))
    found = running(made)
    return [strip.text for _, strips in made for strip in strips if id(strip) in found]


def test_the_same_line_at_the_same_height_of_two_pages() -> None:
    assert pages([(40, "Kopf 2025"), (400, "a")], [(42, "Kopf 2025"), (400, "b")]) == ["Kopf 2025", "Kopf 2025"]


@pytest.mark.parametrize("text", ["2", "- 2 -", "Seite 2", "Seite 2 von 4", "2/4", "S. 2"])
def test_a_page_number_need_not_be_on_every_page(text: str) -> None:
    assert pages([(400, "a")], [(800, text)]) == [text]


@pytest.mark.parametrize("text", ["https://example.org/a.html", "file:///home/a/b.html"])
def test_the_address_below_a_page_that_a_browser_printed_is_no_text(text: str) -> None:
    assert pages([(400, "a"), (800, text)]) == [text]
    assert pages([(400, text)]) == []


@pytest.mark.parametrize("text", ["3", "2024", "462.800 Euro", "§ 2", "2. Ausbildung", "Landrat"])
def test_a_single_line_in_the_margin_is_text(text: str) -> None:
    assert pages([(400, "a")], [(800, text)]) == []


def test_words_in_the_midst_of_pages_are_text() -> None:
    assert pages([(400, "Landrat")], [(400, "Landrat")]) == []
    assert pages([(40, "Landrat")], [(90, "Landrat")]) == []


def test_a_scan_need_not_be_read_the_same_twice() -> None:
    scanned: tuple[list[tuple[float, str]], ...] = ([(40, "Hessisches Ministerium")], [(40, "Hessiscnes Ministerium")])
    assert len(pages(*scanned, sure=80)) == 2
    assert pages(*scanned) == []


def test_clauses_at_the_top_of_two_pages_are_text() -> None:
    assert pages([(90, "§ 4"), (400, "a")], [(90, "§ 6"), (400, "b")]) == []
