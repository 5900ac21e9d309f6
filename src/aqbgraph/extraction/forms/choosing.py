"""Which layout a document is read by: the first whose programmes and years its front names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.extraction.forms.layouts import AQB, BUDGET, LAYOUTS
from aqbgraph.extraction.values.values import programme

if TYPE_CHECKING:
    from aqbgraph.document import Document
    from aqbgraph.extraction.forms.rules import Layout

# Title, year, parties and programme: some ten lines, twice as many when they were broken.
_FRONT_LINES = 30
_FRONT_END = re.compile(r"(?:§|Paragra(?:ph|f)) ?[\dIVXl]|Pr(?:ä|ae)ambel", re.IGNORECASE)
_ON = re.compile(r"zur\s+Umsetzung\s+(?:des|der)\s")
_YEAR = re.compile(r"\b20\d\d\b")


def choose(document: Document) -> Layout:
    """The layout for the programmes and the year of the front; that of today where the front does not tell."""
    front = _front(document)
    programmes, year = _programmes(front) or _of_clauses(document), _YEAR.search(front)
    fitting = [layout for layout in LAYOUTS if any(set(named) == programmes for named in layout.programmes)]
    of_year = [layout for layout in fitting if year and int(year[0]) in layout.years]
    return next(iter([*of_year, *fitting, AQB]))


def _of_clauses(document: Document) -> set[str]:
    """The programmes that an agreement speaks of anywhere, where its front names none."""
    return {programme(name) for line in document.lines for name in BUDGET.findall(line.text)}


def _front(document: Document) -> str:
    lines: list[str] = []
    for line in document.lines[:_FRONT_LINES]:
        if _FRONT_END.match(line.text):
            break
        lines.append(line.text)
    return " ".join(lines)


def _programmes(front: str) -> set[str]:
    match = _ON.search(front)
    return {programme(name) for name in BUDGET.findall(front, match.end())} if match else set()
