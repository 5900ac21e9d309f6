"""Sentences of running text: where one ends, and what only looks like an end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names

# Points that end no sentence.
_ABBREVIATIONS = (
    "sog",
    "bzw",
    "Dr",
    "Prof",
    "Nr",
    "Abs",
    "Art",
    "ggf",
    "inkl",
    "vgl",
    "Vgl",
    "gem",
    "lt",
    "rd",
    "bspw",
    "einschl",
    "Ziff",
    "St",
    "ca",
    "z",
    "z. B",
    "z.B",
    "u",
    "u. a",
    "d",
    "d. h",
    "i",
    "i. V",
    "i. V. m",
    "i. d",
    "i. S",
)
_NO_END = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})\.$")
_LONGEST_NO_END = 8
# Nor does that of a scale before its currency: "300 Tsd. Euro".
_SCALE_LETTERS = 3
_SCALE = re.compile(r"\b(?:Tsd|Mio|Mrd)\.\s+(?:Euro|EUR)\b")
# Nor does that of a day before its month: "2. August".
_MONTHS = "|".join(get_month_names("wide", locale="de").values())
_BOUNDARY = re.compile(rf"[.!?:](?P<end>[“”\"]?)\s+(?=[„“\"–A-ZÄÖÜ(])(?!(?<=\d\.\s)(?:{_MONTHS})\b)")
_LINE = re.compile(r"[^\n]+")
# Longer than any clause of the form.
_LONGEST_REMEMBERED = 4000


class Sentence(NamedTuple):
    """A sentence of a stream: its place there and its words."""

    start: int
    end: int
    text: str


def units(text: str, *, by_line: bool) -> tuple[Sentence, ...]:
    """What a text is quoted by: its sentences, or its lines where it is no running text."""
    return lines(text) if by_line else sentences(text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a stream, without the white space between them."""
    return (_remembered if len(text) <= _LONGEST_REMEMBERED else _sentences)(text)


def _sentences(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end("end")
        if _NO_END.search(text[max(start, match.start() - _LONGEST_NO_END) : match.start() + 1]):
            continue
        if text[match.end() : match.end() + 1] == "E" and _SCALE.match(text, max(match.start() - _SCALE_LETTERS, 0)):
            continue
        found.append(Sentence(start, end, text[start:end]))
        start = match.end()
    if text[start:].strip():
        found.append(Sentence(start, len(text), text[start:]))
    return tuple(found)


# Agreements share most of their clauses.
_remembered = lru_cache(maxsize=1 << 9)(_sentences)


@lru_cache(maxsize=64)
def lines(text: str) -> tuple[Sentence, ...]:
    """The lines of a stream that is no running text."""
    return tuple(Sentence(*match.span(), match.group()) for match in _LINE.finditer(text))
