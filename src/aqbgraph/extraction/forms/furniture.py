"""Lines that carry no words of an agreement: logo, page numbers, footers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.wording.alternatives import any_of

if TYPE_CHECKING:
    from aqbgraph.document import Line
    from aqbgraph.extraction.forms.rules import Layout

# By a name of its own, for looking it up in its class costs more than the rest of what is done for every line.
_TEXT = Kind.TEXT
# More than any form of one has (Layout.beside_list).
_LONGEST_FOOTER = 200


def is_footer(line: Line, layout: Layout) -> bool:
    """Whether a line may be that of a page: it names the agreement or the ministry and is no sentence."""
    words = line.passage.text
    if line.kind is not _TEXT or not (line.gap or line.cells) or line.strong or len(words) > _LONGEST_FOOTER:
        return False
    return _beside_list(layout, words)


@lru_cache(1 << 10)
def _beside_list(layout: Layout, text: str) -> bool:
    return any_of(layout.beside_list).fullmatch(text) is not None


def is_page_number(layout: Layout, text: str) -> bool:
    """Whether words are those of a page, which an item may be ("- 3 -")."""
    return any_of(layout.pages).fullmatch(text) is not None


def is_logo(layout: Layout, text: str) -> bool:
    """Whether words are none of the agreement, though no page number: a logo, a file reference."""
    return any_of(layout.furniture).fullmatch(text) is not None
