from __future__ import annotations

import pytest

from aqbgraph.reading.texts.cursor import Cursor, SourceLine


def at(text: str) -> Cursor:
    """At the first word of a line."""
    cursor = Cursor(SourceLine(0, 10, text))
    cursor.skip()
    return cursor


@pytest.mark.parametrize(
    ("text", "column"), [("Ziel", 0), ("   Ziel", 3), ("\tZiel", 4), ("  \tZiel", 4), ("    \tZiel", 8)]
)
def test_tabs_go_to_the_next_fourth_column(text: str, column: int) -> None:
    cursor = at(text)
    assert (cursor.column, cursor.indent, cursor.rest.text) == (column, column, "Ziel")


@pytest.mark.parametrize(
    ("text", "length", "found", "rest"),
    [
        ("- Ziel", 1, (2, False), "Ziel"),
        ("  10.  Ziel", 3, (7, False), "Ziel"),
        ("-      Ziel", 1, (2, False), "Ziel"),
        ("-", 1, (2, True), ""),
    ],
)
def test_an_item_is_as_wide_as_its_marker_and_blanks(
    text: str, length: int, found: tuple[int, bool], rest: str
) -> None:
    """But for blanks that indent its words (CommonMark 0.31, section 5.2)."""
    cursor = at(text)
    assert cursor.item(length) == found
    assert cursor.rest.text == rest
    assert cursor.base == found[0]


def test_the_blank_behind_a_quote_belongs_to_it() -> None:
    cursor = at(">  Ziel")
    cursor.quote()
    assert (cursor.indent, cursor.rest) == (1, SourceLine(0, 13, "Ziel"))


@pytest.mark.parametrize(
    ("text", "rule"), [("---", True), ("* * *", True), ("--", False), ("--- x", False), ("x", False)]
)
def test_rules(text: str, rule: bool) -> None:
    assert at(text).is_rule() is rule
