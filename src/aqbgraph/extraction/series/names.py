"""Names of projects as compared: what spelling may change is left out, what tells projects apart is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from aqbgraph.extraction.series.series import without_years
from aqbgraph.identifiers import ascii_words

# From one to thirty-nine; more is a word ("mix", "dim").
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}
# Words that any project may bear: they tell nothing.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
    a an am auf aus bei beim das dem den der des die ein eine einem einen einer fuer im in ins mit nach on ohne
    oder und vom von zu zum zur projekt projekte massnahme massnahmen modul kurs programm angebot innen
    """,
    )
)
# A made-up word has capitals within: MInA, BUILD, DREIplus. What everybody abbreviates so is none.
_COINED = re.compile(r"\b[^\W\d_]*[A-ZÄÖÜ][^\W\d_]*[A-ZÄÖÜ][^\W\d_]*\b")
_GENDERED = re.compile(r"Innen$|In$")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        """
    ALG AsylbLG BBE BG BRK BvB DaF DaZ EDV EQ ESF EU HMSI HWK IHK IT KMU LK MINT OloV PC SGB TZ UN VHS VZ
    """,
    )
)


@dataclass(frozen=True, slots=True)
class Form:
    """A name as compared.

    `words` are lower case and ASCII, without years, brackets, quotes and hyphens; `letters` are all of them in a row;
    `numbers` are what counts or orders: two names that differ in them are two projects, however alike.
    """

    words: tuple[str, ...]
    letters: str
    numbers: tuple[str, ...]
    coined: bool

    @property
    def telling(self) -> int:
        """How many words are no common ones, numbers not counted."""
        return sum(word not in _COMMON and len(word) > 1 and not _number(word, last=False) for word in self.words)


@lru_cache(maxsize=4096)
def form(label: str) -> Form:
    """The name as compared.

    >>> form("„Bewerber-Center“ 2025").letters
    'bewerbercenter'
    >>> form("Geflüchtete II").numbers
    ('2',)
    """
    text = without_years(label)
    words = tuple(ascii_words(text.replace("&", " und ")))
    found = (_number(word, last=place == len(words)) for place, word in enumerate(words, start=1))
    return Form(words, "".join(words), tuple(number for number in found if number), _is_coined(text))


def _number(word: str, *, last: bool) -> str:
    """What a word counts: a number, a Roman one, a letter that ends a name; any word with a digit in it ("u25")."""
    if any(letter.isdigit() for letter in word):
        return word
    if (len(word) > 1 or last) and _ROMAN.fullmatch(word):
        return str(_arabic(word))
    return word if last and len(word) == 1 else ""


def _arabic(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _is_coined(text: str) -> bool:
    if text.isupper():
        return False
    found = (_GENDERED.sub("", word) for word in _COINED.findall(text))
    return any(
        word not in _ABBREVIATIONS and not _ROMAN.fullmatch(word.lower()) and sum(map(str.isupper, word)) > 1
        for word in found
    )
