"""Parties in running text, by all their spellings: to be left out where sentences are compared."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aqbgraph.extraction.values.values import spellings
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

# "Main - Kinzig - Kreis"
_SPACED_HYPHEN = r"\s*-\s*"
# The article goes with the name: "der Landkreis Fulda", "die Stadt Kassel".
_ARTICLE = re.compile(r"\b(?:der|die|das|dem|des|den|Der|Die|Das)")
_LETTERS_OF_ARTICLE = 3
_PARTS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class PartyNames:
    """Spellings of parties, each under a word it has: a text without that word has not the name."""

    by_word: dict[str, tuple[str, ...]]
    _any_word: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Faster than to look for one word after the other.
        object.__setattr__(self, "_any_word", re.compile("|".join(map(re.escape, self.by_word)) or r"(?!)"))

    def __reduce__(self) -> tuple[type[PartyNames], tuple[dict[str, tuple[str, ...]]]]:
        """The names alone are kept: a pattern is made anew, and none is taken from a file that others could write."""
        return PartyNames, (self.by_word,)

    def may_be_in(self, text: str) -> bool:
        """Whether a text can have any of these names, or a part of them."""
        return self._any_word.search(text) is not None

    def blanked(self, text: str, blank: str) -> str:
        """The text with `blank` for each name, the article before it included."""
        if not self.may_be_in(text):
            return text
        words = filter(text.__contains__, self.by_word)
        found = party_pattern(tuple([name for word in words for name in self.by_word[word]]))
        if found is None:
            return text
        parts: list[str] = []
        done = 0
        for match in found.finditer(text):
            parts += (text[done : _with_article(text, done, match.start())], blank)
            done = match.end()
        return "".join((*parts, text[done:]))


def _with_article(text: str, done: int, start: int) -> int:
    """Where a name begins with its article, behind what is done; where it begins alone if it has none."""
    head = text[:start].rstrip()
    article = len(head) - _LETTERS_OF_ARTICLE
    return article if len(head) < start and article >= done and _ARTICLE.match(head, article) else start


@cache
def local_names(party: str) -> PartyNames:
    """The spellings of a district or city, by its key in ontology/parties.ttl."""
    return party_names(spellings(party, "LocalParty"))


def party_names(names: Iterable[str]) -> PartyNames:
    """The names, each under the word that the fewest parties have, the longest of these."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_word[min(_PARTS.split(name), key=lambda word: (_bearers()[word], -len(word)))].append(name)
    return PartyNames({word: tuple(found) for word, found in by_word.items()})


@cache
def _bearers() -> Counter[str]:
    """How many parties have a word in their names."""
    parties = (entry.spellings for entry in vocabulary().instances("LocalParty"))
    return Counter(word for names in parties for word in {part for name in names for part in _PARTS.split(name)})


# Of each party, and of those that one line may name.
@lru_cache(1 << 10)
def party_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds these names in running text, the longest first."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    if not ordered:
        return None
    spelled = [_SPACED_HYPHEN.join(map(_words, name.split("-"))) for name in ordered]
    # As `\b` before each, but a search is ten times as fast where each choice begins with a letter.
    return re.compile("|".join(rf"{name[0]}(?<=\b{name[0]}){name[1:]}\b" for name in spelled))


def _words(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
