"""Measures that stand beside their types on paper: the columns of a table without ruled lines, read one by one.

All measures would fall to the type that was read last. Only the place on the page shows it.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from aqbgraph.errors import BadValue
from aqbgraph.extraction.measures import losses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Document, Line, Placed
    from aqbgraph.extraction.measures.losses import Item

# In points: how far a measure may be set in below its type.
_INDENT = 60


def faults(document: Document, items: Sequence[Item]) -> Iterator[BadValue]:
    """A fault for the first measure that stands above the type it was read below, in a column of measures alone."""
    if not document.words:
        return
    placed = [
        (line, heading.lines[0], _first(document, line), _first(document, heading.lines[0])) for heading, line in items
    ]
    words = [word for _, _, word, _ in placed if word is not None]
    for line, heading, word, head in placed:
        if word is None or head is None or word.page != head.page or word.bottom >= head.top:
            continue
        if not any(_is_below(other, head) for other in words):
            message = (
                f"„{line.text}“ steht auf der Seite neben oder über „{heading.text}“ und ist nicht sicher dieser "
                "Maßnahmenart zuzuordnen: Hat die Seite eine Tabelle ohne Linien?"
            )
            yield BadValue(message, losses.place(document, line))
            return


def _is_below(word: Placed, head: Placed) -> bool:
    """Whether a measure stands in the column of a type, as on a page of two columns of text."""
    return word.page == head.page and abs(word.left - head.left) < _INDENT


def _first(document: Document, line: Line) -> Placed | None:
    words = document.placed(*line.passage.extent)
    return _as_read(words[0], document.turns) if words else None


def _as_read(word: Placed, turns: Sequence[float]) -> Placed:
    """A word as it stood when its page was turned to be read: above and below tell nothing where a scan lies askew."""
    turn = radians(turns[word.page - 1]) if word.page <= len(turns) else 0.0
    if not turn:
        return word
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    x, y = cos(turn) * x - sin(turn) * y, sin(turn) * x + cos(turn) * y
    # The upright box around a word that lies askew is larger than the word.
    slim, wide = abs(sin(turn)) / cos(2 * turn), abs(cos(turn)) / cos(2 * turn)
    width, height = word.right - word.left, word.bottom - word.top
    across, down = (wide * width - slim * height) / 2, (wide * height - slim * width) / 2
    return word._replace(left=x - across, top=y - down, right=x + across, bottom=y + down)
