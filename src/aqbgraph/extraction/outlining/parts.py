"""The parts of a document; in an open layout, which of them are for money, measures and goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aqbgraph.extraction.measures.measure_types import heading_at

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.forms.rules import Layout

# What the key of a clause begins with whose heading, if any, is none of the layout's.
UNTOLD = "clause-"
_GOALS = "1"
_CODES = re.compile(r"\bRechtskreise SGB\b")
_MONEY = re.compile(r"\d\s?(?:Euro|EUR|€)|(?:Euro|EUR|€)\s?\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form, the lines of its heading and the lines below; `heading` is without the § and its number."""

    key: str
    number: int | None = None
    headings: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    heading: str | None = None


def told_by_content(parts: list[Part], layout: Layout) -> list[Part]:
    """The clauses of money and measures where no heading says which they are: by what is in them."""
    for key, has in ((layout.measures, _lists_types), (layout.money, _names_money), (_GOALS, _names_goals)):
        untold = [part for part in parts if part.key.startswith(UNTOLD) and any(map(has, part.lines))]
        if all(part.key != key for part in parts) and len(untold) == 1:
            parts = [replace(part, key=key) if part is untold[0] else part for part in parts]
    return parts


def _lists_types(line: Line) -> bool:
    return heading_at([line]) is not None


def _names_goals(line: Line) -> bool:
    return _CODES.search(line.text) is not None


def _names_money(line: Line) -> bool:
    return _MONEY.search(line.text) is not None
