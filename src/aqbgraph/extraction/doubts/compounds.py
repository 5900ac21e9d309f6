"""Compounds with a part so short that `german.is_word` does not look for it: "Jobtour", "Fachtag"."""

from __future__ import annotations

from aqbgraph.german import is_listed, is_part, is_word

# What names of projects begin and end with; other short words of the list stand at the end of anything.
FIRST = frozenset(("job", "bau", "rad", "neu", "bio", "öko"))
# The first are what no other letters at the end of a word look like ("Literal" is no "Rat").
CLEAR = ("tag", "hof", "weg", "tal")
LAST = (*CLEAR, "fit", "rat", "amt")
# Of the words of places, which are made up of no others: "Kinzigtal".
_OF_PLACES = ("tal", "bach", "heim", "hausen", "feld", "dorf", "stadt", "berg", "burg", "hain", "rode")
_SHORTEST, _LONG = 4, 5


def is_made_up(word: str) -> bool:
    """Whether lower-case letters are a word, also one with such a part.

    >>> is_made_up("jobtour"), is_made_up("fachtag"), is_made_up("facbtag")
    (True, True, False)
    """
    return is_word(word) or any(len(rest) >= _SHORTEST and is_word(rest) for rest in _rests(word))


def is_of_two(word: str) -> bool:
    """Whether lower-case letters are two long words of the list in a row: "tafelkreis"."""
    cuts = range(_LONG, len(word) - _LONG + 1)
    return any(is_listed(word[cut:]) and is_listed(word[:cut]) for cut in cuts)


def is_of_parts(word: str) -> bool:
    """Whether lower-case letters are no more than two parts, short ones and those with a link too: "arbeitsform"."""
    if word[:3] in FIRST and is_listed(word[3:]):
        return True
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    return any(is_listed(word[cut:]) and is_part(word[:cut]) for cut in cuts)


def _rests(word: str) -> tuple[str, ...]:
    first = (word[3:],) if word[:3] in FIRST else ()
    return (*first, *(word[: -len(last)] for last in LAST if word.endswith(last)))


def is_like_a_place(word: str) -> bool:
    """Whether letters end as names of places do, before which anything may stand."""
    return word.endswith(_OF_PLACES)
