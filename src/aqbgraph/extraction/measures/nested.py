"""A list in which the measure types are bullets themselves, and their measures stand below them, set in.

On paper a list as browsers print it may have the same bullet before both, and nothing is set in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.measures.measure_types import heading_at, like_a_type, type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.document import Line


_NUMBER = re.compile(r"(?P<number>\d)[.)] +(?=\S)")


def raised(lines: Sequence[Line], *, on_paper: bool = False) -> list[Line]:
    """The lines, such bullets as the headings they are: where all outermost bullets are types, and nothing else is.

    On paper, where the first of bullets of one kind is a type, also those among them that are types.
    """
    levels = {line.level for line in lines if line.kind is Kind.ITEM}
    if on_paper and len(levels) == 1:
        return _raised_among(lines)
    if len(levels) < 2:
        return list(lines)
    outer = min(levels)
    made = [_without_number(line) if _is_outermost(line, outer) else line for line in lines]
    if any(_is_measure(line, outer) for line in made) or any(heading_at([line]) for line in lines):
        return list(lines)
    return [
        line._replace(kind=Kind.TEXT, level=0, marker=_number(line)) if _is_outermost(line, outer) else line
        for line in made
    ]


def _raised_among(lines: Sequence[Line]) -> list[Line]:
    made = [_without_number(line) if line.kind is Kind.ITEM else line for line in lines]
    types = {id(line) for line in made if line.kind is Kind.ITEM and type_of(line.text) is not None}
    first = next(line for line in made if line.kind is Kind.ITEM)
    others = [line.text for line in made if line.kind is Kind.ITEM and id(line) not in types]
    alike = len({line.marker for line in lines if line.kind is Kind.ITEM}) == 1
    # A type in words that nobody knows looks like a measure.
    unknown = any(like_a_type(text) or _NUMBER.match(text) for text in others)
    if not alike or unknown or id(first) not in types or any(heading_at([line]) for line in lines):
        return list(lines)
    return [
        line._replace(kind=Kind.TEXT, level=0, marker=_number(line)) if id(line) in types else line for line in made
    ]


def _is_outermost(line: Line, outer: int) -> bool:
    return line.kind is Kind.ITEM and line.level == outer


def _number(line: Line) -> str:
    """The number of a type, which shows where one was lost."""
    return line.marker if line.marker[:1].isdigit() else ""


def _without_number(line: Line) -> Line:
    """A bullet with the number of its type behind it: "- 1. Ausbildungsvorbereitung"."""
    number = _NUMBER.match(line.text)
    concept = type_of(line.text[number.end() :]) if number else None
    if number is None or concept is None or concept.key != number["number"]:
        return line
    return line._replace(marker=f"{number['number']}.", passage=line.passage.cut(number.end(), len(line.text)))


def _is_measure(line: Line, outer: int) -> bool:
    return _is_outermost(line, outer) and type_of(line.text) is None
