"""Small words between the names of a person or in that of a town: "von der Aue", "Hofheim am Taunus"."""

from __future__ import annotations

from aqbgraph.extraction.doubts import likely_words
from aqbgraph.remembering import remembered

_PARTICLES = frozenset(
    ("am", "an", "auf", "bei", "da", "de", "dem", "den", "der", "di", "du", "im", "in", "ob", "ten", "ter", "und")
).union(("van", "vom", "von", "zu", "zum", "zur"))


@remembered
def meant(word: str) -> str | None:
    """The small word that another one was meant for, which stands in no name.

    >>> meant("cler"), meant("arn"), meant("der"), meant("el")
    ('der', 'am', None, None)
    """
    if not word.islower() or word in _PARTICLES:
        return None
    return next((other for other in likely_words.unconfused(word) if other in _PARTICLES), None)
