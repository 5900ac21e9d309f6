"""Words of a name that the recognition itself is not sure of, or that it takes for Roman numerals they may not be.

A word read badly, or read otherwise by the program that laid the words over a scan and by ours, looks like any other
in a name. Strokes are the worst of all: "SGB XII" becomes "SGB XI", which is a book of the Social Code as well, but
none that the agreements deal with.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.extraction.doubts import likely_words
from aqbgraph.extraction.doubts.misreadings import Misreading
from aqbgraph.german import is_word
from aqbgraph.lexicon import known
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from aqbgraph.document import Document

# The recognition gives words 0 to 100: below the first they are asked about, numerals of strokes below the second.
# Both come from a few scans made for this, and from no real one. There, wrong numerals had up to 85, most right ones
# more than 90; but a right "XII" had 57 to 64, so what such a figure says depends on the letters, too.
_SURE, _SURE_OF_STROKES = 31, 85.5
# Of a word with a part that no list has ("TZ-", "1/-"); right ones have more in nine of ten cases.
_SURE_OF_UNKNOWN = 50
_WORD = re.compile(r"\w")
_NUMERAL = re.compile(r"[IVX]{1,5}")
_CODE = re.compile(r"\bSGB (?P<numeral>[IVX]+)(?!\w)")
# What stands where the number of a book does, and the books there are.
_BEHIND_CODE = re.compile(r"\bSGB (?P<word>[^\W_a-zäöüß][^\s,;:/)\-]{0,4})(?![^\W_])")
_BOOKS = frozenset(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"])
# Signs that letters become, and that no name has between letters: a slash before a hyphen, a stroke, angles.
_NO_SIGNS = re.compile(r"[/\\]-|-[/\\]|\w[|~«»°^=<>{}_\\]\w")
_PARTS = re.compile(r"\w+")
# Strokes that are lost or added.
_FEW = 2
_EDGES = "\"'„“”()[],.;:–-"


def in_name(document: Document, words: str, span: tuple[int, int]) -> Misreading | None:
    """The first word of a name, at these characters of a recognised document, that is not sure."""
    if not document.recognised:
        return None
    return _other_code(words) or _no_book(words) or _unsure(document, span)


def _unsure(document: Document, span: tuple[int, int]) -> Misreading | None:
    for word in document.placed(*span):
        text = document.text[word.start : word.end].strip(_EDGES)
        if word.confidence is None or not _WORD.search(text):
            continue
        if word.confidence < _limit(text) or _NO_SIGNS.search(text):
            return Misreading(text, "")
    return None


def _limit(text: str) -> float:
    """How sure the recognition must be of a word."""
    if _is_strokes(text):
        return _SURE_OF_STROKES
    return _SURE if all(map(_is_known, _PARTS.findall(text))) else _SURE_OF_UNKNOWN


def _is_known(part: str) -> bool:
    low = part.lower()
    # The text is as recognised: "AsyIbLG" was set right.
    return part in known() or part.replace("I", "l") in known() or likely_words.is_name(low) or is_word(low)


def _no_book(words: str) -> Misreading | None:
    """What stands for the number of a book of the Social Code, and is none."""
    found = next((one["word"] for one in _BEHIND_CODE.finditer(words) if one["word"] not in _BOOKS), None)
    return Misreading(found, "") if found else None


def _is_strokes(text: str) -> bool:
    """Whether words are a numeral that lost or added strokes make another of; VIII and XII are the books meant."""
    return _NUMERAL.fullmatch(text) is not None and not (text in _codes() and text.startswith(("V", "X")))


def _other_code(words: str) -> Misreading | None:
    """A book of the Social Code that no agreement names, but for a stroke or two at its end."""
    for found in _CODE.finditer(words):
        read = found["numeral"]
        near = [
            code for code in _codes() if code.rstrip("I") == read.rstrip("I") and abs(len(code) - len(read)) <= _FEW
        ]
        if read not in _codes() and near:
            return Misreading(read, near[0] if len(near) == 1 else "")
    return None


@cache
def _codes() -> tuple[str, ...]:
    entries = vocabulary().concepts("legal-codes")
    return tuple(sorted(found["numeral"] for entry in entries if (found := _CODE.fullmatch(entry.notation))))
