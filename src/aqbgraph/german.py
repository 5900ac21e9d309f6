"""What German words look like, to tell a misread word from a right one that nobody listed.

`ontology/german-words.txt` lists words, lower case, one a line and sorted: German ones, names, and the foreign ones
that German texts use. `ontology/german-letters.txt` counts in how many of them a letter follows the one, two or three
before it ("^" is before a word, "$" behind it). Both are made of the word list of Tesseract's German model
(tessdata_fast, Apache-2.0), as docs/decisions/0024-doubtful-names.md says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.lexicon import known
from aqbgraph.remembering import remembered
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# More letters in a row are no word: there would be more ways to part them or to read them otherwise than time.
LONGEST = 60
# Of a compound no part is shorter: "en" and "rk" stand in the list, and at the end of anything.
_SHORTEST_PART = 4
# Letters at the end of a first part that are there for the compound alone: "Arbeitsmarkt", "Chancenmarkt".
_LINKS = ("s", "n", "en", "es", "er")
_COUNT = re.compile(r"(\D)(\d+)")
_BEFORE, _BEHIND = "^", "$"
_ORDER = 3
# Letters there are, where nothing else is known of what follows.
_LETTERS = 33


class _Followers(NamedTuple):
    """How often which letter follows, and how often any does."""

    counts: dict[str, int]
    total: int


@remembered
def is_word(word: str) -> bool:
    """Whether lower-case letters are a word that is known, or are made up of such words."""
    return word in _words() or (len(word) <= LONGEST and _is_compound(word))


def is_listed(word: str) -> bool:
    """Whether lower-case letters are a word of the list itself."""
    return word in _words()


def _is_compound(word: str) -> bool:
    """Whether letters are two or three words in a row; the last is looked for first, for most letters end with none."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    lasts = [cut for cut in cuts if word[cut:] in _words()]
    if not lasts:
        return False
    firsts = [cut for cut in cuts if cut <= lasts[-1] and is_part(word[:cut])]
    return any(
        cut == last or (last - cut >= _SHORTEST_PART and is_part(word[cut:last])) for cut in firsts for last in lasts
    )


def is_part(word: str) -> bool:
    """Whether a word may begin with lower-case letters: "arbeits", with the letters that link it to the next part."""
    if word in _words():
        return True
    return any(
        word.endswith(link) and len(word) - len(link) >= _SHORTEST_PART and word[: -len(link)] in _words()
        for link in _LINKS
    )


@remembered
def strangeness(word: str) -> float:
    """How unlike German lower-case letters are: minus the logarithm of how probable each is behind those before it."""
    letters = _BEFORE * _ORDER + word + _BEHIND
    return -sum([_chance(letters[at - _ORDER : at + 1]) for at in range(_ORDER, len(letters))])


@remembered
def _chance(letters: str) -> float:
    """The logarithm of how probable the last letter is behind the others."""
    return log(_probability(letters[:-1], letters[-1]))


def _probability(before: str, letter: str) -> float:
    """Witten and Bell: what follows so many different letters may well be followed by another."""
    behind = _probability(before[1:], letter) if before else 1 / _LETTERS
    counts, total = _followers(before)
    return (counts.get(letter, 0) + len(counts) * behind) / (total + len(counts)) if counts else behind


@remembered
def _followers(before: str) -> _Followers:
    rows = _rows()
    # Looked up where it stands: to part all rows takes longer than to ask for those that a document needs.
    at = bisect_left(rows, before + " ")
    row = rows[at] if at < len(rows) and rows[at].startswith(before + " ") else ""
    counts = {letter: int(count) for letter, count in _COUNT.findall(row.partition(" ")[2])}
    return _Followers(counts, sum(counts.values()))


def counted(words: Iterable[str]) -> Iterator[str]:
    """The rows of `german-letters.txt` for words: letters, and in how many of the words which others follow them."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        letters = _BEFORE * _ORDER + word + _BEHIND
        for at in range(_ORDER, len(letters)):
            for size in range(1, _ORDER + 1):
                rows[letters[at - size : at]][letters[at]] += 1
    for before, counts in sorted(rows.items()):
        yield f"{before} {''.join(f'{letter}{count}' for letter, count in sorted(counts.items()))}"


@cache
def _rows() -> list[str]:
    """Letters, and those that follow and how often, in order."""
    return (folder("ontology") / "german-letters.txt").read_text("utf-8").splitlines()


@cache
def _words() -> frozenset[str]:
    listed = (folder("ontology") / "german-words.txt").read_text("utf-8").split()
    return frozenset(listed).union(map(str.lower, known()))
