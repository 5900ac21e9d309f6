from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, identity
from aqbgraph.reading.readers import parse
from aqbgraph.reading.texts.items import DAY, listed


@pytest.mark.parametrize("bullet", list("-*+•–—·▪●○►✓\uf0b7\ufffd"))
def test_bullets(bullet: str) -> None:
    line = listed(Line(1, Kind.TEXT, identity(f"{bullet} Ziel")))
    assert (line.kind, line.marker, line.text, line.passage.position(0)) == (Kind.ITEM, bullet, "Ziel", 2)


@pytest.mark.parametrize("text", ["Ziel", "-5 Grad", "– ", "»Ziel«", "ab) Ziel", "\u2192Ziel"])
def test_no_bullets(text: str) -> None:
    assert listed(Line(1, Kind.TEXT, identity(text))).kind is Kind.TEXT


def test_rows_and_headings_stay() -> None:
    row = Line(1, Kind.TEXT, identity("- a"), cells=(identity("- a"), identity("b")))
    heading = Line(1, Kind.HEADING, identity("- a"))
    assert (listed(row), listed(heading)) == (row, heading)


@pytest.mark.parametrize(("text", "day"), [("2. August 2025", True), ("12. Mai", True), ("1. Maiers Projekt", False)])
def test_days(text: str, day: bool) -> None:
    assert (DAY.match(text) is not None) is day


def test_a_bullet_alone_belongs_to_the_line_below() -> None:
    def read(text: str) -> list[tuple[str, str]]:
        return [(line.kind.value, line.text) for line in parse(text.encode(), "x.txt").lines]

    assert read("- a\n-\nb\n- c") == [("item", "a"), ("rule", "-"), ("item", "b"), ("item", "c")]
    assert read("-\na\n- b") == [("rule", "-"), ("item", "a"), ("item", "b")]
    # Between words, or before a gap, it parts.
    assert read("a\n-\nb") == [("text", "a"), ("rule", "-"), ("text", "b")]
    assert read("- a\n-\n\nb")[2] == ("text", "b")
