"""Items that tell of the measure above them, and are none themselves."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.details import is_detail, is_labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.measures.listed import Listing


# As Markdown writes one.
_FOOTNOTE = re.compile(r"\[\^\w{1,8}\]: ?\S")


def of_last(found: Listing, line: Line) -> bool:
    """Whether an item is a detail of the measure above; it is no part of the list, and the account shows it."""
    if found.loose and _ends_in_loose(found):
        return is_detail(line.text)
    last = found.measures[-1] if found.measures else None
    if last is None or last.heading is not found.headings[-1] or last.passage.text.endswith(":"):
        return False
    return is_labelled(line.text) or (line.level > last.lines[0].level and is_detail(line.text))


def below_last(found: Listing, lines: Sequence[Line]) -> int:
    """How many lines are a detail of the measure above that has no bullet: what begins with its label, a footnote.

    What goes on with it begins in a small letter or with a number.
    """
    told = is_labelled(lines[0].text) and of_last(found, lines[0])
    if found.over or not found.typed or not (told or _FOOTNOTE.match(lines[0].text)):
        return 0
    return 1 + sum(1 for _ in takewhile(_goes_on, lines[1:]))


def _goes_on(line: Line) -> bool:
    return line.kind is Kind.TEXT and not line.gap and not line.strong and not line.text[:1].isupper()


def _ends_in_loose(found: Listing) -> bool:
    """Whether the last lines of the list may be measures, below which nothing tells how far an item is set in."""
    if found.loose[-1][0] is not found.headings[-1]:
        return False
    return not found.measures or found.measures[-1].lines[-1].number < found.loose[-1][1][-1].number
