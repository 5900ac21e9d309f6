"""Days as German writes them. The day always stands before the month; what has no single reading is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from aqbgraph.extraction.values import confusions
from aqbgraph.extraction.values.confusions import LOOKALIKES, Mended
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHORT_YEAR = "two-digit year"
# An agreement is signed in its year, the year before or the year after.
NEAR = 1


def _names(of: Callable[..., Mapping[int, str]]) -> dict[str, int]:
    """All names of the months (or the days of the week), long and short, and their numbers."""
    widths = (("wide", "format"), ("abbreviated", "format"), ("abbreviated", "stand-alone"))
    return {str(name): number for form in widths for number, name in of(*form, locale="de").items()}


_MONTHS = {normalise(name): number for name, number in _names(get_month_names).items()}
_WEEKDAYS = {normalise(name): number for name, number in _names(get_day_names).items()}
_NAMES = sorted(_names(get_day_names), key=lambda name: (-len(name), name))
WEEKDAY = rf"(?:{'|'.join(map(re.escape, _NAMES))})"
MONTH = rf"(?:{'|'.join(get_month_names('wide', locale='de').values())})"
_D = rf"[\d{re.escape(LOOKALIKES)}]"
# All that can be meant as a day, so that a misread one is refused and not passed over.
CANDIDATE = (
    rf"(?:(?=\D{{0,14}}\d){_D}{{1,2}} ?[.,] ?(?:{_D}{{1,2}} ?[.,] ?|[A-ZÄ][a-zä]{{2,8}}\.? ){_D}{{2,4}}"
    rf"|\d{{1,2}} {MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d)(?! ?\w?\d|\w)"
)
_INTRODUCTION = re.compile(rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:den )?")
_NUMERIC = re.compile(r"(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4})")
# The point behind the day is left out at times: "11 August 2025".
_WRITTEN = re.compile(r"(\d{1,2})(?:\. ?| )([A-ZÄa-zä]+)\.? (\d{4})")
# https://www.iso.org/iso-8601-date-and-time-format.html
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SHORT = re.compile(r"(?P<day>\d{1,2}\. ?(?:\d{1,2}\. ?|[A-ZÄ][a-zä]+\.? ))(?P<year>\d\d)")


@remembered
def german_date(text: str) -> date:
    """A day: "2. 8. 2025", "11. 08. 2025", "2. August 2025", "Montag, den 11.08.2025", "2025-08-02".

    Raises:
        ValueError: it has another form, the day does not exist, or it is another day of the week.
    """
    words = " ".join(text.split()).rstrip(".")
    introduction = _INTRODUCTION.match(words)
    weekday = introduction["weekday"] if introduction else None
    parts = _parts(words[introduction.end() :] if introduction else words)
    if parts is None:
        raise ValueError(unreadable(words))
    try:
        day = date(*parts)
    except ValueError:
        raise ValueError(f"Das Datum „{words}“ gibt es nicht.") from None
    if weekday is not None and _WEEKDAYS[normalise(weekday)] != day.weekday():
        raise ValueError(f"Das Datum „{words}“ ist kein {weekday}. Bitte die Quelle prüfen.")
    return day


def unreadable(words: str) -> str:
    """What is said of words that stand where a day should."""
    return f"Das Datum „{words}“ ist nicht eindeutig lesbar (erwartet z. B. „11.08.2025“)."


def _parts(words: str) -> tuple[int, int, int] | None:
    """Year, month, day."""
    if match := _NUMERIC.fullmatch(words):
        return int(match[3]), int(match[2]), int(match[1])
    if (match := _WRITTEN.fullmatch(words)) and (month := _MONTHS.get(normalise(match[2]))):
        return int(match[3]), month, int(match[1])
    if match := _ISO.fullmatch(words):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def mended(text: str, near: int | None) -> Mended | None:
    """A damaged day as it must be meant, seen from the year of the agreement; None where that leaves no one reading.

    Two digits for a year are completed only where they name the year of the agreement, the one before or the one
    after; look-alike letters are taken for digits only where the day then lies in one of these.
    """
    if near is None:
        return None
    words = " ".join(text.split())
    if match := _SHORT.fullmatch(words):
        years = [year for year in range(near - NEAR, near + NEAR + 1) if f"{year:04}"[2:] == match["year"]]
        return Mended(f"{match['day']}{years[0]}", SHORT_YEAR) if years else None
    found = confusions.date(words)
    return found if found and abs(int(found.words[-4:]) - near) <= NEAR else None
