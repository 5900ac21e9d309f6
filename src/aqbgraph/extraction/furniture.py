"""Lines that carry no words of an agreement: logo, page numbers, footers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.rules import Layout

# By a name of its own, for looking it up in its class costs more than the rest of what is done for every line.
_TEXT = Kind.TEXT
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


def without_words(layout: Layout, text: str, *, item: bool) -> bool:
    """Whether a line carries no words of the agreement: logo or page number; as an item only this ("- 3 -")."""
    patterns = layout.pages if item else (*layout.pages, *layout.furniture)
    return any(pattern.fullmatch(text) for pattern in patterns)
