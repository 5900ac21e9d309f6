"""Words that agreements are made of, to tell a word that was torn apart from two words.

`ontology/words.txt` lists them, one a line and sorted: the words of the form's standing text, what German puts between
them, and the words that parts of them are by chance ("an" and "erkannten" in "anerkannten"), so that these stay two.
The names in ontology/ are known as well.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Letters of Western Europe, named because a class of all letters is found five times slower.
WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ž]+")
# Whose names are words of agreements.
_CLASSES = ("LocalParty", "StateParty", "GrantingAuthority", "Programme")
_SCHEMES = ("measure-types", "offices", "target-groups", "frameworks")
# No single letters, and not the half of "Ausbildungs- und Qualifizierungsbudget".
_WHOLE = re.compile(r"[^\W\d_]{2,}+(?!-(?:\s|$))")
# Words of the names of so many districts and cities are theirs alone: Kassel is two, but "Landkreis" are most.
_FEW = 2
_OF_ANY = frozenset(("Stadt", "Kreis", "Magistrat", "Landeshauptstadt"))
_HALF = re.compile(r"[^\W\d_]{4,}(?=-\s)")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


@cache
def known() -> frozenset[str]:
    """All words, each also as a sentence and as a heading in capitals write it."""
    return _forms(_names())


@cache
def of_form() -> frozenset[str]:
    """Those that any agreement may have, whoever signs it: without the names of districts and cities."""
    names = tuple(_names(("StateParty", "GrantingAuthority", "Programme")))
    parties = Counter(word for entry in vocabulary().instances("LocalParty") for word in _words_of(entry.spellings))
    own = _with_capitals(word for word, count in parties.items() if count <= _FEW and word not in _OF_ANY)
    return (_forms(names) - own) | {half for name in names for half in _HALF.findall(name)}


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _WHOLE.findall(name)}


def _forms(names: Iterable[str]) -> frozenset[str]:
    listed = (folder("ontology") / "words.txt").read_text("utf-8").split()
    return _with_capitals({*listed, *_words_of(names)})


def _with_capitals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word[0].upper() + word[1:], word.upper()))


@cache
def hyphenated() -> frozenset[str]:
    """Words that are written with a hyphen: "Main-Kinzig-Kreis"."""
    return frozenset(word for name in _names() for word in _HYPHENATED.findall(name))


def _names(classes: Iterable[str] = _CLASSES) -> Iterator[str]:
    entries = vocabulary()
    for entry in (
        *(entry for name in classes for entry in entries.instances(name)),
        *(entry for scheme in _SCHEMES for entry in entries.concepts(scheme)),
    ):
        yield from entry.spellings
