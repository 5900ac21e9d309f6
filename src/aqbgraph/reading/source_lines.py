"""A text as source lines, and a line that was read where it stands.

A line ends with LF, CR LF or CR (old Macs), and where Unicode says so: U+0085, U+2028, U+2029.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from aqbgraph.document import Line, Passage, Repair

if TYPE_CHECKING:
    from collections.abc import Sequence

_OTHER_ENDS = re.compile("[\r\x85\u2028\u2029]")
LINE_END = re.compile("\r\n?|[\n\x85\u2028\u2029]")


def source_lines(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """The lines of a text without their ends, blank ones included, and where each begins."""
    if _OTHER_ENDS.search(text) is None:
        lines = text.split("\n")
        return lines, list(accumulate([len(line) + 1 for line in lines], initial=0))
    starts, ends = [0], []
    for match in LINE_END.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return [text[start:end] for start, end in zip(starts, ends, strict=True)], starts


def placed(line: Line, index: int, start: int, gap: int) -> Line:
    """A line whose positions count from its own start, as the one with this index (from 0), below so many blanks."""
    passage = _moved(line.passage, start)
    cells = tuple([_moved(cell, start) for cell in line.cells]) if line.cells else ()
    return Line(index + 1, line.kind, passage, line.level, line.marker, line.strong, gap, cells)


def _moved(passage: Passage, by: int) -> Passage:
    runs = tuple([(at, start + by, end + by) for at, start, end in passage.runs])
    if not passage.repairs:
        return Passage(passage.text, runs)
    repairs = tuple([Repair(one.start + by, one.end + by, one.read, one.written, one.rule) for one in passage.repairs])
    return Passage(passage.text, runs, repairs)
