"""Words with an accent, of which the list of German words has none: "Sprachcafé"."""

from __future__ import annotations

import re

from aqbgraph.extraction.doubts import likely_words
from aqbgraph.extraction.doubts.compounds import FIRST
from aqbgraph.german import is_word

ACCENT = "é"
_SHORT = 3
_CAFES = ("café", "cafés")
_BARE = re.compile(r"[^\W\d_]*?[Cc]afe(?=s?(?![^\W\d_]))")


def meant(word: str) -> str | None:
    """What lower-case letters with an "é" were meant for, the only word with one that names of projects often have.

    >>> meant("sprachcaté"), meant("spracbcafé"), meant("sprachcafé")
    ('sprachcafé', 'sprachcafé', None)
    """
    head, cafe, _ = word.partition(_CAFES[0])
    if word.endswith(_CAFES):
        told = None if _is_head(head) else likely_words.meant(head, likely_words.OF_NAMES) or _short(head)
        return told + cafe if told else None
    return next((other for other in likely_words.unconfused(word) if _is_cafe(other)), None)


def lost(name: str) -> tuple[str, str] | None:
    """A word of a name in a scan that may have lost the accent, which recognition often drops, and the word with it.

    >>> lost("Sprachcafe plus"), lost("Sprachcafé"), lost("Cafeteria")
    (('Sprachcafe', 'Sprachcafé'), None, None)
    """
    match = _BARE.search(name)
    return (match[0], match[0][:-1] + ACCENT) if match else None


def _short(head: str) -> str | None:
    """The word that a head of a few letters was meant for: "lem" for "lern"."""
    return next((other for other in likely_words.unconfused(head) if len(other) > _SHORT and is_word(other)), None)


def _is_cafe(word: str) -> bool:
    return word.endswith(_CAFES) and _is_head(word.partition(_CAFES[0])[0])


def _is_head(head: str) -> bool:
    return not head or head in FIRST or (len(head) > _SHORT and is_word(head))
