"""Comments of HTML that are blocks of a Markdown text of their own (CommonMark 0.31, 4.6): nobody sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.reading.texts.source_lines import LINE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line

_OPENS, _CLOSES = "<!--", "-->"
# "<!-->" and "<!--->" are comments of their own.
_SHORTEST = 2
# What is set in further is code.
_FARTHEST = 3


def without(text: str, starts: Sequence[int], found: list[Line | None]) -> None:
    """Makes furniture of the lines of such comments; `starts` are where the lines of the text begin."""
    if _OPENS not in text:
        return
    for first, end in _comments(text):
        for index in range(bisect_right(starts, first) - 1, bisect_left(starts, end)):
            line = found[index]
            if line is not None:
                found[index] = line._replace(kind=Kind.FURNITURE, level=0, marker="", strong=False, cells=())


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments begin and end with nothing but blanks on their lines before and behind them."""
    position = 0
    while (first := text.find(_OPENS, position)) >= 0 and (close := text.find(_CLOSES, first + _SHORTEST)) >= 0:
        position = close + len(_CLOSES)
        before = LINE_END.split(text[max(first - _FARTHEST - 1, 0) : first])[-1]
        behind = LINE_END.split(text[position : position + _FARTHEST], maxsplit=1)[0]
        if len(before) <= _FARTHEST and not before.strip() and not behind.strip():
            yield first, position
