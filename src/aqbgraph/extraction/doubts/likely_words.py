"""The word that letters were, but for one confusion of the recognition of characters or one letter that it lost."""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.extraction.doubts.compounds import CLEAR, is_like_a_place, is_made_up, is_of_parts, is_of_two
from aqbgraph.german import LONGEST, is_listed, is_word, strangeness
from aqbgraph.lexicon import known
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What is read, and what may have stood there; lower case.
_PAIRS = """
    l<t t<l q<g ci<d
    l<i i<l j<i ı<i u<n n<u u<ü e<c c<e b<h h<b f<t t<f a<ä a<o o<ö o<a rn<m m<rn nn<m cl<d d<cl ii<ü vv<w
"""
_CONFUSED = tuple((read, meant) for read, _, meant in (pair.partition("<") for pair in _PAIRS.split()))
# Families are called Bolz and Gorlitz, which are a letter from Holz and Görlitz.
_OF_FAMILIES = frozenset(("b<h", "h<b", "a<ä", "a<o", "o<ö", "o<a", "u<ü"))
_OF_DOTS = tuple(pair for pair in _CONFUSED if "<".join(pair) in ("a<ä", "o<ö", "u<ü"))
_SURELY_CONFUSED = tuple(pair for pair in _CONFUSED if "<".join(pair) not in _OF_FAMILIES)
# Of other letters the list says nothing ("Café"); the dotless i is a misread one, in German.
_OURS = re.compile("[a-zäöüßı]+")
# As Turkish and Slavic names have them, strange as they are in German.
_ELSEWHERE = re.compile("ı|[cdrs]z")
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


class Bounds(NamedTuple):
    """How much less strange (`german.strangeness`) letters must become to be taken for misread.

    When a word of the list comes of it, by any confusion or by one that does not make one family of another; one made
    up of such, for which a `long` word need not become much less strange; none, but letters that look like German, or
    others; when putting back a lost letter makes a long word of the list, any of the list, or one made up of such.
    """

    word: float
    sure: float
    compound: float
    long: int
    other: float
    any: float
    lost: tuple[float, float, float] = (inf, inf, inf)


# Names of people and towns are mostly no words, and strange by nature; that one is a letter from a common one is not.
OF_NAMES, OF_PEOPLE = Bounds(-inf, -inf, 1.5, 8, 8, 7.5, (0, 2.5, 4.5)), Bounds(6, -inf, 6, 14, 10, 13)
# What is no word either must look like one: so strange at most, by letter.
_PLAIN_ENOUGH = 1.8
# Of adjectives; a noun has one of them at most, so that "Hilf" is none.
_ENDINGS = ("e", "em", "en", "er", "es")
_OF_ADJECTIVES = ("al", "bar", "ell", "haft", "ig", "isch", "iv", "lich", "los", "sam", "är", "ös")
# Small words of other languages that names of projects have ("Beratung on Tour").
_OF_OTHERS = frozenset(("and", "for", "of", "off", "on", "the", "to", "up"))
_SHORTENED = frozenset(("girl", "here", "it", "job", "kid", "let", "that", "there", "what", "woman", "women"))
_SHORTEST_GIVEN = 3
# What may be the name of a place is a letter from others by chance: "Geithain".
_OF_PLACES = 3.7
# Of a shorter word, one letter makes another word.
_SHORTEST, _SHORTEST_LOST, _LONG = 4, 5, 8
# Two long words in a row may be a little less plain than what is none: "tafelkreis". "sprachpalin" is far less plain.
_LITTLE = -0.5
# There are some thousand ways to put back a letter in a longer one, which no name of a project has.
_LONGEST_LOST = 40


def meant(word: str, bounds: Bounds) -> str | None:
    """What lower-case letters that are no word were meant for, if that is less strange by far."""
    if len(word) < _SHORTEST or is_listed(word) or _is_uninflected(word) or not _OURS.fullmatch(word):
        return None
    if is_made_up(word):
        return _instead_of_compound(word)
    far = strangeness(word)
    compound = bounds.compound if len(word) < bounds.long else _OF_PLACES if is_like_a_place(word) else 0
    strange = inf if len(word) < _SHORTEST_LOST or _ELSEWHERE.search(word) else bounds.any
    ways: tuple[tuple[Callable[[str], Iterator[str]], float, Callable[[str], bool]], ...] = (
        (unconfused, bounds.word, is_listed),
        (_surely_unconfused, bounds.sure if len(word) >= _SHORTEST_LOST else inf, is_listed),
        (unconfused, compound, is_made_up),
        (_with_short_part, bounds.word, is_made_up),
        (unconfused, _LITTLE, is_of_two),
        (unconfused, bounds.other, _is_plain),
        (_surely_unconfused, strange, _is_ours),
        (_with_lost_letter, bounds.lost[0], _is_long),
        (_with_lost_letter, bounds.lost[1], is_listed),
        (_with_lost_letter, bounds.lost[2], is_word),
    )
    for others, bound, suits in ways:
        # Letters that look like German are not looked at more closely: there are many ways to put back one.
        if far < bound or (bound == bounds.lost[2] and (_is_plain(word) or is_like_a_place(word))):
            continue
        best = min(((strangeness(other), other) for other in others(word) if suits(other)), default=None)
        if best is not None and far - best[0] > bound:
            return best[1]
    return None


