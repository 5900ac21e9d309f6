"""Lines that carry no words of an agreement: logo, page numbers, footers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.titles import LONGEST_HEADING

if TYPE_CHECKING:
    import re

    from aqbgraph.document import Line
    from aqbgraph.extraction.rules import Layout

# What reading has found to be no words of the text.
_NO_WORDS = frozenset({Kind.RULE, Kind.FURNITURE})


def is_footer(line: Line, layout: Layout) -> bool:
    """Whether a line may be that of a page: it names the agreement or the ministry and is no sentence."""
    return line.kind is Kind.TEXT and bool(line.gap) and not line.strong and _matches(layout.beside_list, line.text)


def is_furniture(line: Line, layout: Layout) -> bool:
    """Whether a line carries no words of the agreement: logo, page number, rule. An item is a page number ("- 3 -")."""
    if line.kind in _NO_WORDS or len(line.text) > LONGEST_HEADING:
        return line.kind in _NO_WORDS
    return _matches(layout.pages, line.text) or (line.kind is not Kind.ITEM and _matches(layout.furniture, line.text))


# Agreements share most of their short lines.
@lru_cache(1 << 12)
def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in patterns)
