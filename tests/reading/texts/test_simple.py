from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import Kind
from aqbgraph.reading.texts.markdown import _parsed
from aqbgraph.reading.texts.simple import UNCLEAR, simple


@pytest.mark.parametrize(
    "text", ["1. a", "a) b", "| a |", "**a", "a*b*", "  a", "- - a", "---", "a  b", "a\tb", "&amp;"]
)
def test_what_needs_a_parser(text: str) -> None:
    assert simple(text) is UNCLEAR


@pytest.mark.parametrize("text", ["", " ", "\t", "\xa0"])
def test_blank_lines(text: str) -> None:
    assert simple(text) is None


@given(
    st.sampled_from(("", "# ", "### ", "- ", "* ", "+ ")),
    st.booleans(),
    st.text(alphabet="ab AZ.,:1äß§„“()-'\"?!", min_size=1, max_size=20),
    st.sampled_from(("", " ", "  ")),
)
def test_the_parser_says_the_same(start: str, bold: bool, words: str, end: str) -> None:
    text = f"{start}{'**' if bold else ''}{words}{'**' if bold else ''}{end}"
    line = simple(text)
    if line is not None and line is not UNCLEAR:
        assert _parsed((text,)) == (line,)
        assert line.kind in (Kind.HEADING, Kind.ITEM, Kind.TEXT)
