"""Words of the form with a confused letter, set right where one reading is left; each is recorded.

The form is known: a word that is none in German and a letter from one single word of the form can only be that word
("Umselzung", "clen", "Ausbi1dungsbudget"). So headings, types, offices and sentences are read in spite of it. Names of
projects, people and towns are no words of the form and are never set right: what becomes one by this is doubtful.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.document import Kind, Line, Passage, Repair, changed
from aqbgraph.extraction.doubts import likely_words
from aqbgraph.extraction.doubts.misreadings import Misreading
from aqbgraph.extraction.measures.measure_types import type_of
from aqbgraph.german import is_word
from aqbgraph.lexicon import known, of_form
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.document import Document

RULE = "confused characters"
_TOKEN = re.compile(r"[^\W_]{3,}")
_SHORTEST_CAPITAL = 4
# A confusion changes the length of a word by one letter at most (`likely_words`).
_CHANGE = 1
# What is read for a letter that lower case does not tell.
_SIGNS = {"0": "oO", "1": "lIi", "5": "sS", "6": "bG", "8": "bB", "9": "g", "I": "l", "B": "ß"}
# In the word list, but no word of any agreement: what becomes of "dem".
_OLD = frozenset(("dern",))
_NUMBERS = {"l": "1", "|": "1", "S": "5", "B": "8"}
_CLAUSE = re.compile(r"§ ?(?P<number>\d{1,2}|[l|SB])(?=$|\.?$| [A-ZÄÖÜ])")
# How a line begins that has one of them.
_MISCOUNTED = re.compile(r"§ ?[l|SB](?!\w)|[l|][.)]")
_COUNT = re.compile(r"(?P<number>[l|])[.)] (?P<words>[A-ZÄÖÜ].*)")


def mended(document: Document) -> Document:
    """The document with such words, and the numbers of its §§ and of the first type, as they were meant."""
    shown = {_shown(line.passage.text) for line in document.lines}
    meant = {token: other for words, _ in shown for token, other in words}
    counted = any(miscounted for _, miscounted in shown)
    if not meant and not counted:
        return document
    lines = tuple(_line(line, meant) if meant else line for line in document.lines)
    lines = tuple(_numbered(lines)) if counted else lines
    if all(one is other for one, other in zip(lines, document.lines, strict=True)):
        return document
    repairs = {repair for line in lines for repair in line.passage.repairs}
    ordered = sorted({*document.repairs, *repairs}, key=lambda one: (one.start, one.end))
    return replace(document, lines=lines, repairs=tuple(ordered))


def misread(repairs: Iterable[Repair]) -> tuple[Misreading, ...]:
    """The words that were set right, each once."""
    found = {repair.read: Misreading(repair.read, repair.written) for repair in repairs if repair.rule == RULE}
    return tuple(found.values())


@remembered
def _shown(words: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The words of a line that are meant for others, with these; and whether it may begin with a confused number."""
    tokens = sorted(set(_TOKEN.findall(words)) - known())
    found = ((token, _meant(token)) for token in tokens if not token.isdigit())
    return tuple((token, other) for token, other in found if other), _MISCOUNTED.match(words) is not None


@remembered
def _meant(token: str) -> str | None:
    # Ways to read a word otherwise are as many and as long as it is: one of a megabyte would fill the memory.
    if len(token) > _longest() or (len(token) < _SHORTEST_CAPITAL and not token.islower()):
        return None
    if is_word(token.lower()) and token not in _OLD:
        return None
    others = set(_others(token)) & of_form()
    return others.pop() if len(others) == 1 else None


@cache
def _longest() -> int:
    return max(map(len, of_form())) + _CHANGE


def _others(token: str) -> Iterator[str]:
    """What may have stood there, written as the word is."""
    for other in likely_words.unconfused(token.lower()):
        yield other.capitalize() if token[0].isupper() else other
    for at, sign in enumerate(token):
        for letter in _SIGNS.get(sign, ""):
            yield token[:at] + letter + token[at + 1 :]


def _line(line: Line, meant: dict[str, str]) -> Line:
    if line.kind is Kind.FURNITURE or (line.kind is Kind.ITEM and not line.marker[:1].isdigit() and not line.cells):
        return line
    passage = _passage(line.passage, meant)
    if passage is line.passage:
        return line
    cells, spread = (tuple([_passage(cell, meant) for cell in row]) for row in (line.cells, line.spread))
    return line._replace(passage=passage, cells=cells, spread=spread)


def _passage(passage: Passage, meant: dict[str, str]) -> Passage:
    found = [(match, meant[match[0]]) for match in _TOKEN.finditer(passage.text) if match[0] in meant]
    return _recorded(passage, [(*match.span(), words) for match, words in found]) if found else passage


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    last = 0
    for line in lines:
        yield (mended := _with_number(line, last + 1))
        if (match := _CLAUSE.match(mended.text)) and match["number"].isdigit():
            last = max(last, int(match["number"]))


def _with_number(line: Line, following: int) -> Line:
    """A § or the first type with a letter for its number, which must be the one that comes next."""
    text = line.text
    if line.kind not in (Kind.TEXT, Kind.HEADING) or text[:1] not in "§l|":
        return line
    match = _CLAUSE.match(text)
    if match is not None and _NUMBERS.get(match["number"]) == str(following):
        change = (*match.span("number"), str(following))
    elif (match := _COUNT.fullmatch(text)) and (of := type_of(match["words"])) and of.key == "1":
        change = (*match.span("number"), "1")
    else:
        return line
    return line._replace(passage=_recorded(line.passage, [change]))


def _recorded(passage: Passage, changes: list[tuple[int, int, str]]) -> Passage:
    made = [
        Repair(*passage.span(start, end), passage.text[start:end], written, RULE) for start, end, written in changes
    ]
    whole = changed(passage, changes)
    return whole._replace(repairs=tuple(sorted({*whole.repairs, *made}, key=lambda one: (one.start, one.end))))
