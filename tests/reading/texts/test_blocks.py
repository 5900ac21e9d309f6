from __future__ import annotations

import pytest

from aqbgraph.document import Kind
from aqbgraph.reading.texts.blocks import blocks, cells
from aqbgraph.reading.texts.cursor import SourceLine


def shapes(text: str) -> list[tuple[Kind, int, str, list[str]]]:
    found = blocks([SourceLine(index, 0, line) for index, line in enumerate(text.split("\n"))])
    return [(block.kind, block.level, block.marker, [line.text for line in block.lines]) for block in found]


def test_containers() -> None:
    assert shapes("> - a\n>   b\n> - c\nd") == [
        (Kind.ITEM, 2, "-", ["a", "b"]),
        (Kind.ITEM, 2, "-", ["c", "d"]),
    ]
    assert shapes("1. a\n\n   b\n   - c\n\nd") == [
        (Kind.ITEM, 1, "1.", ["a"]),
        (Kind.TEXT, 0, "", ["b"]),
        (Kind.ITEM, 3, "-", ["c"]),
        (Kind.TEXT, 0, "", ["d"]),
    ]


def test_an_empty_item_bears_its_words_below() -> None:
    assert shapes("-\n  a") == [(Kind.RULE, 0, "", ["-"]), (Kind.ITEM, 1, "-", ["a"])]
    assert shapes("-\n\n  a")[-1] == (Kind.TEXT, 0, "", ["a"])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("|a||b|", ["a", "", "b"]),
        (r"|a\|b|c|", [r"a\|b", "c"]),
        ("||", [""]),
        ("|", [""]),
    ],
)
def test_cells(row: str, found: list[str]) -> None:
    assert [text.strip() for _, text in cells(row)] == found
    assert all(row[start : start + len(text)] == text for start, text in cells(row))
