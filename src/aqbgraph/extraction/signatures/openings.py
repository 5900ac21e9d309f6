"""Place and day above a signature: "Wiesbaden, den 2. 8. 2025", "Erbach, 11.08.2025", "Darmstadt, im August 2025"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind
from aqbgraph.extraction.signatures import places
from aqbgraph.extraction.values.dates import CANDIDATE, MONTH, WEEKDAY
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from aqbgraph.document import Line

# Longer than any line of a signature, should all of it be joined.
LONGEST_LINE = 160
_PLACE = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß.()/ -]{1,60}?"
_DAY = rf"(?P<date>(?:{WEEKDAY},? ?(?:den )?)?{CANDIDATE})"
_WORD = r"(?P<word>den|dem|am|im)(?=$|[\W_\d])"
_OPENING = re.compile(rf"(?P<place>{_PLACE}) ?, ?(?:{_DAY}|{_WORD} ?(?P<after>(?:{WEEKDAY},? ?)?{CANDIDATE})?)")
# What a stroke of the pen or a stamp left of a place, parted from "den" by a sign: "bach, den", "ssel-den,".
_TORN = re.compile(
    rf"[^\W\dA-ZÄÖÜ]?\S{{0,14}}(?: \S{{1,14}})?(?:[,;.]{{1,2}} ?|-)den,? (?P<after>{CANDIDATE})[ .]{{0,2}}"
)
# A day, or what is one but for a letter.
_ANY_DAY = re.compile(rf"(?<![\w.]){CANDIDATE}[ .]{{0,2}}")
# More stands before no day of a signature.
_LONGEST_PLACE = 40
# Nothing but what a form leaves to be filled in.
_FILL = re.compile(r"[\s_.…·|/-]*")
_MONTH = re.compile(rf"\s?{MONTH}\b.{{0,8}}")
# Where a day should be and none can be read: "11/08/2025".
_MISREAD = re.compile(r"\s?(?P<words>\S*\d.*)")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where place and day stand in their line; `misread` is what stands for a day and is none.

    `start` is where the place begins, or what may be one; `sure` whether no other line looks like it.
    """

    start: int
    end: int
    place: tuple[int, int] | None
    date: tuple[int, int] | None
    misread: tuple[int, int] | None
    sure: bool


@remembered
def openings(text: str) -> tuple[Opening, ...]:
    """Those a line begins with: one, or two where the signatures stand side by side."""
    # A comma parts the place from what follows, or "den" and "am" do.
    if "," not in text and " den" not in text and " am" not in text:
        return ()
    found: list[Opening] = []
    position = 0
    while len(text) < LONGEST_LINE and (match := _match(text, position)):
        found.append(_opening(text, match, first=not found))
        position = found[-1].end
    if not found and (torn := _TORN.fullmatch(text)):
        # Whose day it is, is certain; where, is not.
        return (Opening(torn.start("after"), torn.end("after"), None, torn.span("after"), None, sure=False),)
    return tuple(found)


def broken(text: str) -> Opening | None:
    """Place and day of which a scan shows neither for certain: "Dar dt den 03.07.2024", "rg„den 27. 00. 2018".

    What stands below is not of who signed above all the same.
    """
    day = None if openings(text) else _ANY_DAY.search(text, 0, LONGEST_LINE)
    if day is None or day.start() > _LONGEST_PLACE or day.end() < len(text):
        return None
    return Opening(0, len(text), None, None, (0, len(text)), sure=False)


def begins_signature(text: str) -> bool:
    """Whether a line of any part of an agreement is place and day of a signature."""
    return any(opening.sure for opening in openings(text)[:1])


def may_be_two(text: str) -> bool:
    """Whether words can be those of two lines: nothing is taken apart but before a place and its day."""
    return ", den" in text or ", am" in text


def apart(line: Line) -> tuple[Line, ...]:
    """A line in two, where place and day of a signature were joined to other words: only of a town we know."""
    text = line.text
    found = _joined().search(text) if may_be_two(text) else None
    # Two of them are signatures side by side.
    if found is None or openings(text[: found.start()]):
        return (line,)
    return (
        line._replace(passage=line.passage.cut(0, found.start())),
        line._replace(passage=line.passage.cut(found.start("place"), len(text)), kind=Kind.TEXT, marker=""),
    )


@cache
def _joined() -> re.Pattern[str]:
    towns = "|".join(map(places.pattern, places.towns()))
    return re.compile(rf"(?<=\S) (?P<place>{towns}), (?:den|am)(?: {CANDIDATE}|[\s_.…]*$)")


def _match(text: str, position: int) -> re.Match[str] | None:
    fill = _FILL.match(text, position)
    start = fill.end() if fill and position else position
    return _OPENING.match(text, start) or _of_town().match(text, start)


@cache
def _of_town() -> re.Pattern[str]:
    """A town we know needs no comma before its day, and no "den" where nothing follows."""
    towns = "|".join(map(places.pattern, places.towns()))
    return re.compile(
        rf"(?P<place>{towns})(?P<date>)?"
        rf"(?:[.;]? ?(?P<word>den|am)(?: (?P<after>{CANDIDATE})|(?=[\s_.…]*$))|(?=, ?[_.…]*$))"
    )


def _opening(text: str, match: re.Match[str], *, first: bool) -> Opening:
    place = places.start(match["place"])
    start = match.start("place") + (place or 0)
    date = match.span("date") if match["date"] else match.span("after") if match["after"] else None
    rest = _MISREAD.match(text, match.end()) if date is None else None
    misread = rest.span("words") if rest and _OPENING.match(rest["words"]) is None else None
    return Opening(
        start=start if first or place is not None else match.start("place"),
        end=misread[1] if misread else match.end(),
        place=None if place is None else (start, match.end("place")),
        date=date,
        misread=misread,
        sure=_sure(text, match, place),
    )


def _sure(text: str, match: re.Match[str], place: int | None) -> bool:
    """No prose: a day after "den", a known town before a bare day, or a place and nothing more."""
    known = place is not None and places.is_town(match["place"][place:])
    if match["word"] is None:
        return known or " den " in (match["date"] or "")
    if match["after"] or (known and match["word"] == "den"):
        return True
    rest = text[match.end() :]
    return place is not None and any(form.fullmatch(rest) for form in (_FILL, _MONTH, _MISREAD))
