"""Characters that a scanner confuses, letters for digits above all, taken back where the form leaves one reading.

Only where nothing but digits can stand, and only where the figure is well formed afterwards. Names are never mended so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each letter looks like one digit only, so a figure has one reading or none.
DIGIT_OF = {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "Z": "2", "S": "5", "b": "6", "B": "8"}
LOOKALIKES = "".join(DIGIT_OF)
RULE = "confused characters"

_TABLE = str.maketrans(DIGIT_OF)
# Groups of three show that no character was lost or added; without them a figure is not mended.
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d\d)?")
_YEAR = re.compile(r"20\d\d")
_NUMERIC_DATE = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?20\d\d")
_WRITTEN_DATE = re.compile(r"(\S{1,2})(\. ?[A-ZÄ][a-zä]{2,}\.? )(\S{4})")
_STROKES = str.maketrans("l1", "II")
_NUMERAL = re.compile(r"(?=.*[IVX])[IVXl1]{2,5}")
# A year, or a date, of letters alone is a word.
_FEWEST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Mended:
    """Words as they must be meant, and the rule that says so."""

    words: str
    rule: str


def amount(text: str) -> Mended | None:
    """ "49l.550" as "491.550"; None where the form leaves none or more than one reading.

    An upright stroke in front may be the border of a table: no digit, or one more.
    """
    words = text.translate(_TABLE)
    certain = text[:1] != "|" and any(map(str.isdigit, text)) and _AMOUNT.fullmatch(words)
    return Mended(words, RULE) if certain and words != text else None


def year(text: str) -> Mended | None:
    """ "2O25" as "2025"; None where the form leaves no reading."""
    words = text.translate(_TABLE)
    certain = _YEAR.fullmatch(words) and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS
    return Mended(words, RULE) if certain and words != text else None


def numeral(text: str) -> Mended | None:
    """ "IIl" as "III", a Roman number with strokes that were taken for others; None where it has none of them."""
    words = text.translate(_STROKES)
    return Mended(words, RULE) if words != text and _NUMERAL.fullmatch(text) else None


def date(text: str) -> Mended | None:
    """ "l1. O8. 2025" as "11. 08. 2025"; the name of a month stays as it is. None where the form leaves no reading."""
    if text[:1] == "|" or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return None
    if match := _WRITTEN_DATE.fullmatch(text):
        day, month, in_year = match.groups()
        words = day.translate(_TABLE) + month + in_year.translate(_TABLE)
        certain = (day + in_year).translate(_TABLE).isdigit()
    else:
        # A comma stands in no day, a point behind each of its numbers.
        words = text.translate(_TABLE).replace(",", ".")
        certain = _NUMERIC_DATE.fullmatch(words) is not None
    return Mended(words, RULE) if certain and words != text else None
