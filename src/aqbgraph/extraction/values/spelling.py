"""Names of parties that are misspelled: mended where one letter is wrong and one party only can be meant."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from aqbgraph.extraction.values.confusions import Mended
from aqbgraph.vocabulary import vocabulary

RULE = "misspelled name"
# In a short name one letter makes another one: "Kassel", "Hassel".
SHORTEST = 8
# How alike two names must be (rapidfuzz ratio, 0 to 100) to ask whether one of them was meant.
_ALIKE = 75.0
# Of a name longer than that of any district or city.
_LETTERS_PER_ERROR = 30
_NO_WORD = re.compile(r"[\W_]+")


def nearest(text: str, class_name: str) -> Mended | None:
    """The spelling that was meant, when all spellings within one letter are those of one party.

    Within more letters where a name is so long that no other comes near: that of a ministry.

    >>> nearest("Odenwaldkrels", "LocalParty")
    Mended(words='Odenwaldkreis', rule='misspelled name')
    """
    words = _compared(text)
    if len(words) < SHORTEST:
        return None
    most = max(1, len(words) // _LETTERS_PER_ERROR)
    near = process.extract(
        words, list(_spellings(class_name)), scorer=Levenshtein.distance, score_cutoff=most, limit=None
    )
    bearers = {bearer for name, _, _ in near for bearer in _spellings(class_name)[name][1]}
    return Mended(_spellings(class_name)[near[0][0]][0], RULE) if len(bearers) == 1 else None


def suggestion(text: str, class_name: str) -> str | None:
    """The name to ask for, when one is alike enough."""
    found = process.extractOne(
        _compared(text)[:200], list(_spellings(class_name)), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return _spellings(class_name)[found[0]][0] if found else None


def _compared(name: str) -> str:
    """As `normalise`, but ß stays one letter, for which a scanner reads B."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFC", name).lower()).strip()


@cache
def _spellings(class_name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Spelling as compared → as written, and the keys of those who bear it."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for entry in vocabulary().instances(class_name):
        for written in entry.spellings:
            name = _compared(written)
            known = found.get(name, (written, frozenset()))
            found[name] = known[0], known[1] | {entry.key}
    return found
