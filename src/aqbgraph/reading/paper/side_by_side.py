"""What stands side by side and goes on over a page break, such as two signatures: each side is read to its end.

Only what is short: columns of a newspaper fill their page, and the next page begins with the left one again.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.reading.paper.rows import Strip

# Two signatures have no more lines, on each of the two pages.
_MOST = 24


def over_pages(pages: Sequence[Sequence[Strip]]) -> list[Strip]:
    """The lines of all pages, given without the running ones, in the order they are read."""
    flow: list[Strip] = []
    for page in pages:
        above = _block(flow[::-1])[::-1]
        below = _block(page)
        if _go_on(above, below):
            flow[len(flow) - len(above) :] = [
                strip for right in (False, True) for strip in (*above, *below) if strip.right_side is right
            ]
            flow += page[len(below) :]
        else:
            flow += page
    return flow


def _block(strips: Sequence[Strip]) -> list[Strip]:
    """The lines from the first on that stand side by side, on one page."""
    if not strips:
        return []
    page = strips[0].page
    return list(takewhile(lambda strip: strip.gutter is not None and strip.page == page, strips))


def _go_on(above: Sequence[Strip], below: Sequence[Strip]) -> bool:
    """Whether both are short, and the same gap parts them."""
    if not (above and below) or max(len(above), len(below)) > _MOST:
        return False
    gutters = [strip.gutter for strip in (*above, *below) if strip.gutter is not None]
    return max(left for left, _ in gutters) < min(right for _, right in gutters)
