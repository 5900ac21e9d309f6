"""Lines that carry no words of an agreement: logo, page numbers, footers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.titles import LONGEST_HEADING

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.rules import Layout

# By names of their own, for looking one up in its class costs more than the rest of what is done for every line.
_TEXT, _ITEM, _RULE, _FURNITURE = Kind.TEXT, Kind.ITEM, Kind.RULE, Kind.FURNITURE
# More than any form of one has (Layout.beside_list).
_LONGEST_FOOTER = 200


def is_footer(line: Line, layout: Layout) -> bool:
    """Whether a line may be that of a page: it names the agreement or the ministry and is no sentence."""
    if line.kind is not _TEXT or not line.gap or line.strong or len(line.text) > _LONGEST_FOOTER:
        return False
    return _beside_list(layout, line.text)


@lru_cache(1 << 10)
def _beside_list(layout: Layout, text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in layout.beside_list)


def is_furniture(line: Line, layout: Layout) -> bool:
    """Whether a line carries no words of the agreement: logo, page number, rule. An item is a page number ("- 3 -")."""
    kind, text = line.kind, line.text
    if kind is _RULE or kind is _FURNITURE:
        return True
    return len(text) <= LONGEST_HEADING and _without_words(layout, text, kind is _ITEM)


# Agreements share most of their short lines.
@lru_cache(1 << 12)
def _without_words(layout: Layout, text: str, item: bool) -> bool:
    patterns = layout.pages if item else (*layout.pages, *layout.furniture)
    return any(pattern.fullmatch(text) for pattern in patterns)
