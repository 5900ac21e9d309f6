"""Lines beside the headings that are known: those that may be a heading, and those that another line goes on with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.outlining.titles import LONGEST_HEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line

_HALF = re.compile(r"(?:-|\b(?:und|sowie|des|der|dem|zur|hessischen))$")


def heading_like(line: Line) -> bool:
    """Whether a line can be a heading that no layout knows: marked as one, or short and no sentence."""
    if line.kind is Kind.ITEM or len(line.text) > LONGEST_HEADING:
        return False
    return line.kind is Kind.HEADING or line.strong or line.text[-1] not in ".,;:"


def ends_within_phrase(lines: Sequence[Line]) -> bool:
    """Whether the last line does: "zur Umsetzung des Ausbildungsbudgets und des", below it a budget and no heading."""
    return bool(lines) and _HALF.search(lines[-1].passage.text) is not None
