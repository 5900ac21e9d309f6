"""Comments in Markdown."""

from __future__ import annotations

import pytest

from aqbgraph.document import Kind
from aqbgraph.reading.texts.markdown import lines


def shown(text: str) -> list[str]:
    return [line.text for line in lines(text) if line.kind is not Kind.FURNITURE]


@pytest.mark.parametrize(
    "text",
    [
        "- Tour\n<!--\n- Altes Projekt\n-->\n- Start",
        "- Tour\n\n  <!-- - Altes Projekt -->\n\n- Start",
        "- Tour\r\n<!-- alt\r\n\r\n- Altes Projekt -->\r\n- Start",
        "<!-->\n- Tour\n<!--->\n- Start\n<!-- alt -->",
    ],
)
def test_what_a_comment_holds_is_not_seen(text: str) -> None:
    assert shown(text) == ["Tour", "Start"]


@pytest.mark.parametrize(
    "text", ["- Tour <!-- alt -->\n- Start", "<!-- alt -->- Tour\n- Start", "<!--\n- Tour\n- Start"]
)
def test_what_is_no_comment_of_its_own_lines_stays(text: str) -> None:
    assert shown(text)[-1] == "Start"
    assert any("Tour" in words for words in shown(text))
