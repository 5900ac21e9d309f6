"""A line in the list that is neither type nor item: half of the item above it, or an item that lost its bullet.

Which of both, nothing tells, so the item above it and the line are left out until somebody says what they are; so is a
line directly below a type. That it
is no type whose wording we do not know must be certain, or what follows would be filed under the wrong one: types bear
numbers here or are bold, or stand between blank lines, and it does not; or nothing follows that could be filed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.items import CUT_OFF
from aqbgraph.extraction.measures.measure_types import like_a_type
from aqbgraph.extraction.measures.set_aside import SetAside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import Listing

# No sentence, nothing that introduces what follows or names a budget.
_NAME = re.compile(r"(?!.*(?i:budget))[\w(\"„].{0,98}[^.!?:;]", re.DOTALL)
_FAR = 2


def left_out(found: Listing, above: Line | None, lines: Sequence[Line]) -> bool:
    """Whether the first line was taken for such a one; it and the item above it are then among the loose ones."""
    line, below = lines[0], lines[1] if len(lines) > 1 else None
    if not found.typed or above is None or line.kind is not Kind.TEXT or line.strong or line.gap > _FAR:
        return False
    if not _NAME.fullmatch(line.text) or like_a_type(line.text) or not _is_no_type(found, line, below):
        return False
    heading = found.headings[-1]
    if above.number == heading.lines[-1].number and line.text[:1].isupper():
        why = f"„{line.text}“ steht ohne Aufzählungszeichen unter einer Maßnahmenart: Ist es ein Projekt?"
        found.aside.append(SetAside(heading, (line,), why))
        return True
    return _with_last(found, above, line, below)


def _with_last(found: Listing, above: Line, line: Line, below: Line | None) -> bool:
    """Whether the line is taken for one that may go on with the last item."""
    last = found.measures[-1] if found.measures else None
    if (
        below is not None
        and below.kind is Kind.ITEM
        and not below.gap
        and last
        and below.marker != last.lines[0].marker
    ):
        # A dash within a sentence, at the start of its next line.
        return False
    if found.loose and found.loose[-1][1][-1].number == above.number:
        found.loose[-1][1].append(line)
        return True
    if found.aside and found.aside[-1].why.endswith(CUT_OFF) and found.aside[-1].lines[-1].number == above.number:
        found.aside[-1] = replace(found.aside[-1], lines=(*found.aside[-1].lines, line))
        return True
    if last is None or last.heading is not found.headings[-1] or last.lines[-1].number != above.number:
        return False
    found.measures.pop()
    found.loose.append((last.heading, [*last.lines, line]))
    return True


def _is_no_type(found: Listing, line: Line, below: Line | None) -> bool:
    if below is None or (below.kind is not Kind.ITEM and not below.strong):
        return True
    marked = all(one.lines[0].strong or one.lines[0].kind is Kind.HEADING for one in found.headings)
    return marked or all(one.number is not None for one in found.headings) or _stands_closer(found, line, below)


def _stands_closer(found: Listing, line: Line, below: Line) -> bool:
    """Whether all types have blank lines above and below them, and the line has none on one of its sides."""
    firsts = {id(one.heading): one.lines[0].gap for one in reversed(found.measures)}
    above = all(one.lines[0].gap for one in found.headings)
    return bool(firsts) and above and all(firsts.values()) and not (line.gap and below.gap)