def _instead_of_compound(word: str) -> str | None:
    """The word that letters were meant for which are made up of others by chance: "trau" and "sport"."""
    if len(word) < _LONG:
        return None
    once = next((other for other in unconfused(word) if is_listed(other) or other in _of_form()), None)
    return once or (None if is_of_parts(word) else next(filter(is_of_two, unconfused(word)), None))


@cache
def _of_form() -> frozenset[str]:
    return frozenset(word.lower() for word in known())


def official(word: str) -> str | None:
    """Who has signed for a ministry, a district or a city, as far as `ontology/officials.txt` knows, by a confusion.

    Such families have rare names: a letter from one of them there is nobody else in office.

    >>> official("matiaskc"), official("matiaske")
    ('matiaske', None)
    """
    known_ones = _officials()
    if len(word) < _SHORTEST or word in known_ones or is_listed(word):
        return None
    return next((other for other in unconfused(word) if other in known_ones), None)


@cache
def _officials() -> frozenset[str]:
    return frozenset((folder("ontology") / "officials.txt").read_text("utf-8").split())


def is_official(word: str) -> bool:
    """Whether lower-case letters are the family name of somebody who has signed."""
    return word in _officials()


def is_name(word: str) -> bool:
    """Whether letters name people or a place (`ontology/names.txt`) and one confusion makes a word of them: "gitte"."""
    return word in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset((folder("ontology") / "names.txt").read_text("utf-8").split())


def given_name(word: str) -> str | None:
    """The given name (`ontology/given-names.txt`) that letters which are none, and no word, were meant for: "auna"."""
    if len(word) < _SHORTEST_GIVEN or word in _given_names() or is_name(word) or is_listed(word):
        return None
    others = (*_surely_unconfused(word), *_by(_OF_DOTS, word))
    return next((other for other in others if other in _given_names()), None)


@cache
def _given_names() -> frozenset[str]:
    return frozenset((folder("ontology") / "given-names.txt").read_text("utf-8").split())


def english(word: str) -> str | None:
    """The English word of "Let's" and the like that letters which are none were meant for."""
    if word in _SHORTENED or is_listed(word):
        return None
    return next((other for other in unconfused(word) if other in _SHORTENED), None)


def small_word(word: str) -> str | None:
    """The article, preposition or the like that two or three small letters that are none were meant for."""
    return next(
        (other for ways in (unconfused, _with_letter) for other in ways(word) if other in _small_words()),
        next((other for other in unconfused(word) if other in _OF_OTHERS), None),
    )


def nearest(words: str, names: Iterable[str]) -> str | None:
    """The one of several names that words would be, but for a confusion of letters or a lost one; None if they are one.

    >>> nearest("Escbwege", ("Eschwege", "Erbach"))
    'Eschwege'
    """
    read = words.lower()
    by_letters = {name.lower(): name for name in names}
    if read in by_letters or len(read) < _SHORTEST_LOST:
        return None
    near = (other for ways in (unconfused, _with_letter) for other in ways(read))
    return next((by_letters[other] for other in near if other in by_letters), None)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for word in known() if word.islower() and 1 < len(word) < _SHORTEST)


def _is_long(word: str) -> bool:
    return len(word) >= _LONG and is_listed(word)


def _is_uninflected(word: str) -> bool:
    """Whether the list has an adjective with endings alone: "kooperative", but not "kooperativ"."""
    endings = sum(is_listed(word + ending) for ending in _ENDINGS)
    return len(word) > _SHORTEST_LOST and endings > (0 if word.endswith(_OF_ADJECTIVES) else 1)


def _is_ours(word: str) -> bool:
    return _OURS.fullmatch(word) is not None


def _is_plain(word: str) -> bool:
    return strangeness(word) <= _PLAIN_ENOUGH * (len(word) + 1)


def unconfused(word: str) -> Iterator[str]:
    """What lower-case letters may have stood for, by one confusion."""
    return _by(_CONFUSED, word)


def _surely_unconfused(word: str) -> Iterator[str]:
    return _by(_SURELY_CONFUSED, word)


def _with_short_part(word: str) -> Iterator[str]:
    """What letters stood for that then end with a short part of a compound: "Fachlag" with "Tag"."""
    return (other for other in unconfused(word) if other[:-3] == word[:-3] and other.endswith(CLEAR))


def _by(pairs: Iterable[tuple[str, str]], word: str) -> Iterator[str]:
    for read, stood in pairs if len(word) <= LONGEST else ():
        at = word.find(read)
        while at >= 0:
            yield word[:at] + stood + word[at + len(read) :]
            at = word.find(read, at + 1)


def _with_lost_letter(word: str) -> Iterator[str]:
    return _with_letter(word) if len(word) >= _SHORTEST_LOST else iter(())


def _with_letter(word: str) -> Iterator[str]:
    for at in range(len(word) + 1 if len(word) <= _LONGEST_LOST else 0):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
