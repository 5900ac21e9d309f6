"""Named steps that make text comparable. Each keeps the way back: ranges still point into the source as decoded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Passage

if TYPE_CHECKING:
    from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"
# A letter, or the first of a run of white space.
_KEPT = re.compile(r"\S|(?<!\s)\s")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
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
    words = " ".join(passage.text.split())
    if passage.text == words:
        return passage
    passage = _stripped(passage)
    if passage.text == words:
        return passage
    folded = _keep(passage, [match.start() for match in _KEPT.finditer(passage.text)])
    return Passage(words, folded.starts, folded.ends)


def _stripped(passage: Passage) -> Passage:
    start = len(passage.text) - len(passage.text.lstrip())
    return passage.cut(start, max(start, len(passage.text.rstrip())))


def _keep(passage: Passage, positions: list[int]) -> Passage:
    return Passage(
        "".join([passage.text[position] for position in positions]),
        tuple([passage.starts[position] for position in positions]),
        tuple([passage.ends[position] for position in positions]),
    )


def hyphenated(passage: Passage) -> Passage:
    """Typographic hyphens become the one of the keyboard. Guarantee: dashes between words stay."""
    text = passage.text.translate(_HYPHENS)
    return passage if text == passage.text else replace(passage, text=text)


STEPS: tuple[Callable[[Passage], Passage], ...] = (composed, visible, hyphenated, spaced)


def normalised(passage: Passage) -> Passage:
    """All steps in order."""
    for step in STEPS:
        passage = step(passage)
    return passage
