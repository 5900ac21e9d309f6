"""Digits in words, where a letter was misread, and what the word was meant for: "" where that is open."""

from __future__ import annotations

import re

from aqbgraph.german import is_listed, is_word

_DIGITS = {"0": "o", "1": "li", "5": "s", "6": "gb", "8": "b", "9": "g"}
_SHORTEST = 3
# A digit before, behind or between capitals; one at the start of small letters, or behind them.
_DIGIT_OF_CAPITALS = re.compile(r"[058][A-ZÄÖÜ]{3,}|[A-ZÄÖÜ]{3,}[05]|[A-ZÄÖÜ]{2,}[0158][A-ZÄÖÜ]+")
_AS_CAPITALS = str.maketrans("0158", "OISB")
_DIGIT_OF_WORD = re.compile(r"(?P<first>[01568])(?P<rest>[a-zäöüß]{2,})|(?P<head>[A-ZÄÖÜ]?[a-zäöüß]{3,})(?P<last>[01])")
# A digit in the midst of small letters, which no name has but for "2" and "4", a letter behind digits before a word,
# and a digit before letters that are none.
_DIGIT_WITHIN = re.compile(r"[0-9A-ZÄÖÜ]*[^\W\d_][01356789]+[a-zäöüß]\w*|\d+[OIl](?=[a-zäöüß]{2})\w+")
# Whom a project is for: "Ü55plus", "U18er".
_AGE = re.compile(r"[UÜ][1-9]\d(?:plus|er)")
_DIGITS_BEFORE = re.compile(r"(?![24])\d+(?P<rest>[a-zäöüß]{3,})")


def among_letters(part: str) -> str | None:
    """A digit that no name has there: "8ASS", "BAS5", "8rückenkurs", "Metal1"; but "50plus", "5Sinne", "Team5" do."""
    if _DIGIT_OF_CAPITALS.fullmatch(part):
        return part.translate(_AS_CAPITALS)
    if _DIGIT_WITHIN.fullmatch(part):
        return None if _AGE.fullmatch(part) else ""
    match = _DIGIT_OF_WORD.fullmatch(part)
    if match is None:
        return _before_no_word(part)
    for letter in _DIGITS[match["first"] or match["last"]]:
        meant = letter + match["rest"] if match["first"] else match["head"] + letter
        if is_word(meant.lower()) if match["first"] else is_listed(meant.lower()):
            return meant.title() if match["first"] else meant
    return _before_no_word(part)


def _before_no_word(part: str) -> str | None:
    match = _DIGITS_BEFORE.fullmatch(part)
    return "" if match and not is_word(match["rest"]) else None


def within_word(part: str) -> str | None:
    """A digit in a word: "Webporta1", but not "U25", "50plus", "Team5"."""
    rest = part.strip("0123456789").lower()
    if not any(map(str.isdigit, part)) or (len(rest) >= _SHORTEST and is_word(rest)):
        return None
    capitals = part.isupper()
    for at, digit in enumerate(part):
        for letter in _DIGITS.get(digit, ""):
            meant = part[:at] + (letter.upper() if capitals or not at else letter) + part[at + 1 :]
            if meant.isalpha() and len(meant) >= _SHORTEST + (not capitals) and is_word(meant.lower()):
                return meant
    return None
