from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import Document, Kind, Line, Passage, Repair, Source, changed, identity, join

# Of each character of the words its span, as a passage was before it had runs: the oracle of all that follows.
Spans = list[tuple[int, int]]


def spans(passage: Passage) -> Spans:
    return [passage.span(index, index + 1) for index in range(len(passage.text))]


@st.composite
def passages(draw: st.DrawFn) -> tuple[Passage, Spans]:
    """A passage of runs in any state, and its spans counted out."""
    at, position, text, runs = 0, draw(st.integers(0, 5)), "", []
    expected: Spans = []
    for _ in range(draw(st.integers(1, 5))):
        size, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        runs.append((at, position, position + width))
        if size == width:
            expected += [(position + index, position + index + 1) for index in range(size)]
        else:
            expected += [(position, position + width)] * size
        text += "abcd"[:size]
        at, position = at + size, position + width + draw(st.integers(0, 3))
    return Passage(text, tuple(runs)), expected


@given(passages())
def test_positions(drawn: tuple[Passage, Spans]) -> None:
    passage, expected = drawn
    assert spans(passage) == expected
    assert [(passage.position(index), passage.after(index)) for index in range(len(expected))] == expected


@given(passages(), st.data())
def test_cut(drawn: tuple[Passage, Spans], data: st.DataObject) -> None:
    passage, expected = drawn
    start = data.draw(st.integers(0, len(expected)))
    end = data.draw(st.integers(start, len(expected)))
    part = passage.cut(start, end)
    assert part.text == passage.text[start:end]
    assert spans(part) == expected[start:end]


@given(passages(), passages(), st.sampled_from(("", " ", "\n", " | ")))
def test_join(first: tuple[Passage, Spans], second: tuple[Passage, Spans], glue: str) -> None:
    end = first[1][-1][1]
    below = Passage(second[0].text, tuple((at, start + end, stop + end) for at, start, stop in second[0].runs))
    whole = join((first[0], below), glue)
    assert whole.text == first[0].text + glue + below.text
    assert spans(whole)[: len(first[1])] == first[1]
    assert spans(whole)[len(first[1]) + len(glue) :] == [(start + end, stop + end) for start, stop in second[1]]
    assert all(end <= start < stop for start, stop in spans(whole)[len(first[1]) : len(first[1]) + len(glue)])


def test_changed_words_stand_for_what_they_replace() -> None:
    passage = changed(identity("so zial gut", 10), [(0, 7, "sozial"), (7, 8, "")])
    assert passage.text == "sozialgut"
    assert passage.span(0, 1) == (10, 17)
    assert passage.span(6, 9) == (18, 21)


def test_repairs_stay_with_their_words() -> None:
    repair = Repair(0, 7, "so zial", "sozial", "x")
    passage = Passage("sozial gut", ((0, 0, 7), (6, 7, 11)), (repair,))
    assert passage.cut(0, 3).repairs == (repair,)
    assert passage.cut(7, 10).repairs == ()
    assert join((passage, identity("b", 20))).repairs == (repair,)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_such_character(index: int) -> None:
    with pytest.raises(IndexError):
        identity("abc").position(index)


def test_line_at() -> None:
    lines = (Line(1, Kind.TEXT, identity("a")), Line(3, Kind.TEXT, identity("b", 3)))
    document = Document(Source("a", "", "", 4), "a\n\nb", lines)
    assert [line.number for position in range(4) if (line := document.line_at(position))] == [1, 1, 1, 3]
    assert Document(Source("a", "", "", 0), "", ()).line_at(0) is None
