"""Named steps that make text comparable. Each keeps the way back: ranges still point into the source as decoded."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from aqbgraph.document import Passage

if TYPE_CHECKING:
    from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = frozenset({SOFT_HYPHEN, "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"})


def composed(passage: Passage) -> Passage:
    """Letters and their combining marks become one character (Unicode NFC). Guarantee: no other character changes."""
    if unicodedata.is_normalized("NFC", passage.text):
        return passage
    text, starts, ends = [], [], []
    for first, last in _clusters(passage.text):
        for letter in unicodedata.normalize("NFC", passage.text[first:last]):
            text.append(letter)
            starts.append(passage.starts[first])
            ends.append(passage.ends[last - 1])
    return Passage("".join(text), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    borders = [position for position, letter in enumerate(text) if not unicodedata.combining(letter)]
    if not borders or borders[0] != 0:
        borders.insert(0, 0)
    return list(zip(borders, [*borders[1:], len(text)], strict=True))


def visible(passage: Passage) -> Passage:
    """Soft hyphens and characters without width are dropped. Guarantee: every word that can be seen stays."""
    if _INVISIBLE.isdisjoint(passage.text):
        return passage
    return _keep(passage, [position for position, letter in enumerate(passage.text) if letter not in _INVISIBLE])


def spaced(passage: Passage) -> Passage:
    """Any run of white space is one blank, none at the ends. Guarantee: words and their order stay."""
    if passage.text == " ".join(passage.text.split()):
        return passage
    kept = [
        position
        for position, letter in enumerate(passage.text)
        if not letter.isspace() or (position > 0 and not passage.text[position - 1].isspace())
    ]
    while kept and passage.text[kept[-1]].isspace():
        kept.pop()
    folded = _keep(passage, kept)
    text = "".join(" " if letter.isspace() else letter for letter in folded.text)
    return Passage(text, folded.starts, folded.ends)


def _keep(passage: Passage, positions: list[int]) -> Passage:
    return Passage(
        "".join(passage.text[position] for position in positions),
        tuple(passage.starts[position] for position in positions),
        tuple(passage.ends[position] for position in positions),
    )


STEPS: tuple[Callable[[Passage], Passage], ...] = (composed, visible, spaced)


def normalised(passage: Passage) -> Passage:
    """All steps in order."""
    for step in STEPS:
        passage = step(passage)
    return passage
