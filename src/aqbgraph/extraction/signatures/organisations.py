"""For whom somebody signs: a party named above or below, over several lines, or the executive that acts for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from aqbgraph.extraction.signatures.blocks import Read
from aqbgraph.extraction.values import spelling
from aqbgraph.extraction.values.values import EXECUTIVE, key_of, spellings
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import normalise
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.document import Line
    from aqbgraph.extraction.values.confusions import Mended

SIDES = ("StateParty", "LocalParty")
# Lines of the name of a party, and how many lines may stand before it.
_LONGEST = 6
_FARTHEST = 6
_INTRODUCTION = re.compile(r"(?:f[üu]r )?(?:des|der|dem|den|die|das) |f[üu]r ", re.IGNORECASE)
# Who acts for a side without naming the party.
_EXECUTIVES = {
    "LocalParty": re.compile(
        r"(?:für )?(?:den |der )?(?:Kreisausschuss|Magistrat)(?:(?: des)? (?:Land)?kreises|(?: der)? Stadt)?[:,]?",
        re.IGNORECASE,
    ),
    "StateParty": re.compile(r"(?:für )?(?:das )?Land Hessen[:,]?", re.IGNORECASE),
}
# Shorter words are filling; in longer ones a letter or two may be misread.
_SHORT_WORD, _LONG_WORD, _LONGER_WORD = 4, 6, 9
# Words that go with the name of a party and name none.
_FILLING = frozenset(
    ("des", "der", "die", "den", "das", "dem", "für", "vertreten", "durch", "kreisausschuss", "magistrat")
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The words that say for whom, the key of the party, or only the side; how they were mended if they had to be."""

    read: Read
    party: str | None
    side: str
    mended: Mended | None = None


def organisation(lines: Sequence[Line]) -> Organisation | None:
    """The first run of lines that names a party, the longest there, a footer between them left out.

    Else one that does with a letter wrong, else an executive.
    """
    for find, ways in ((_named, _whole), (_named, _interrupted), (_misspelled, _whole), (_executive, _whole)):
        for run in _runs(lines):
            for kept in ways(run):
                if found := find(" ".join(line.text for line in kept)):
                    party, side, mended = found
                    passage = joined([line.passage for line in kept])
                    return Organisation(Read(passage, 0, len(passage.text)), party, side, mended)
    return None


_Found = tuple[str | None, str, "Mended | None"] | None


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    count = len(lines)
    for start in range(min(count, _FARTHEST)):
        for end in range(min(count, start + _LONGEST), start, -1):
            yield lines[start:end]


def _whole(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    yield run


def _interrupted(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for index in range(1, len(run) - 1):
        yield [*run[:index], *run[index + 1 :]]


def _bare(words: str) -> str:
    """The name without what leads to it: "für den Magistrat der Stadt Kassel" → "Stadt Kassel"."""
    introduction = _INTRODUCTION.match(words)
    return words[introduction.end() :] if introduction else words


@remembered
def _named(words: str) -> _Found:
    bare = _bare(words)
    executive = EXECUTIVE.match(bare)
    for name in (words, bare, bare[executive.end() :] if executive else ""):
        for side in SIDES:
            if name and (party := key_of(name, side)):
                return party, side, None
    return None


def names_party(words: str) -> bool:
    """Whether a line is the name of a party and nothing more."""
    return _named(words) is not None


@remembered
def _misspelled(words: str) -> _Found:
    found = [
        (party, side, mended)
        for side in SIDES
        if (mended := spelling.nearest(_bare(words), side)) and (party := key_of(mended.words, side))
    ]
    return found[0] if len(found) == 1 else None


def _executive(words: str) -> _Found:
    for side, pattern in _EXECUTIVES.items():
        if pattern.fullmatch(words):
            return None, side, None
    return None


def is_part(lines: Sequence[str], party: str, side: str) -> bool:
    """Whether lines have words of the party's names alone: one was lost, torn or misread, nobody else is named."""
    known = _words(party, side)
    words = [word for line in lines for word in normalise(line).split()]
    return all(len(word) < _SHORT_WORD or _is_near(word, known) for word in words)


@cache
def _words(party: str, side: str) -> frozenset[str]:
    return _FILLING.union(word for name in spellings(party, side) for word in normalise(name).split())


def _is_near(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, or two without a blank, or a long one but for a letter or two (rn is m, cl is d)."""
    longest = max(map(len, known))
    cuts = range(max(2, len(word) - longest), min(len(word) - 1, longest + 1))
    if word in known or any(word[:cut] in known and word[cut:] in known for cut in cuts):
        return True
    forms = (word, word.replace("rn", "m"), word.replace("cl", "d")) if len(word) >= _LONG_WORD else ()
    most = 1 if len(word) < _LONGER_WORD else 2
    return any(Levenshtein.distance(form, other, score_cutoff=most) <= most for form in forms for other in known)
