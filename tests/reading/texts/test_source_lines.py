from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import Kind, Line, Passage, Repair, identity
from aqbgraph.reading.texts.source_lines import all_placed, source_lines


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\rc\n\nd", "a\u2028b\x85c\u2029", "\r\r\n\n"])
def test_lines_and_where_they_begin(text: str) -> None:
    lines, starts = source_lines(text)
    for line, start in zip(lines, starts, strict=False):
        assert text[start : start + len(line)] == line
    assert len(lines) == len((text + "x").splitlines())


@given(st.text(alphabet="a\n\r\u2028", max_size=20))
def test_every_character_is_of_a_line_or_of_its_end(text: str) -> None:
    lines, starts = source_lines(text)
    ends = [text[start + len(line) : after] for line, start, after in zip(lines, starts, starts[1:], strict=False)]
    assert "".join(line + end for line, end in zip(lines, [*ends[: len(lines) - 1], ""], strict=True)) == text


def test_placed() -> None:
    repair = Repair(0, 3, "a b", "ab", "x")
    line = Line(0, Kind.TEXT, Passage("ab", ((0, 0, 3),), (repair,)), cells=(identity("c", 5),))
    (found,) = all_placed([None, line, None], [0, 4, 12])
    assert (found.number, found.gap, found.passage.span(0, 1), found.cells[0].position(0)) == (2, 1, (4, 7), 9)
    assert found.passage.repairs == (Repair(4, 7, "a b", "ab", "x"),)
