"""What recognition confuses in the markup of a text, set right where the form leaves one reading; each is recorded.

Bullets, the paragraph sign and strokes: what is meant by a figure or a name is no matter of reading, but an I within
small letters is an l where that makes a word of the form ("AsyIbLG"). The text itself stays as recognised.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Line, Passage, Repair, changed
from aqbgraph.lexicon import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aqbgraph.reading.reading import Reading

# Signs that Tesseract has been seen to make of a bullet, two of one even ("°e"), or of one and a speck (". «"). A lone
# "e", "o" or "a" begins no line of German.
_BULLET = re.compile(
    r"(?P<sign>[«»¢©®°¤¥~|¦>_=*•.+-]{1,2}(?:[eo]?| [«»¢©®°•*.]{1,2})|[eoa0][°.]?|eo|oe)\s(?=[A-ZÄÖÜ\"„(0-9])"
)
# What it makes of "§", at the head of a line, before the number that is next.
_CLAUSE = re.compile(
    r"(?P<sign>[$&S8583B9]|88|58|85|[$&§][$S85B]|[S85B][$&§])\s?(?P<number>[1-9]\d?)(?:$| [A-ZÄÖÜ][^.!?]{2,100}$)"
)
# The first one alone in its line, whose number is a stroke: "Sı".
_FIRST_CLAUSE = re.compile(r"(?P<sign>[$&Ss85§] ?[ıilI|j]|s ?1)$")
_NUMBERED = re.compile(r"§ ?(?P<number>\d{1,2})\b")
# A reference in a sentence: two numbers behind a preposition, and nothing they could count.
_REFERENCE = re.compile(
    r"\b(?:in|aus|nach|gemäß|von|zu|unter) (?P<sign>[$&S85]) (?=\d{1,2}(?:[ .,;:)]|$))"
    r"(?!\d+ (?:Euro|EUR|Prozent|%|Uhr))"
)
# A number of strokes, some of them read as other letters; no word of German looks like it.
_NUMERAL = re.compile(r"(?<![\w|])(?P<sign>(?=[IVX]*[l|])[IVXl|]{2,5}|\|)(?![\w|])")
# But several strokes on a line that stand alone part the columns of a table.
_PARTING = re.compile(r"(?<!\S)\|(?!\S)")
_IN_SMALL = re.compile(r"(?<![\w-])(?P<sign>[A-ZÄÖÜ]?[a-zäöüß]+I[A-Za-zäöüß]+)(?![\w-])")
_SIGN = "§"
_STROKES = str.maketrans("l|", "II")
_IN_WORDS: tuple[tuple[re.Pattern[str], str, Callable[[str], str]], ...] = (
    (_REFERENCE, "paragraph sign", lambda _: _SIGN),
    (_NUMERAL, "Roman numeral", lambda sign: sign.translate(_STROKES)),
    (_IN_SMALL, "I within small letters", lambda sign: _known(sign.replace("I", "l")) or sign),
)


def _known(word: str) -> str:
    return word if word in known() else ""


def repaired(reading: Reading) -> Reading:
    """The reading with bullets and paragraph signs as they were meant."""
    return replace(reading, lines=tuple(_lines(reading.lines)), recognised=True)


def _lines(lines: tuple[Line, ...]) -> Iterator[Line]:
    last = 0
    for line in lines:
        if line.kind is Kind.FURNITURE:
            yield line
            continue
        mended = _words(_clause(line, last + 1) or _item(line) or line)
        if match := _NUMBERED.match(mended.text):
            last = max(last, int(match["number"]))
        yield mended


def _clause(line: Line, following: int) -> Line | None:
    """The heading of the § that follows the last one; alone in its line that after it, for one may be lost."""
    if line.kind not in (Kind.TEXT, Kind.HEADING, Kind.RULE):
        return None
    if following == 1 and (first := _FIRST_CLAUSE.match(line.text)):
        return line._replace(passage=_recorded(line.passage, *first.span("sign"), f"{_SIGN} 1", "paragraph sign"))
    match = _CLAUSE.match(line.text)
    if match is None:
        return None
    lost = following > 1 and match.end() == match.end("number")
    if not following <= int(match["number"]) <= following + lost:
        return None
    start, end = match.span("sign")
    written = _SIGN if match.end("sign") < match.start("number") else f"{_SIGN} "
    kind = Kind.TEXT if line.kind is Kind.RULE else line.kind
    return line._replace(kind=kind, passage=_recorded(line.passage, start, end, written, "paragraph sign"))


def _item(line: Line) -> Line | None:
    match = _BULLET.match(line.text) if line.kind is Kind.TEXT else None
    if match is None:
        return None
    start, end = line.passage.span(*match.span("sign"))
    repair = Repair(start, end, match["sign"], "•", "bullet")
    words = line.passage.cut(match.end(), len(line.text))
    return line._replace(kind=Kind.ITEM, level=1, marker="•", passage=words._replace(repairs=(repair, *words.repairs)))


def _words(line: Line) -> Line:
    """The line with its references to a §, its Roman numerals and its words of the form set right."""
    passage = line.passage
    for pattern, rule, written in _IN_WORDS:
        for match in pattern.finditer(line.text):
            # As long as what it replaces, so that what follows stands where it stood.
            if match["sign"] == "|" and len(_PARTING.findall(line.text)) > 1:
                continue
            if (words := written(match["sign"])) != match["sign"]:
                passage = _recorded(passage, *match.span("sign"), words, rule)
    return line._replace(passage=passage)


def _recorded(passage: Passage, start: int, end: int, written: str, rule: str) -> Passage:
    first, last = passage.span(start, end)
    repair = Repair(first, last, passage.text[start:end], written.strip(), rule)
    whole = changed(passage, [(start, end, written)])
    return whole._replace(repairs=tuple(sorted((*whole.repairs, repair), key=lambda found: found.start)))
