"""A text as source lines, and a line that was read where it stands.

A line ends with LF, CR LF or CR (old Macs), and where Unicode says so: U+0085, U+2028, U+2029.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from aqbgraph.document import Line, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

_OTHER_ENDS = ("\r", "\x85", "\u2028", "\u2029")
LINE_END = re.compile("\r\n?|[\n\x85\u2028\u2029]")


def source_lines(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The lines of a text without their ends, blank ones included, and where each begins."""
    if not any(end in text for end in _OTHER_ENDS):
        lines = text.split("\n")
        # The letters before each line, and the ends of as many lines.
        return lines, list(map(add, accumulate(map(len, lines), initial=0), count()))
    starts, ends = [0], []
    for match in LINE_END.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return [text[start:end] for start, end in zip(starts, ends, strict=True)], starts


def all_placed(lines: Sequence[Line | None], starts: Sequence[int]) -> tuple[Line, ...]:
    """Lines whose positions count from their own start, where they stand; None is a blank line."""
    found: list[Line] = []
    last = 0
    for number, (line, start) in enumerate(zip(lines, starts, strict=False), start=1):
        if line is None:
            continue
        _, kind, passage, level, marker, strong, _, cells, bold, _ = line
        if cells:
            cells = tuple([_moved(cell, start) for cell in cells])
        if bold:
            bold = tuple([(first + start, end + start) for first, end in bold])
        gap = number - last - 1
        found.append(Line(number, kind, _moved(passage, start), level, marker, strong, gap, cells, bold))
        last = number
    return tuple(found)


def _moved(passage: Passage, by: int) -> Passage:
    text, runs, repairs = passage
    if repairs:
        repairs = tuple([replace(one, start=one.start + by, end=one.end + by) for one in repairs])
    if len(runs) == 1:
        ((_, start, end),) = runs
        return Passage(text, ((0, start + by, end + by),), repairs)
    return Passage(text, tuple([(at, start + by, end + by) for at, start, end in runs]), repairs)
