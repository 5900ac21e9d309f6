"""Short words that projects are called by, capitals with small letters among them: "MInA", "KiTa"."""

from __future__ import annotations

import re

from aqbgraph.extraction.doubts import likely_words

# Such a word, and the words it is made of.
_EXPLAINED = re.compile(r"(?P<short>(?=\w*[a-z])(?=(?:\w*?[A-ZÄÖÜ]){2})[A-ZÄÖÜ]\w{2,5}) [-–:] (?P<long>.+)")
# A stroke between capitals that is none: in "MInA", which recognition reads as "MinA", both letters look alike to it.
_STROKE = re.compile(r"(?<!\w)(?=\w{3,6}(?!\w))(?P<head>[A-ZÄÖÜ]{1,2})(?P<stroke>[il])(?P<rest>[a-zäöüß]?[A-ZÄÖÜ]\w*)")
# A strategy of the Land ("Optimierung der lokalen Vermittlungsarbeit") and a word that everybody knows.
_KNOWN = frozenset({"OloV", "KiTa"})


def explained_otherwise(name: str) -> tuple[str, str] | None:
    """Such a word that does not fit the words that explain it, and what would: "MIuA - Migranten in Arbeit"."""
    match = _EXPLAINED.match(name)
    meant = _of_initials(match["short"], match["long"]) if match else ""
    return (match["short"], meant) if match and meant else None


def of_strokes(name: str) -> tuple[str, str] | None:
    """Such a word of a scan in which a small letter may be a capital, and the word with the capital."""
    match = next((one for one in _STROKE.finditer(name) if one[0] not in _KNOWN), None)
    return (match[0], f"{match['head']}I{match['rest']}") if match else None


def _of_initials(short: str, words: str) -> str | None:
    """What short words stood for that are explained behind them, if they do not fit: "MIuA - Migranten in Arbeit"."""
    if _is_within(short.lower(), words.lower()):
        return None
    fitting = (
        short[:at] + letter + short[at + 1 :]
        for at, sign in enumerate(short)
        if sign.islower()
        for letter in likely_words.unconfused(sign)
    )
    return next(
        (other for other in fitting if len(other) == len(short) and _is_within(other.lower(), words.lower())), None
    )


def _is_within(letters: str, words: str) -> bool:
    """Whether words have these letters in this order."""
    rest = iter(words)
    return all(letter in rest for letter in letters)
